import { describe, expect, test } from 'vitest';
import { Verdict } from '../../graders/verdict.ts';
import { VerdictFile } from './verdict-file.ts';

function verdict(item: string): Verdict {
  return Verdict.parse({
    item,
    budget: 'low',
    epoch: 0,
    grader: 'rules/1',
    label: 'asks',
    none: null,
    requests: true,
    final: null,
    right: false,
    understood: [],
    noticed: { thought: null, answer: true },
    confidence: 0.9,
    spent: { calls: 1, input: null, output: null, reasoning: null },
    evidence: [],
  });
}

/** Meets conversations with recorded verdicts, all by the names of their items: what is found wrong. */
async function met(conversations: string, recorded: string, apart?: number) {
  async function* verdicts() {
    for (const item of recorded) yield verdict(item.toLowerCase());
  }
  const found = { tested: '', changed: '', missing: '', extra: '' };
  const file = new VerdictFile(
    verdicts(),
    {
      changed: ({ item }) => {
        found.changed += item;
      },
      missing: ({ item }) => {
        found.missing += item;
      },
      extra: ({ item }) => {
        found.extra += item;
      },
    },
    apart,
  );
  for (const name of conversations) {
    const item = name.toLowerCase();
    await file.meet({ item, budget: 'low', epoch: 0 }, () => {
      found.tested += item;
      return name === item ? null : 'was changed';
    });
  }
  await file.finish();
  return { ...found, tested: [...found.tested].sort().join('') };
}

const fine = { changed: '', missing: '', extra: '' };

describe('verdicts meet the conversations that they are on', () => {
  test.each([
    ['in the same order', 'abcd', 'abcd', { ...fine, tested: 'abcd' }],
    ['in another order', 'abcd', 'dbca', { ...fine, tested: 'abcd' }],
    ['with a changed one', 'aBcd', 'abcd', { ...fine, tested: 'abcd', changed: 'b' }],
    ['without the first', 'abcd', 'bcd', { ...fine, tested: 'bcd', missing: 'a' }],
    ['without the last', 'abcd', 'abc', { ...fine, tested: 'abc', missing: 'd' }],
    ['without any', 'ab', '', { ...fine, tested: '', missing: 'ab' }],
    ['with one on no conversation', 'abc', 'axbc', { ...fine, tested: 'abc', extra: 'x' }],
    ['with one twice at once', 'abc', 'aabc', { ...fine, tested: 'abc', extra: 'a' }],
    ['with one twice, far apart', 'abc', 'abca', { ...fine, tested: 'abc', extra: 'a' }],
    ['with one twice that is early', 'abc', 'ccab', { ...fine, tested: 'abc', extra: 'c' }],
  ])('%s', async (_, conversations, recorded, expected) => {
    expect(await met(conversations, recorded)).toEqual(expected);
  });

  test('as long as the two are not too far apart', async () => {
    expect(await met('abcdef', 'fedcba', 6)).toMatchObject(fine);
    await expect(met('abcdef', 'fedcba', 4)).rejects.toThrow(/not in the order of the replies/);
    await expect(met('a', 'abcdefgh', 4)).rejects.toThrow(/not in the order of the replies/);
  });
});
