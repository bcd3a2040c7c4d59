import { describe, expect, it } from 'vitest';
import { leak } from './leak.ts';

/** What the check says of a text from which a quantity of this value and unit was removed. */
function leaked(text: string, value: string, unit = 'apple'): string | undefined {
  const change = {
    kind: 'gap',
    premise: 'p',
    equation: `p = ${value}`,
    before: 'x',
    after: '',
  } as const;
  const quantity = { id: 'p', noun: 'it', unit, also: [], domain: { min: '0', max: '999' } };
  return leak(
    { text, change: { ...change, span: [0, 0] } },
    { premises: [{ id: 'p', gives: 'p' }], quantities: [quantity], world: { p: value } },
  );
}

describe('a removed value is found in every form', () => {
  it.each([
    ['in digits', 'Flour comes in sacks of 12.', '12', 'pound'],
    ['with decimals', 'It costs $2.50.', '5/2', 'dollar'],
    ['in words', 'There are twelve of them.', '12', 'apple'],
    ['by the dozen', 'He has a dozen.', '12', 'apple'],
    ['by half a dozen', 'He has half a dozen.', '6', 'apple'],
    ['as half of another', 'He has half of the 40 plums.', '20', 'plum'],
    ['as a double', 'He has twice 10.', '20', 'plum'],
    ['as a multiple', 'It is 3 times as long as the 7 metre rope.', '21', 'metre'],
    ['as a difference', 'That is 5 fewer than 17.', '12', 'plum'],
    ['as a sum', 'That is 5 more than 7.', '12', 'plum'],
    ['as a percentage', 'He eats 20% of 60.', '12', 'plum'],
    ['as a share of a hundred', 'He eats a quarter of the plums.', '25', 'percent'],
    ['as a ratio', 'The ratio of boys to girls is 3 to 4.', '3/4', ''],
    ['as a word for a multiple', 'It is twice as long.', '2', ''],
    ['as a part', 'He eats two thirds of the cake.', '2/3', 'cake'],
    ['in another unit of time', 'It takes 90 minutes.', '3/2', 'hour'],
    ['in another unit of length', 'It is 250 cm long.', '5/2', 'metre'],
    ['in another unit of money', 'It costs 250 cents.', '5/2', 'dollar'],
    ['in another unit of area', 'It has 30,000 square metres.', '3', 'hectare'],
    ['in the question', 'How long do the 12 walk?', '12', 'child'],
  ])('%s', (_, text, value, unit) => {
    expect(leaked(text, value, unit)).toContain(`the removed value ${value} of p still stands`);
  });
});

describe('other numbers are none', () => {
  it.each([
    ['another number', 'He has 13.', '12', 'apple'],
    ['a part of a number', 'He has 120 and 1.2 and 312.', '12', 'apple'],
    ['numbers of two sentences', 'He has 5. More than 7 are red.', '12', 'apple'],
    ['twice, where things are counted', 'It is twice as long.', '2', 'apple'],
    ['the same number of other units', 'It takes 60 minutes.', '2', 'hour'],
    ['another dimension', 'It is 120 cm long.', '2', 'hour'],
  ])('%s', (_, text, value, unit) => {
    expect(leaked(text, value, unit)).toBeUndefined();
  });
});
