import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { folded } from './folded.ts';

describe('folding', () => {
  test.each([
    ['Grader', 'grader'],
    ['Ｇｒａｄｅｒ', 'grader'],
    ['𝐆𝐫𝐚𝐝𝐞𝐫', 'grader'],
    ['Grаdеr', 'grader'],
    ['g\u200br\u200ba\u200bd\u200be\u200br', 'grader'],
    ['gräder', 'grader'],
    ['g\u0301rader', 'grader'],
    ['\u202egrader\u202c', 'grader'],
    ['Оценщик', 'оценщик'],
    ['채점자', '채점자'],
    ['½ of it', '1⁄2 of it'],
  ])('makes %j read as %j', (text, read) => {
    expect(folded(text).text).toBe(read);
  });

  test('knows where each of its characters stands in the text', () => {
    const text = 'x \u200bＧ𝐫ä';
    const { text: read, at } = folded(text);
    expect(read).toBe('x gra');
    expect(
      Array.from(read, (_, unit) => text.slice(at[unit], at[unit + 1]).normalize('NFKC')),
    ).toEqual(['x', ' \u200b', 'G', 'r', 'ä']);
  });

  test('keeps offsets in order and within the text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { text: read, at } = folded(text);
        expect(at).toHaveLength(read.length + 1);
        expect(at.at(-1)).toBe(text.length);
        expect([...at]).toEqual([...at].sort((a, b) => a - b));
      }),
    );
  });
});
