import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceOfMore, differenceInterval, type PairedUnit, pairedDifference } from './paired.ts';
import { PairSimulation } from './simulated-pairs.test-data.ts';

/** One family a pair: [gains, losses, ties]. */
function independent(gains: number, losses: number, ties: number): PairedUnit[] {
  const of = (count: number, before: number, after: number) =>
    Array.from({ length: count }, () => ({ before, after }));
  return [...of(gains, 0, 1), ...of(losses, 1, 0), ...of(ties, 1, 1)].map((unit, i) => ({
    ...unit,
    cluster: `family-${i}`,
  }));
}

const intervalOf = (units: readonly PairedUnit[], level = 0.95) =>
  differenceInterval(pairedDifference(units), level) ?? { low: Number.NaN, high: Number.NaN };

describe('a paired difference', () => {
  it("has Tango's interval where pairs are many and independent", () => {
    // 40 gains and 60 losses of 10,000: p12 - p21 = -0.002; by the closed form of the score
    // equations at z = 1.96 (Tango 1998), -0.00398 to -0.00002 within 1e-4.
    const { low, high } = intervalOf(independent(40, 60, 9900));
    expect(low).toBeCloseTo(-0.00401, 4);
    expect(high).toBeCloseTo(-0.00004, 4);
  });

  it('is wide where no pair is discordant: nothing seen is not nothing there', () => {
    const { low, high } = intervalOf(independent(0, 0, 60));
    // t^2 / (n + t^2), as Wilson's of no hit among 60.
    expect(high).toBeCloseTo(2.000995 ** 2 / (60 + 2.000995 ** 2), 4);
    expect(low).toBeCloseTo(-high, 9);
  });

  it('counts a family that moves together once', () => {
    const spread = independent(20, 4, 36);
    const together = spread.map((unit, i) => ({ ...unit, cluster: `family-${Math.floor(i / 6)}` }));
    const width = ({ low, high }: { low: number; high: number }) => high - low;
    expect(width(intervalOf(together))).toBeGreaterThan(1.8 * width(intervalOf(spread)));
  });

  it('turns about when the runs change places', () => {
    const unit = fc.record({
      cluster: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      before: fc.constantFrom(0, 0.5, 1),
      after: fc.constantFrom(0, 0.5, 1),
    });
    fc.assert(
      fc.property(fc.array(unit, { minLength: 2, maxLength: 30 }), (units) => {
        const there = differenceInterval(pairedDifference(units), 0.95);
        const back = differenceInterval(
          pairedDifference(
            units.map(({ cluster, before, after }) => ({ cluster, before: after, after: before })),
          ),
          0.95,
        );
        expect(there === null).toBe(back === null);
        if (!there || !back) return;
        expect(there.low).toBeCloseTo(-back.high, 6);
        expect(there.high).toBeCloseTo(-back.low, 6);
        const { mean } = pairedDifference(units).estimate;
        expect(there.low).toBeLessThanOrEqual((mean ?? Number.NaN) + 1e-9);
        expect(there.high).toBeGreaterThanOrEqual((mean ?? Number.NaN) - 1e-9);
        expect(there.low).toBeGreaterThanOrEqual(-1);
        expect(there.high).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is tested as its interval is drawn', () => {
    const units = independent(9, 20, 60);
    const of = pairedDifference(units);
    const { low, high } = intervalOf(units, 0.9);
    expect(chanceOfMore(of, low)).toBeCloseTo(0.05, 4);
    expect(chanceOfMore(of, high)).toBeCloseTo(0.95, 4);
  });

  it('has no interval with one family', () => {
    const units = independent(2, 3, 4).map((unit) => ({ ...unit, cluster: 'one' }));
    expect(differenceInterval(pairedDifference(units), 0.95)).toBeNull();
    expect(chanceOfMore(pairedDifference(units))).toBeNull();
  });
});

// `npm run simulate` tries more settings, more often.
describe('the interval of a paired difference covers the truth in 93 to 97 of 100 draws', () => {
  it.each([
    { families: 15, pairs: 75, before: 0.6, after: 0.55, epochs: 1 },
    { families: 15, pairs: 75, before: 0.97, after: 0.92, epochs: 1, uneven: true },
    { families: 60, pairs: 60, before: 0.9, after: 0.9, epochs: 1 },
    { families: 60, pairs: 120, before: 0.5, after: 0.5, epochs: 3 },
    { families: 120, pairs: 240, before: 0.6, after: 0.55, epochs: 1 },
  ])('$families families, $pairs pairs, $before to $after, $epochs epochs', (runs) => {
    const simulation = new PairSimulation(1, runs);
    const draws = 1200;
    let covered = 0;
    for (let draw = 0; draw < draws; draw++) {
      const { low, high } = intervalOf(simulation.draw());
      if (low <= simulation.truth && simulation.truth <= high) covered += 1;
    }
    expect(covered / draws).toBeGreaterThan(0.93);
    expect(covered / draws).toBeLessThan(0.97);
  });
});
