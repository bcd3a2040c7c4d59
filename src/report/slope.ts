import { z } from 'zod';
import type { Slope as Found } from '../stats/slope.ts';

const Count = z.int().nonnegative();

/** Change of a score, as a fraction, for each doubling of the tokens used. */
export const Slope = z.strictObject({
  /** null where it cannot be told: see `reason`. */
  perDoubling: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Pairs; of protocols that put none, problems. */
  pairs: Count,
  families: Count,
  budgets: Count,
  reason: z.string().nullable(),
});
export type Slope = z.infer<typeof Slope>;

/** A slope as a report has it. */
export function slopeOf(found: Found): Slope {
  if ('reason' in found) {
    const none = { perDoubling: null, low: null, high: null, pairs: 0, families: 0, budgets: 0 };
    return { ...none, reason: found.reason };
  }
  return {
    perDoubling: found.estimate.mean,
    low: found.interval?.low ?? null,
    high: found.interval?.high ?? null,
    pairs: found.estimate.n,
    families: found.estimate.clusters,
    budgets: found.budgets,
    reason: null,
  };
}
