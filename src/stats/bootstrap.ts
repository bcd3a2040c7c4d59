import { Random } from '../math/random.ts';
import { type Interval, LEVEL } from './intervals.ts';

export const DRAWS = 2_000;

/** A statistic of counts summed over clusters. null where the counts do not determine it. */
export type Statistic = (counts: Float64Array) => number | null;

/**
 * Percentile intervals of statistics under resampling of whole clusters (Efron 1979; clusters as Field
 * and Welsh 2007 resample them): each draw takes as many clusters as there are, with replacement, and
 * sums their counts. All statistics see the same draws. The same seed gives the same intervals.
 * null with fewer than two clusters; where over 5% of the draws leave the statistic undetermined; and
 * where no draw differs from another, which tells nothing of how it varies.
 */
export function bootstrapIntervals(
  clusters: readonly Float64Array[],
  statistics: readonly Statistic[],
  { draws = DRAWS, seed, level = LEVEL }: { draws?: number; seed: number; level?: number },
): Array<Interval | null> {
  const [first] = clusters;
  if (!first || clusters.length < 2) return statistics.map(() => null);
  const random = new Random(seed, 'bootstrap');
  const values = statistics.map((): number[] => []);
  const sum = new Float64Array(first.length);
  for (let draw = 0; draw < draws; draw++) {
    sum.fill(0);
    for (let n = 0; n < clusters.length; n++) {
      const counts = clusters[random.int(0, clusters.length - 1)] ?? first;
      for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (counts[i] ?? 0);
    }
    for (const [s, statistic] of statistics.entries()) {
      const value = statistic(sum);
      if (value !== null) values[s]?.push(value);
    }
  }
  return values.map((each) => (each.length < 0.95 * draws ? null : percentiles(each, level)));
}

function percentiles(values: readonly number[], level: number): Interval | null {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  const [low, high] = [at((1 - level) / 2), at((1 + level) / 2)];
  return low === high ? null : { low, high };
}
