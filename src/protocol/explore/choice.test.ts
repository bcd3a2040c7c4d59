import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choiceOf } from './choice.ts';
import { NAMES } from './names.ts';

const SOURCES = ['Kwame', 'Ngozi', 'Fenna', 'Zoltan'];

describe('a choice is', () => {
  test.each([
    ['I ask Kwame.', 'Kwame'],
    ['I ask **Kwame**.', 'Kwame'],
    ['**I ask Kwame.**', 'Kwame'],
    ['I ask: Kwame', 'Kwame'],
    ['i ask kwame', 'Kwame'],
    ['Ngozi has done well, Fenna has not.\n\nI ask Ngozi.', 'Ngozi'],
    ['I ask Kwame. No, wait: Fenna is still untried.\nI ask Fenna.', 'Fenna'],
    ["I'll go with Zoltan today.", 'Zoltan'],
    ['Let’s ask Fenna.', 'Fenna'],
    ['Since Kwame is at 0.50 and Ngozi at 0.40, I would ask Kwame again.', 'Kwame'],
    ['My choice is Ngozi, because Zoltan has failed.', 'Ngozi'],
    ['Final answer: **Zoltan**', 'Zoltan'],
    ['Ask Fenna.', 'Fenna'],
    ['I am going to stick with Ngozi.', 'Ngozi'],
    ['Of those I asked nobody knew, so I choose to ask Zoltan.', 'Zoltan'],
    ['**Day 5 decision: ask Kwame**', 'Kwame'],
    ["I ask 'Kwame'.", 'Kwame'],
    ['Not Kwame, I ask Ngozi.', 'Ngozi'],
    ['I ask Kwame rather than Ngozi.', 'Kwame'],
    ['**I ask:**\n\nKwame', 'Kwame'],
    ['So I should ask Zoltan.', 'Zoltan'],
    ['Fenna', 'Fenna'],
    ['I weighed all of them.\n\n**Fenna.**', 'Fenna'],
    ['So Fenna it is.', 'Fenna'],
    ['I ask Kwame.\n\nKwame knew it more often than Ngozi did.', 'Kwame'],
  ])('%j', (reply, name) => expect(choiceOf(reply, SOURCES)).toBe(name));
});

describe('no choice is', () => {
  test.each([
    [''],
    ['What does one glass cost?'],
    ['I ask Priya.'],
    ['I ask Kwame or Ngozi.'],
    ['I ask Kwame, Ngozi and Fenna.'],
    ['Kwame has the best record so far.'],
    ['I would not ask Kwame.'],
    ["I won't ask Kwame again."],
    ['If I ask Kwame, I may learn nothing.'],
    ['Should I ask Kwame?'],
    ['I could ask Kwame.'],
    ['Perhaps I ask Kwame.'],
    ['The worst choice is Kwame.'],
    ["I trust Kwame's word."],
    ['Kwame, Ngozi'],
    ['Kwame?? Ngozi!'],
    ['I ask Kwamena.'],
  ])('%j', (reply) => expect(choiceOf(reply, SOURCES)).toBeNull());
});

test('whatever a reply says, it names a source or none, soon', () => {
  const pieces = fc.constantFrom(
    'I ask ',
    'Kwame',
    'Ngozi',
    ' or ',
    '\n',
    '. ',
    '**',
    'not ',
    '?',
    ' ',
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 40 }),
      fc.constantFrom(1, 1, 3_000),
      (words, times) => {
        const chosen = choiceOf(words.join('').repeat(times), SOURCES);
        if (chosen !== null) expect(SOURCES).toContain(chosen);
      },
    ),
    { numRuns: 200 },
  );
});

test.each([['Kwame '], ['I ask Kwame or '], ['i '], ['I ask '], ['\n'], ['*'], [' ask: ']])(
  'megabytes of %j are read in no time',
  (piece) => {
    const started = performance.now();
    choiceOf(piece.repeat(400_000), SOURCES);
    expect(performance.now() - started).toBeLessThan(1_000);
  },
);

test('no name is a part of another one', () => {
  for (const name of NAMES) {
    expect(NAMES.filter((other) => other.toLowerCase().includes(name.toLowerCase()))).toEqual([
      name,
    ]);
  }
});
