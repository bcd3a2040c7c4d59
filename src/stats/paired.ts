import { type ClusteredMean, clusteredMean } from './clustered.ts';
import type { Interval } from './intervals.ts';
import { studentCdf, studentQuantile } from './student.ts';

/** One item under two runs: what it came to under each, in [0, 1], epochs averaged first. */
export interface PairedUnit {
  readonly cluster: string;
  readonly before: number;
  readonly after: number;
}

/**
 * How far units of a family move together where nothing else tells: the intra-family correlation of
 * differences that is assumed where no unit differs at all.
 */
export const ASSUMED_ICC = 0.1;

/** A paired difference, after minus before, and what its bounds need. */
export interface PairedDifference {
  readonly before: number;
  readonly after: number;
  /** Of the difference; clustered by family. */
  readonly estimate: ClusteredMean;
  /** Share of units that gained, and that lost, each weighted by how much. */
  readonly gained: number;
  readonly lost: number;
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
  /** Independent units that would leave the same standard error; null with fewer than two clusters. */
  readonly effective: number | null;
  /** Of clusters, less one; by their effective number where they are of unequal sizes. */
  readonly df: number;
}

/** Throws a RangeError without units. */
export function pairedDifference(units: readonly PairedUnit[]): PairedDifference {
  if (units.length === 0) throw new RangeError('a difference needs units');
  const n = units.length;
  const over = (value: (unit: PairedUnit) => number) =>
    units.reduce((sum, unit) => sum + value(unit), 0) / n;
  const estimate = clusteredMean(
    units.map(({ cluster, before, after }) => ({ cluster, value: after - before })),
  );
  const gained = over(({ before, after }) => Math.max(0, after - before));
  const lost = over(({ before, after }) => Math.max(0, before - after));
  const wins = units.filter(({ before, after }) => after > before).length;
  const losses = units.filter(({ before, after }) => after < before).length;
  return {
    before: over((unit) => unit.before),
    after: over((unit) => unit.after),
    estimate,
    gained,
    lost,
    wins,
    losses,
    ties: n - wins - losses,
    effective: effectiveUnits(estimate, gained + lost),
    df: Math.max(1, effectiveClusters(units) - 1),
  };
}

/**
 * n such that independent units with the same discordance would have the clustered standard error
 * (Korn and Graubard 1998). It is not held below the number of outcomes, as they advise: with few
 * families Student's t already pays for a standard error that is small by chance, and doing both covers
 * too often. Where every unit has the same difference, nothing shows how families move together, and
 * ASSUMED_ICC is taken.
 */
function effectiveUnits(
  { mean, se, clusters, n }: ClusteredMean,
  discordance: number,
): number | null {
  if (mean === null || se === null) return null;
  const variance = discordance - mean ** 2;
  if (variance < 1e-12 || se < 1e-9) return n / (1 + (n / clusters - 1) * ASSUMED_ICC);
  return variance / se ** 2;
}

/** Kish's effective number of clusters: (sum of sizes)^2 / sum of squared sizes. */
function effectiveClusters(units: readonly PairedUnit[]): number {
  const sizes = new Map<string, number>();
  for (const { cluster } of units) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
  const squares = [...sizes.values()].reduce((sum, size) => sum + size ** 2, 0);
  return units.length ** 2 / squares;
}

/**
 * Bounds of a difference between paired shares: Tango's score interval (Tango 1998), which keeps its
 * promise where few pairs are discordant, with the effective number of units for n and Student's t
 * for z, as Korn and Graubard do with Wilson's. null with fewer than two clusters.
 */
export function differenceInterval(of: PairedDifference, level: number): Interval | null {
  const { estimate, effective, df } = of;
  const { mean } = estimate;
  if (mean === null || effective === null) return null;
  const t = studentQuantile((1 + level) / 2, df);
  return {
    low: bound((delta) => statistic(of, effective, delta) > t, -1, mean),
    high: bound((delta) => statistic(of, effective, delta) < -t, 1, mean),
  };
}

/** Where rejection begins between `near`, which is never rejected, and `far`; `far` where nowhere. */
function bound(rejected: (delta: number) => boolean, far: number, near: number): number {
  if (!rejected(far)) return far;
  let [outside, inside] = [far, near];
  for (let step = 0; step < 50; step++) {
    const middle = (outside + inside) / 2;
    if (rejected(middle)) outside = middle;
    else inside = middle;
  }
  return inside;
}

/** P that a true difference of `delta` gives one as large as observed, or larger; null as the interval. */
export function chanceOfMore(of: PairedDifference, delta = 0): number | null {
  if (of.effective === null) return null;
  return 1 - studentCdf(statistic(of, of.effective, delta), of.df);
}

/**
 * Tango's score statistic: (observed - delta) over the standard error that a true difference of `delta`
 * would leave, the discordance being the most likely one under it (his equation for q21).
 */
function statistic({ gained, lost, estimate }: PairedDifference, n: number, delta: number): number {
  const difference = (estimate.mean ?? 0) - delta;
  if (difference === 0) return 0;
  const linear = (2 + lost - gained) * delta - gained - lost;
  const constant = -lost * delta * (1 - delta);
  const root = Math.sqrt(Math.max(0, linear ** 2 - 8 * constant));
  const losing = Math.max(0, -delta, (root - linear) / 4);
  const variance = 2 * losing + delta - delta ** 2;
  if (variance < 1e-15) return Math.sign(difference) * Number.POSITIVE_INFINITY;
  return difference / Math.sqrt(variance / n);
}
