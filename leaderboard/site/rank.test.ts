import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Ranked, rankRanges } from './rank.ts';

const row = (low: number | null, high: number | null, board = 'b'): Ranked => ({
  board,
  low,
  high,
});

test('rows that overlap share ranks, rows that do not are apart', () => {
  expect(rankRanges([row(90, 95), row(60, 80), row(70, 85), row(10, 20)])).toEqual([
    { best: 1, worst: 1 },
    { best: 2, worst: 3 },
    { best: 2, worst: 3 },
    { best: 4, worst: 4 },
  ]);
});

test('intervals that touch overlap', () => {
  expect(rankRanges([row(50, 60), row(60, 70)])).toEqual([
    { best: 1, worst: 2 },
    { best: 1, worst: 2 },
  ]);
});

test('boards are ranked apart, and a row without an interval has no rank', () => {
  expect(rankRanges([row(50, 60), row(10, 20, 'other'), row(null, null)])).toEqual([
    { best: 1, worst: 1 },
    { best: 1, worst: 1 },
    null,
  ]);
});

test('of any rows: the range counts those wholly above and below', () => {
  const interval = fc
    .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 9 }))
    .map(([low, width]) => row(low, low + width));
  fc.assert(
    fc.property(fc.array(interval, { maxLength: 25 }), (rows) => {
      const ranks = rankRanges(rows);
      for (const [i, { low, high }] of rows.entries()) {
        const above = rows.filter((other) => Number(other.low) > Number(high)).length;
        const below = rows.filter((other) => Number(other.high) < Number(low)).length;
        expect(ranks[i]).toEqual({ best: 1 + above, worst: rows.length - below });
      }
    }),
  );
});
