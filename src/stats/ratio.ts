import { z } from 'zod';
import { type Clustered, type ClusteredMean, clusteredMean } from './clustered.ts';
import { type Interval, LEVEL, meanInterval, proportionInterval } from './intervals.ts';
import { differenceInterval, type PairedUnit, pairedDifference } from './paired.ts';

/** A mean, a difference or a ratio with its 95% interval; null where it cannot be told. */
export const Estimate = z.strictObject({
  value: z.number().nullable(),
  /** null with fewer than two families, and where nothing varies. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  units: z.int().nonnegative(),
  families: z.int().nonnegative(),
});
export type Estimate = z.infer<typeof Estimate>;

/** Below, a standard error is none: every unit is the same. */
export const NO_SPREAD = 1e-9;

/** A mean of values without bounds, with a t interval, clustered. */
export function meanOf(values: readonly Clustered[]): Estimate {
  const mean = clusteredMean(values);
  return estimateOf(mean, (mean.se ?? 0) < NO_SPREAD ? null : meanInterval(mean));
}

export function estimateOf(
  { mean, n, clusters }: ClusteredMean,
  interval: Interval | null,
): Estimate {
  const { low, high } = interval ?? { low: null, high: null };
  return { value: mean, low, high, units: n, families: clusters };
}

/** A part of a whole, both counts. */
export interface Portion {
  readonly cluster: string;
  readonly part: number;
  readonly whole: number;
}

/**
 * The sum of parts over the sum of wholes, with Wilson's interval on the standard error of the ratio estimator's
 * linearisation (as `shareOfGain` has it), clustered. null where there is no whole.
 */
export function portionOf(portions: readonly Portion[]): Estimate {
  const held = portions.filter(({ whole }) => whole > 0);
  const whole = held.reduce((sum, portion) => sum + portion.whole, 0);
  const ratio = held.reduce((sum, { part }) => sum + part, 0) / whole;
  const around = clusteredMean(
    held.map(({ cluster, part, whole: own }) => ({
      cluster,
      value: (part - ratio * own) / (whole / held.length),
    })),
  );
  if (held.length === 0) return estimateOf(around, null);
  const estimate = { ...around, mean: ratio };
  const same = ratio > 0 && ratio < 1 && (around.se ?? 0) < NO_SPREAD;
  return estimateOf(estimate, same ? null : proportionInterval(estimate, { trials: whole }));
}

/** What shares in [0, 1] gain from before to after, paired by unit, as `compare` has it. */
export function gainOf(units: readonly PairedUnit[]): Estimate {
  if (units.length === 0) return { value: null, low: null, high: null, units: 0, families: 0 };
  const difference = pairedDifference(units);
  return estimateOf(difference.estimate, differenceInterval(difference, LEVEL));
}

/** What a unit gains, and a gain of which that is a share: shares in [0, 1] from one to the other. */
export interface Part {
  readonly cluster: string;
  readonly gain: readonly [number, number];
  readonly whole: readonly [number, number];
}

/**
 * The sum of gains over the sum of the whole ones, paired by unit, with the t interval of its linearisation: the standard error of a ratio estimator is that of the mean of
 * (part - ratio x whole) / mean whole (Cochran 1977, Sampling Techniques, section 6.4), here clustered.
 * Where that has no spread (all is gained everywhere, or nothing) the interval is that of the gain, as a
 * share of the mean whole.
 * null where the whole is not above 0 beyond its own interval: a share of what may be nothing.
 */
export function shareOfGain(parts: readonly Part[]): Estimate {
  const of = (part: 'gain' | 'whole') =>
    gainOf(
      parts.map((each) => ({ cluster: each.cluster, before: each[part][0], after: each[part][1] })),
    );
  const [gain, whole] = [of('gain'), of('whole')];
  const { units, families, value: mean } = whole;
  if (mean === null || whole.low === null || whole.low <= 0) {
    return { value: null, low: null, high: null, units, families };
  }
  const ratio = (gain.value ?? 0) / mean;
  const around = clusteredMean(
    parts.map(({ cluster, gain: [before, after], whole: [start, end] }) => ({
      cluster,
      value: (after - before - ratio * (end - start)) / mean,
    })),
  );
  const spread = (around.se ?? 0) < NO_SPREAD ? null : meanInterval(around);
  const end = (of: 'low' | 'high') =>
    spread ? ratio + spread[of] : gain[of] === null ? null : gain[of] / mean;
  return { value: ratio, low: end('low'), high: end('high'), units, families };
}
