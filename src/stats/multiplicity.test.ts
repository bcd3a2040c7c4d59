import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holm } from './holm.ts';
import { mcnemar, tooFewDiscordant } from './mcnemar.ts';
import { normalCdf, normalQuantile } from './normal.ts';

describe("McNemar's exact test", () => {
  it.each([
    // 2 * P(binomial(n, 1/2) <= k), by hand.
    [1, 9, (2 * (1 + 10)) / 2 ** 10],
    [0, 6, 2 / 2 ** 6],
    [5, 5, 1],
    [0, 0, 1],
    [3, 1, (2 * (1 + 4)) / 2 ** 4],
  ])('of %i wins and %i losses', (wins, losses, p) => {
    expect(mcnemar(wins, losses).p).toBeCloseTo(p, 10);
  });

  it('stays a probability with many pairs', () => {
    expect(mcnemar(50_000, 50_000).p).toBe(1);
    expect(mcnemar(40_000, 60_000).p).toBe(0);
    expect(mcnemar(4_900, 5_100).p).toBeCloseTo(0.0466, 3);
  });

  it('cannot reach 0.05 with five discordant pairs, and can with six', () => {
    expect(tooFewDiscordant(5)).toBe(true);
    expect(tooFewDiscordant(6)).toBe(false);
  });
});

describe("Holm's adjustment", () => {
  it('agrees with a worked example', () => {
    // Holm 1979 on 0.01, 0.04, 0.03, 0.005: times 4, 3, 2, 1 in ascending order, never falling.
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
    expect(holm([])).toEqual([]);
  });

  it('keeps the order, never lowers a p, and lies between it and Bonferroni', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }), (ps) => {
        const adjusted = holm(ps);
        for (const [i, p] of ps.entries()) {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p);
          expect(adjusted[i]).toBeLessThanOrEqual(Math.min(1, p * ps.length) + 1e-12);
          for (const [j, other] of ps.entries()) {
            if (p < other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] ?? Number.NaN);
          }
        }
      }),
    );
  });
});

describe('the normal distribution', () => {
  it('has its textbook quantiles', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.95996, 4);
    expect(normalQuantile(0.8)).toBeCloseTo(0.84162, 4);
    expect(normalQuantile(0.05)).toBeCloseTo(-1.64485, 4);
    expect(normalCdf(1)).toBeCloseTo(0.84134, 4);
    expect(() => normalQuantile(1)).toThrow(RangeError);
  });
});
