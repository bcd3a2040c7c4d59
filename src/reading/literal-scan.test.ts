import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holds, LiteralScan } from './literal-scan.ts';

/** Texts of few letters: they overlap, and one is often the end of another. */
const word = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '.', '数'), maxLength: 6 });
const listed = word.filter((text) => text !== '');

test('a scan finds the lists of which a text holds one, and no others', () => {
  const lists = fc.array(fc.array(listed, { minLength: 1, maxLength: 5 }), { maxLength: 40 });
  fc.assert(
    fc.property(lists, fc.string({ unit: word, maxLength: 12 }), (texts, text) => {
      const found = new LiteralScan(texts).scan(text);
      // A text is read as though a space followed it.
      const read = `${text} `;
      texts.forEach((list, number) => {
        expect(holds(found, number)).toBe(list.some((each) => read.includes(each)));
      });
    }),
  );
});

test.each([
  ['\bis\b', 'what is it', true],
  ['\bis\b', 'this', false],
  ['\bis\b', 'is', true],
  ['\bis\b', '(is)', true],
  ['\bis', 'issue', true],
  ['is\b', 'issue', false],
  ["\b'd", "he'd", true],
])('%j is found in %j: %s', (text, within, expected) => {
  expect(holds(new LiteralScan([[text]]).scan(within), 0)).toBe(expected);
});

test('what nothing is known of may be anywhere', () => {
  const found = new LiteralScan([['x'], null]).scan('');
  expect([0, 1].map((list) => holds(found, list))).toEqual([false, true]);
});
