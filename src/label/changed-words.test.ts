import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedWords } from './changed-words.ts';

const shown = (one: string, other: string) =>
  changedWords(one, other).map((stretches) =>
    stretches.map(({ text, differs }) => (differs ? `[${text}]` : text)).join(''),
  );

describe('the words that differ', () => {
  it.each([
    ['a b. c d. e', 'a b. e', 'a b. [c d.] e', 'a b. e'],
    [
      'it costs 3 dollars',
      'it costs some dollars',
      'it costs [3] dollars',
      'it costs [some] dollars',
    ],
    ['the same', 'the same', 'the same', 'the same'],
    ['', 'all of it', '', '[all of it]'],
  ])('%s / %s', (one, other, first, second) => {
    expect(shown(one, other)).toEqual([first, second]);
  });

  it('are shown in the whole text, nothing lost', () => {
    const text = fc.array(fc.constantFrom('a', 'b', ' ', '\n', '.'), { maxLength: 12 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const texts = changedWords(one.join(''), other.join('')).map((stretches) =>
          stretches.map((stretch) => stretch.text).join(''),
        );
        expect(texts).toEqual([one.join(''), other.join('')]);
      }),
    );
  });
});
