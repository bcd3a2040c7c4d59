import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../math/random.ts';
import { clusteredMean } from './clustered.ts';
import { meanInterval, proportionInterval } from './intervals.ts';

const estimate = (...clusters: number[][]) =>
  clusteredMean(clusters.flatMap((each, i) => each.map((value) => ({ cluster: `c${i}`, value }))));

describe('the interval of a share', () => {
  it("is Wilson's with the effective size and Student's t", () => {
    // p = 1/2, SE^2 = 1/12, so n_eff = 3; t = 4.302653 at 2 degrees of freedom.
    const interval = proportionInterval(estimate([1, 1], [0, 1], [0, 0]));
    expect(interval?.low).toBeCloseTo(0.036171, 5);
    expect(interval?.high).toBeCloseTo(0.963829, 5);
  });

  it('counts each family once where nothing varies', () => {
    const all = proportionInterval(estimate([1, 1, 1], [1, 1], [1]));
    // 1 / (1 + t^2 / 3)
    expect(all?.low).toBeCloseTo(1 / (1 + 4.302652729749 ** 2 / 3), 9);
    expect(all?.high).toBe(1);
    const none = proportionInterval(estimate([0], [0], [0]));
    expect(none?.low).toBe(0);
    expect(none?.high).toBeCloseTo(1 - 1 / (1 + 4.302652729749 ** 2 / 3), 9);
  });

  it('promises no more than independent outcomes would where families agree by chance', () => {
    const agree = proportionInterval(estimate([0, 1], [1, 0]));
    expect(agree?.low).toBeLessThan(0.05);
    expect(agree?.high).toBeGreaterThan(0.95);
  });

  it('needs two families', () => {
    expect(proportionInterval(estimate([1, 0, 1]))).toBeNull();
    expect(proportionInterval(estimate())).toBeNull();
    expect(meanInterval(estimate([3, 4]))).toBeNull();
  });

  it('stays within 0 and 1 and holds the share', () => {
    const share = fc.constantFrom(0, 0.5, 1);
    const clusters = fc.array(fc.array(share, { minLength: 1, maxLength: 6 }), {
      minLength: 2,
      maxLength: 12,
    });
    fc.assert(
      fc.property(clusters, (each) => {
        const of = estimate(...each);
        const interval = proportionInterval(of) ?? { low: Number.NaN, high: Number.NaN };
        expect(interval.low).toBeGreaterThanOrEqual(0);
        expect(interval.high).toBeLessThanOrEqual(1);
        expect(interval.low).toBeLessThanOrEqual(of.mean ?? Number.NaN);
        expect(interval.high).toBeGreaterThanOrEqual(of.mean ?? Number.NaN);
      }),
    );
  });

  it.each([
    { chances: [40, 60, 80], truth: 0.6, epochs: 1 },
    { chances: [75, 85, 95], truth: 0.85, epochs: 1 },
    { chances: [20, 50, 80], truth: 0.5, epochs: 3 },
  ])('covers the truth in 93 to 97 of 100 draws: $chances, $epochs epochs', (setting) => {
    const { chances, truth, epochs } = setting;
    const random = new Random(1, 'coverage', ...chances);
    let covered = 0;
    const draws = 2000;
    for (let draw = 0; draw < draws; draw++) {
      const of = estimate(
        ...Array.from({ length: 20 }, () => {
          const chance = random.pick(chances);
          return Array.from({ length: 10 }, () => {
            const hits = Array.from({ length: epochs }, () => random.int(1, 100) <= chance);
            return hits.filter(Boolean).length / epochs;
          });
        }),
      );
      const interval = proportionInterval(of, { trials: of.n * epochs });
      if (interval && interval.low <= truth && truth <= interval.high) covered++;
    }
    expect(covered / draws).toBeGreaterThan(0.93);
    expect(covered / draws).toBeLessThan(0.97);
  });
});
