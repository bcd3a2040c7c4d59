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
    ['half of 40 and twice 15', ['0.5', '40', '20', '15', '30']],
    ['a third of the 60, 25% of 80', ['1/3', '60', '20', '25', '80', '20']],
    ['10 percent of the 90', ['10', '90', '9']],
    ['two thirds of 60 and three-quarters of the 8', ['2/3', '60', '40', '0.75', '8', '6']],
    ['half a dozen eggs, half as many as the 12 rolls', ['0.5', '12', '6', '0.5', '12', '6']],
    ['3 times 4, twice as many as the 12', ['3', '4', '12', '12', '24']],
    ['3 times as many as 5', ['3', '5', '15']],
    ['5 more than 10', ['5', '10', '15', '5']],
    ['3 years older than 12', ['3', '12', '15', '9']],
    ['20% more than 50, 20 percent off the 50', ['20', '50', '60', '40', '20', '50', '40']],
    ['8 plus 4, 8 minus 4', ['8', '4', '12', '8', '4', '4']],
    ['in a ratio of 3 to 4', ['3', '4', '0.75', '4/3']],
    ['3:4, or 1 out of 5', ['3', '4', '0.75', '4/3', '1', '5', '0.2', '5']],
    ['the sum of 3 and 4, the difference between 9 and 4', ['3', '4', '7', '9', '4', '5']],
    ['from 3 to 4, 3 and 4', ['3', '4', '3', '4']],
    ['2 1/2 cups, 1½ litres, $.50', ['2', '0.5', '2.5', '1', '0.5', '1.5', '0.5']],
    ['two and a half hours, an hour and a quarter', ['2', '0.5', '2.5', '0.25', '1.25']],
    ['two million five hundred thousand', ['2500000']],
    ['12 red apples. 3 more than in a box of 5. 4 times', ['12', '3', '5', '4']],
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
