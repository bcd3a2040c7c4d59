import { describe, expect, it } from 'vitest';
import { Random } from '../math/random.ts';
import { type BudgetOutcomes, slopePerDoubling } from './slope.ts';

/** Outcomes of the pairs p0, p1, …, each in a cluster of its own unless told otherwise. */
function under(tokens: number | null, values: number[], perCluster = 1): BudgetOutcomes {
  return {
    tokens,
    outcomes: new Map(
      values.map((value, i) => [`p${i}`, { cluster: `c${Math.floor(i / perCluster)}`, value }]),
    ),
  };
}

describe('the slope per doubling', () => {
  it('is the least-squares slope over log2 of the tokens, averaged over pairs', () => {
    const slope = slopePerDoubling([under(100, [1, 1]), under(200, [0.5, 1]), under(400, [0, 1])]);
    // -1/2 for one pair, 0 for the other.
    expect(slope).toMatchObject({
      estimate: { mean: expect.closeTo(-0.25, 12), n: 2, clusters: 2 },
      budgets: 3,
    });
    if ('reason' in slope) throw new Error(slope.reason);
    expect(slope.interval?.low).toBeCloseTo(-0.25 - 12.7062047 * 0.25, 5);
  });

  it('counts only pairs with an outcome under every budget', () => {
    const slope = slopePerDoubling([under(100, [1, 1, 0]), under(200, [0, 0])]);
    expect(slope).toMatchObject({ estimate: { mean: expect.closeTo(-1, 12), n: 2 } });
  });

  it('is 0 and has no interval where no pair changes: no width is no certainty', () => {
    for (const value of [1, 2 / 3, 0.1]) {
      const values = Array.from({ length: 40 }, () => value);
      const slope = slopePerDoubling([under(110, values), under(370, values), under(911, values)]);
      expect(slope).toMatchObject({
        estimate: { mean: expect.closeTo(0, 15), n: 40 },
        interval: null,
      });
    }
  });

  it('leaves out budgets whose tokens are unknown', () => {
    const slope = slopePerDoubling([under(100, [1]), under(null, [0]), under(400, [0])]);
    expect(slope).toMatchObject({ estimate: { mean: expect.closeTo(-0.5, 12) }, budgets: 2 });
  });

  it.each([
    ['two budgets', [under(100, [1])]],
    ['did not report', [under(100, [1]), under(null, [1])]],
    ['within 10%', [under(100, [1]), under(105, [0])]],
    ['no pair', [under(100, []), under(400, [])]],
  ])('is not told, with the reason: %s', (reason, budgets) => {
    expect(slopePerDoubling(budgets)).toEqual({ reason: expect.stringContaining(reason) });
  });

  it('covers the truth in 93 to 97 of 100 draws', () => {
    const random = new Random(2, 'coverage');
    const hit = (percent: number) => (random.int(1, 100) <= percent ? 1 : 0);
    // Chances fall by 10 points a doubling, about a level and with a slope that differ by cluster.
    const draws = 2000;
    let covered = 0;
    for (let draw = 0; draw < draws; draw++) {
      const clusters = Array.from({ length: 16 }, () => ({
        level: random.pick([60, 70, 80]),
        fall: random.pick([5, 10, 15]),
      }));
      const budgets = [0, 1, 3].map((doublings) =>
        under(
          100 * 2 ** doublings,
          clusters.flatMap(({ level, fall }) =>
            Array.from({ length: 8 }, () => hit(level - doublings * fall)),
          ),
          8,
        ),
      );
      const slope = slopePerDoubling(budgets);
      if ('reason' in slope || !slope.interval) throw new Error('no slope');
      if (slope.interval.low <= -0.1 && -0.1 <= slope.interval.high) covered++;
    }
    expect(covered / draws).toBeGreaterThan(0.93);
    expect(covered / draws).toBeLessThan(0.97);
  });
});
