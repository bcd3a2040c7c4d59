import { type ClusteredMean, clusteredMean } from './clustered.ts';
import { type Interval, LEVEL, meanInterval } from './intervals.ts';
import { NO_SPREAD } from './ratio.ts';

/** The budgets' usage must differ by more than this factor, or a slope over it says nothing. */
export const SAME_USAGE = 1.1;

/** One budget: what it used, and how each pair did under it. */
export interface BudgetOutcomes {
  /** Mean tokens used in a conversation; null where unknown. */
  readonly tokens: number | null;
  readonly outcomes: ReadonlyMap<string, { cluster: string; value: number }>;
}

export type Slope =
  | {
      readonly estimate: ClusteredMean;
      /** null with fewer than two clusters, and where nothing varies: no width is no certainty. */
      readonly interval: Interval | null;
      readonly budgets: number;
    }
  | { readonly reason: string };

/**
 * How the outcome changes with each doubling of the tokens used: for each pair, the least-squares
 * slope of its outcomes over log2(mean tokens used at the budget), then the clustered mean of these
 * slopes with a t interval. The mean tokens of a budget are taken as fixed: the interval is over
 * pairs, not over what the model might use another time. Only pairs with an outcome under every
 * budget count, so that each slope is the same linear combination. In outcome units per doubling.
 */
export function slopePerDoubling(budgets: readonly BudgetOutcomes[], level = LEVEL): Slope {
  const known = budgets.flatMap(({ tokens, outcomes }) =>
    tokens !== null && tokens > 0 ? [{ x: Math.log2(tokens), outcomes }] : [],
  );
  const [first] = known;
  if (budgets.length < 2) return { reason: 'a slope needs two budgets or more' };
  if (first === undefined || known.length < 2) {
    return { reason: 'the endpoint did not report the tokens used under two budgets or more' };
  }
  const xs = known.map(({ x }) => x);
  if (Math.max(...xs) - Math.min(...xs) < Math.log2(SAME_USAGE)) {
    return { reason: 'all budgets used the same number of tokens, within 10%' };
  }
  const centre = xs.reduce((sum, x) => sum + x, 0) / xs.length;
  const spread = xs.reduce((sum, x) => sum + (x - centre) ** 2, 0);
  const slopes = [...first.outcomes].flatMap(([pair, { cluster }]) => {
    const values = known.flatMap(({ outcomes }) => outcomes.get(pair)?.value ?? []);
    if (values.length < known.length) return [];
    // About the pair's own mean, so that a pair that never changes has a slope of 0 exactly.
    const mean = values.reduce((sum, y) => sum + y, 0) / values.length;
    const value = values.reduce(
      (sum, y, i) => sum + (((xs[i] ?? centre) - centre) / spread) * (y - mean),
      0,
    );
    return [{ cluster, value }];
  });
  if (slopes.length === 0) return { reason: 'no pair has an outcome under every budget' };
  const estimate = clusteredMean(slopes);
  const interval = (estimate.se ?? 0) < NO_SPREAD ? null : meanInterval(estimate, level);
  return { estimate, interval, budgets: known.length };
}
