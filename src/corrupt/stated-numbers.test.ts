import { describe, expect, it } from 'vitest';
import { display } from '../math/fraction.ts';
import { statedNumbers } from './stated-numbers.ts';

describe('numbers that a text states', () => {
  it.each([
    ['She has 12 eggs and 2.50 dollars.', ['12', '2.5']],
    ['It costs 1,250 dollars, or 3/4 of it.', ['1250', '0.75']],
    ['Twenty-five of them, three hundred and seven more.', ['25', '307']],
    ['Two thousand one hundred people and a dozen dogs', ['2100', '12']],
    ['two three, twenty and thirty', ['2', '3', '20', '30']],
    ['two dozen, nine hundred ninety nine thousand and one', ['24', '999001']],
    ['half of 40 and twice 15', ['40', '20', '15', '30']],
    ['a third of the 60, 25% of 80', ['60', '20', '25', '80', '20']],
    ['10 percent of the 90', ['10', '90', '9']],
    ['room 7b, the year 1990s.', ['7', '1990']],
    ['No number stands here, and none there.', []],
    [`a ${'9'.repeat(200)} b`, []],
  ])('%s', (text, expected) => {
    expect(statedNumbers(text).map((value) => display(value))).toEqual(expected);
  });

  it('reads a long hostile text in no time', () => {
    const started = performance.now();
    statedNumbers('1,'.repeat(500_000));
    statedNumbers('two hundred and '.repeat(50_000));
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
