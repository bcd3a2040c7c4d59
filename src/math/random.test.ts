import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Random } from './random.ts';

const stream = (random: Random) => Array.from({ length: 20 }, () => random.int(0, 1_000_000));

describe('seeded randomness', () => {
  test('the same parts give the same stream, on every machine', () => {
    expect(stream(new Random(7, 'bakery'))).toEqual(stream(new Random(7, 'bakery')));
    expect(stream(new Random(7, 'bakery')).slice(0, 3)).toMatchInlineSnapshot(`
      [
        211881,
        610596,
        322950,
      ]
    `);
  });

  test('other parts give another stream, however they are cut', () => {
    const streams = [['a', 'b'], ['ab'], ['b', 'a'], ['a', 'b', 0], ['a', 'b', '0']] as const;
    const texts = streams.map((parts) => JSON.stringify(stream(new Random(...parts))));
    expect(new Set(texts).size).toBe(streams.length);
  });

  test('whole numbers stay in their range, both ends included', () => {
    const random = new Random('range');
    const seen = new Set(Array.from({ length: 200 }, () => random.int(3, 6)));
    expect([...seen].sort()).toEqual([3, 4, 5, 6]);
  });

  test('shuffling keeps every value, and finds every order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (values, seed) => {
        expect(new Random(seed).shuffle(values).sort()).toEqual([...values].sort());
      }),
    );
    const random = new Random('orders');
    const orders = new Set(Array.from({ length: 200 }, () => random.shuffle([1, 2, 3]).join()));
    expect(orders.size).toBe(6);
  });

  test('picking takes one of the values, and fails where there is none', () => {
    const random = new Random('pick');
    const seen = new Set(Array.from({ length: 100 }, () => random.pick(['a', 'b', 'c'])));
    expect([...seen].sort()).toEqual(['a', 'b', 'c']);
    expect(() => random.pick([])).toThrow(RangeError);
  });
});
