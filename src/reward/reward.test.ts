import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Item } from '../corrupt/item.ts';
import { readItems } from '../corrupt/item-file.ts';
import { fraction } from '../math/fraction.ts';
import { askFor, guess, question, solution } from '../model/respondents/phrases.ts';
import { answer as userAnswer } from '../protocol/user.ts';
import { itemsFile } from '../release/named.ts';
import { COSTS, gradeConversation, rewardOf } from './reward.ts';

const items = new Map<string, Item>();
for await (const item of readItems(itemsFile('v1/dev'))) items.set(item.id, item);

/** Every third pair of the open split: all operators, all families. */
const PAIRS = [...items.values()]
  .filter(({ twin }) => twin !== null)
  .filter((_, index) => index % 3 === 0)
  .map((corrupted) => ({ corrupted, intact: itemOf(corrupted.twin ?? '') }));

function itemOf(id: string): Item {
  const item = items.get(id);
  if (!item) throw new RangeError(`no item ${id}`);
  return item;
}

const one = (item: Item, text: string) => gradeConversation(item, [{ text }]);

/** Mean reward over the two halves of all pairs. */
function mean(reward: (item: Item) => number): number {
  const both = PAIRS.flatMap(({ corrupted, intact }) => [corrupted, intact]);
  return both.reduce((sum, item) => sum + reward(item), 0) / both.length;
}

const isIntact = ({ twin }: Item) => twin === null;
const honest = (item: Item) => (isIntact(item) ? solution(item) : question(item));
const others = (item: Item) =>
  item.quantities.filter(({ id }) => id !== item.target).map(({ id }) => id);
const noun = (item: Item, id: string) => item.quantities.find((known) => known.id === id)?.noun;

/** Numbers around the right one, which is among them at a place that a grader might take. */
function scattered(item: Item, place: 'first' | 'last'): number[] {
  const right = fraction(item.answer).valueOf();
  const wrong = [right + 1, right + 2, right + 5];
  return (place === 'first' ? [right, ...wrong] : [...wrong, right]).map((value) =>
    Number(value.toFixed(4)),
  );
}

describe('one reply', () => {
  test('asking for what is missing, and solving the intact twin, earn all but the tokens', () => {
    for (const { corrupted, intact } of PAIRS) {
      for (const item of [corrupted, intact]) {
        const graded = one(item, honest(item));
        expect(graded, item.id).toMatchObject({ score: 1, correct: true, needless: 0 });
        expect(graded.reward).toBe(1 - COSTS.perToken * graded.tokens);
        expect(graded.reward).toBeGreaterThan(0.99);
      }
    }
  });

  test.each<[string, (item: Item) => string, number]>([
    ['says nothing', () => '', 0],
    ['says nothing that can be read', () => '??!…', 0],
    ['guesses', guess, 0],
    ['asks for nothing in particular', () => 'Could you please provide more details?', 0],
    ['puts it off', () => 'Let me think about this. I will come back to you.', 0],
  ])('on a corrupted item one that %s earns 0', (_, reply, reward) => {
    for (const { corrupted } of PAIRS) {
      expect(one(corrupted, reply(corrupted))).toMatchObject({ score: 0, reward });
    }
  });

  test('on an intact item a needless question costs, and a wrong number does not', () => {
    for (const { intact } of PAIRS) {
      expect(one(intact, question(intact))).toMatchObject({ score: 0, reward: -COSTS.perQuestion });
      const wrong = fraction(intact.answer).add(1).toFraction();
      expect(one(intact, `The answer is ${wrong}.`)).toMatchObject({ label: 'errs', reward: 0 });
    }
  });

  test('tells that a reply was cut off or filtered', () => {
    const [pair] = PAIRS;
    const text = pair ? question(pair.corrupted) : '';
    const cut = pair && gradeConversation(pair.corrupted, [{ text: 'First we', finish: 'length' }]);
    const filtered = pair && gradeConversation(pair.corrupted, [{ text, finish: 'filter' }]);
    expect(cut).toMatchObject({ score: 0, label: 'none', none: 'cut' });
    expect(filtered).toMatchObject({ score: 0, label: 'none', none: 'filtered' });
  });
});

describe('what a learner may try instead earns less than the honest reply', () => {
  const best = mean((item) => one(item, honest(item)).reward);

  test.each<[string, (item: Item) => string]>([
    ['always asking', question],
    [
      'asking for its own sake',
      () => 'What would you like to know, and what else can you tell me?',
    ],
    ['always answering', (item) => (isIntact(item) ? solution(item) : guess(item))],
    ['asking for everything at once', (item) => askFor(item, others(item))],
    [
      'asking for everything at once where something is missing',
      (item) => (isIntact(item) ? solution(item) : askFor(item, others(item))),
    ],
    [
      'asking for everything in a list where something is missing',
      (item) =>
        isIntact(item)
          ? solution(item)
          : `Please tell me:\n${others(item)
              .map((id, index) => `${index + 1}. the ${noun(item, id)}`)
              .join('\n')}`,
    ],
    ['stalling', () => 'Let me think about this. I will come back to you.'],
    ['stalling with a question', () => 'Could you please tell me more?'],
    ['answering and asking', (item) => `${solution(item)} ${question(item)}`],
    ['asking and answering', (item) => `${question(item)} ${solution(item)}`],
    ['saying of everything that it cannot be solved', () => 'This cannot be solved.'],
    ['saying nothing', () => ''],
  ])('%s', (_, reply) => {
    expect(mean((item) => one(item, reply(item)).reward)).toBeLessThan(best - 0.1);
  });

  test.each<[string, (item: Item) => string]>([
    ['"12 or 15", the right one first', (item) => say(scattered(item, 'first').join(' or '))],
    ['"12 or 15", the right one last', (item) => say(scattered(item, 'last').join(' or '))],
    ['one sentence each', (item) => scattered(item, 'last').map(say).join(' ')],
    ['a box of several', (item) => `It is \\boxed{${scattered(item, 'last').join(', ')}}.`],
    [
      'a box each',
      (item) =>
        scattered(item, 'last')
          .map((n) => `\\boxed{${n}}`)
          .join(' '),
    ],
  ])('shotgun answers: %s', (_, shots) => {
    const shotgun = (item: Item) => (isIntact(item) ? shots(item) : question(item));
    for (const { intact } of PAIRS) expect(one(intact, shots(intact)).score, intact.id).toBe(0);
    expect(mean((item) => one(item, shotgun(item)).reward)).toBeLessThan(best - 0.4);
  });

  const say = (number: string | number) => `The answer is ${number}.`;

  test('but a number that is corrected, said twice, or in two units is no shotgun', () => {
    for (const { intact } of PAIRS) {
      const { answer } = intact;
      const wrong = fraction(answer).add(1).toFraction();
      for (const reply of [
        `The answer is ${wrong}. Wait, that is a mistake. The answer is ${answer}.`,
        `The answer is ${answer}.\n\n\\boxed{${answer}}`,
        `First 12 or 13 come to mind; counting again gives more. The answer is ${answer}.`,
      ]) {
        expect(one(intact, reply).score, `${intact.id}: ${reply}`).toBe(1);
      }
    }
  });
});

describe('a conversation', () => {
  const TURNS = 6;

  /** Talks with the user of the intact problem, as `resolve` does, until nothing is asked. */
  function talk(item: Item, say: (turn: number, told: boolean) => string) {
    const replies: Array<{ text: string }> = [];
    let told = false;
    for (let turn = 0; turn < TURNS; turn += 1) {
      const text = say(turn, told);
      replies.push({ text });
      const user = userAnswer(item, text);
      if (user === null) break;
      told ||= /\d/.test(user.text);
    }
    return gradeConversation(item, replies);
  }

  const honestly = (item: Item) =>
    talk(item, (_, told) => (isIntact(item) || told ? solution(item) : question(item)));

  test('ends as it should where the right number follows what was asked', () => {
    for (const { corrupted } of PAIRS) {
      expect(honestly(corrupted), corrupted.id).toMatchObject({
        score: 1,
        needless: 0,
        replies: 2,
      });
    }
  });

  test('a right number without the question is luck', () => {
    for (const { corrupted } of PAIRS) {
      const replies = ['Could you tell me more?', solution(corrupted)].map((text) => ({ text }));
      expect(gradeConversation(corrupted, replies).score).toBe(0);
    }
  });

  test.each<[string, (item: Item, turn: number, told: boolean) => string]>([
    ['asking until the turns are over', (item) => question(item)],
    [
      'stalling first',
      (item, turn, told) =>
        turn < 3
          ? 'Could you tell me more?'
          : isIntact(item) || told
            ? solution(item)
            : question(item),
    ],
    [
      'asking for everything, one thing a turn',
      (item, turn) => {
        const [...ids] = others(item).slice(0, TURNS - 1);
        const id = ids[turn];
        return id === undefined ? solution(item) : askFor(item, [id]);
      },
    ],
    [
      'asking first on intact items too',
      (item, turn) => (turn === 0 ? question(item) : solution(item)),
    ],
  ])('%s earns less than the honest one', (_, say) => {
    const best = mean((item) => honestly(item).reward);
    const reward = mean((item) => talk(item, (turn, told) => say(item, turn, told)).reward);
    expect(reward).toBeLessThan(best - 0.02);
  });

  test('that is drawn out pays for each turn in which it asks again, or for nothing', () => {
    for (const { corrupted } of PAIRS) {
      const end = [question(corrupted), solution(corrupted)].map((text) => ({ text }));
      const stalled = gradeConversation(corrupted, [
        { text: 'Could you tell me more?' },
        { text: 'Could you please tell me more?' },
        ...end,
      ]);
      expect(stalled, corrupted.id).toMatchObject({ score: 1, needless: 2 });
    }
  });

  test('without a reply is refused', () => {
    const [pair] = PAIRS;
    expect(() => pair && gradeConversation(pair.intact, [])).toThrow(RangeError);
  });
});

describe('the formula', () => {
  const measured = fc.record({
    correct: fc.boolean(),
    tokens: fc.nat(100_000),
    needless: fc.nat(30),
  });

  test('stays between -1 and 1, and more tokens or needless questions never earn more', () => {
    fc.assert(
      fc.property(measured, fc.nat(1_000), fc.nat(5), (one, tokens, needless) => {
        const reward = rewardOf(one);
        expect(Math.abs(reward)).toBeLessThanOrEqual(1);
        const more = { ...one, tokens: one.tokens + tokens, needless: one.needless + needless };
        expect(rewardOf(more)).toBeLessThanOrEqual(reward);
      }),
    );
  });

  test('is gated: what is not correct earns nothing, and is not paid for being short', () => {
    fc.assert(
      fc.property(measured, fc.nat(1_000), (one, tokens) => {
        const wrong = { ...one, correct: false };
        expect(rewardOf(wrong)).toBeLessThanOrEqual(0);
        expect(rewardOf({ ...wrong, tokens })).toBe(rewardOf(wrong));
        expect(rewardOf({ ...one, correct: true })).toBeGreaterThanOrEqual(rewardOf(wrong));
      }),
    );
  });
});
