import type { ClusteredMean } from './clustered.ts';
import { studentQuantile } from './student.ts';

/** The confidence level of every interval, unless asked otherwise. */
export const LEVEL = 0.95;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * An interval for a share in [0, 1]: Wilson's, with the sample size that would give the clustered
 * standard error if values were independent, n_eff = p(1-p)/SE^2 (Korn and Graubard 1998), and
 * Student's t at C-1 degrees of freedom for z; Dean and Pagano 2015 found this form to cover well.
 *
 * `trials` is the number of yes-or-no outcomes behind the mean (n, or more where each value is
 * itself an average over epochs): n_eff is never above it, so that a standard error that is small
 * by chance promises no more than independent outcomes would.
 * Where no value varies (all 0, or all 1) n_eff is the number of clusters: items of a family might
 * all move together, and the widest honest answer counts each family once.
 * null with fewer than two clusters.
 */
export function proportionInterval(
  estimate: ClusteredMean,
  { level = LEVEL, trials = estimate.n }: { level?: number; trials?: number } = {},
): Interval | null {
  const { mean: p, se, clusters } = estimate;
  if (p === null || se === null) return null;
  const varies = p > 0 && p < 1;
  const size = varies ? Math.min(trials, (p * (1 - p)) / se ** 2) : clusters;
  const t = studentQuantile((1 + level) / 2, clusters - 1);
  const shrink = 1 + t ** 2 / size;
  const middle = (p + t ** 2 / (2 * size)) / shrink;
  const half = (t * Math.sqrt((p * (1 - p)) / size + (t / (2 * size)) ** 2)) / shrink;
  // Rounding may leave the ends a hair outside of what they bound.
  return {
    low: Math.max(0, Math.min(p, middle - half)),
    high: Math.min(1, Math.max(p, middle + half)),
  };
}

/** An interval for any mean: Student's t at C-1 degrees of freedom. null with fewer than two clusters. */
export function meanInterval(
  { mean, se, clusters }: ClusteredMean,
  level: number = LEVEL,
): Interval | null {
  if (mean === null || se === null) return null;
  const half = studentQuantile((1 + level) / 2, clusters - 1) * se;
  return { low: mean - half, high: mean + half };
}
