import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Random } from '../math/random.ts';
import { clusteredMean } from './clustered.ts';
import { proportionInterval } from './intervals.ts';
import { gainOf, meanOf, type Part, portionOf, shareOfGain } from './ratio.ts';

const share = (cluster: string, before: number, after: number, best: number): Part => ({
  cluster,
  gain: [before, after],
  whole: [before, best],
});

/** A unit a family, from before to after, of which best was possible. */
const parts = (...units: ReadonlyArray<readonly [number, number, number]>) =>
  units.map(([before, after, best], i) => share(`${i}`, before, after, best));
const times = (count: number, unit: readonly [number, number, number]) =>
  Array.from({ length: count }, () => unit);

describe('the share of a possible gain', () => {
  test('is that of the sums, not the mean of shares', () => {
    const some = parts(...times(6, [0, 0.5, 1]), ...times(6, [0.5, 0.5, 1]));
    expect(shareOfGain(some).value).toBeCloseTo(3 / 9, 12);
  });

  test('of all that there is is the gain itself, and about as sure', () => {
    const unit = fc.tuple(
      fc.constantFrom(0, 0.25, 0.5, 1),
      fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    );
    fc.assert(
      fc.property(fc.array(unit, { minLength: 60, maxLength: 90 }), (drawn) => {
        const units = drawn.map(([after, cluster]) => ({ cluster, before: 0, after }));
        const gain = gainOf(units);
        const all = shareOfGain(units.map(({ cluster, after }) => share(cluster, 0, after, 1)));
        expect(all.value).toBeCloseTo(gain.value ?? Number.NaN, 9);
        expect(Math.abs((all.low ?? -9) - (gain.low ?? 9))).toBeLessThan(0.25);
        expect(Math.abs((all.high ?? -9) - (gain.high ?? 9))).toBeLessThan(0.25);
      }),
    );
  });

  test('of what may be nothing is not told', () => {
    expect(shareOfGain(parts([0, 1, 1], [1, 1, 0], [0, 0, 0], [1, 0, 1]))).toMatchObject({
      ...{ value: null, low: null, high: null, units: 4 },
    });
    expect(shareOfGain([]).value).toBeNull();
    expect(shareOfGain(parts([0, 1, 1])).value).toBeNull();
  });

  test('where all is gained everywhere, or nothing, still has an interval of some width', () => {
    const all = shareOfGain(parts(...times(30, [0, 1, 1])));
    expect(all).toMatchObject({ value: 1, high: 1 });
    expect(all.low).toBeLessThan(0.95);
    const none = shareOfGain(parts(...times(30, [0, 0, 1])));
    expect(none.value).toBe(0);
    expect(none.low).toBeLessThan(-0.05);
    expect(none.high).toBeGreaterThan(0.05);
  });

  test('is covered by its interval about as often as promised', () => {
    const random = new Random(17);
    const draw = () => random.int(0, 999_999) / 1e6;
    const TRIALS = 400;
    let covered = 0;
    for (let trial = 0; trial < TRIALS; trial += 1) {
      const units = Array.from({ length: 40 }, (_, family) => {
        const hard = 0.3 + 0.6 * draw();
        return Array.from({ length: 3 }, () => {
          const best = draw() < hard ? 1 : 0;
          const after = best === 1 && draw() < 0.4 ? 1 : 0;
          return share(`${family}`, 0, after, best);
        });
      }).flat();
      const { low, high } = shareOfGain(units);
      if (low !== null && high !== null && low <= 0.4 && 0.4 <= high) covered += 1;
    }
    expect(covered / TRIALS).toBeGreaterThan(0.91);
    expect(covered / TRIALS).toBeLessThan(0.99);
  });
});

test('a mean of values that are all the same has no interval that could be told', () => {
  const values = ['a', 'b', 'c'].map((cluster) => ({ cluster, value: 2 }));
  expect(meanOf(values)).toMatchObject({ value: 2, low: null, high: null, families: 3 });
});

describe('a share of a sum', () => {
  test('is the ratio of the sums, and not the mean of ratios', () => {
    const found = portionOf([
      { cluster: 'a', part: 1, whole: 10 },
      { cluster: 'b', part: 1, whole: 2 },
      { cluster: 'c', part: 0, whole: 0 },
    ]);
    expect(found).toMatchObject({ value: 2 / 12, units: 2, families: 2 });
  });

  test('has the interval of a mean where every whole is one', () => {
    const values = [0, 0, 1, 1, 0, 1, 0, 1, 1, 1];
    const portions = values.map((part, i) => ({ cluster: `${i}`, part, whole: 1 }));
    const mean = clusteredMean(values.map((value, i) => ({ cluster: `${i}`, value })));
    const interval = proportionInterval(mean);
    const found = portionOf(portions);
    expect(found.low).toBeCloseTo(interval?.low ?? Number.NaN, 12);
    expect(found.high).toBeCloseTo(interval?.high ?? Number.NaN, 12);
  });

  test('covers a known share in 95 of 100 samples, where wholes and shares vary by family', () => {
    const random = new Random('portions');
    let covered = 0;
    const samples = 1000;
    for (let sample = 0; sample < samples; sample += 1) {
      const portions = Array.from({ length: 40 }, (_, family) => {
        const whole = random.int(1, 8);
        const rate = random.int(20, 60);
        const part = Array.from({ length: whole }, () => random.int(1, 100) <= rate).filter(
          Boolean,
        );
        return { cluster: `${family}`, part: part.length, whole };
      });
      const { low, high } = portionOf(portions);
      if ((low ?? 1) <= 0.4 && (high ?? 0) >= 0.4) covered += 1;
    }
    expect(covered / samples).toBeGreaterThan(0.93);
    expect(covered / samples).toBeLessThan(0.97);
  });
});
