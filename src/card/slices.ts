import { z } from 'zod';
import { STRATA } from '../corrupt/difficulty.ts';
import type { Item } from '../corrupt/item.ts';
import { groupBy } from '../stats/comparison.ts';
import type { REPLY_METRICS } from '../stats/metrics.ts';
import { pairCounts } from '../stats/pair-outcomes.ts';
import { metricShare, pairShare, type Replies, repliesTo, Share } from '../stats/scores.ts';
import type { ItemFacts, Tally } from '../stats/tally.ts';

const Counts = z.record(z.string(), z.int().nonnegative());

/** What a budget came to on the items that have something in common. */
export const Slice = z.strictObject({
  by: z.enum(['operator', 'topic', 'difficulty']),
  value: z.string(),
  budget: z.string(),
  lacuna: Share,
  asks: Share,
  guesses: Share,
  /** Over intact items of that topic or difficulty; null by operator, which intact items do not have. */
  overasks: Share.nullable(),
  solves: Share.nullable(),
  /** Verdicts by label. */
  corrupted: Counts,
  intact: Counts,
});
export type Slice = z.infer<typeof Slice>;

export const SLICED_BY = Slice.shape.by.options;

/** All slices of a run: budget by budget, within operators, topics and strata of difficulty. */
export function slices(tally: Tally, items: readonly Item[], budgets: readonly string[]): Slice[] {
  const strata = new Map(items.map(({ id, difficulty }) => [id, difficulty?.stratum]));
  const sliceOf = {
    operator: ({ operator }: ItemFacts) => operator,
    topic: ({ topic }: ItemFacts) => topic,
    // What nobody measured is in no stratum, and in no slice.
    difficulty: ({ id }: ItemFacts) => strata.get(id) ?? '',
  };
  const pairs = budgets.map((budget) => ({ budget, outcomes: pairCounts(tally, budget) }));
  return SLICED_BY.flatMap((by) => {
    const value = sliceOf[by];
    const corruptedBy = groupBy(tally.corrupted, value);
    const intactBy = groupBy(by === 'operator' ? [] : tally.intact, value);
    const pairsBy = pairs.map(({ budget, outcomes }) => ({
      budget,
      outcomes: groupBy(outcomes, ({ pair }) => value(pair.corrupted)),
    }));
    const order =
      by === 'difficulty'
        ? STRATA.filter((name) => corruptedBy.has(name))
        : [...corruptedBy.keys()].sort();
    return order.flatMap((name) => {
      return pairsBy.map(({ budget, outcomes }): Slice => {
        const corrupted = repliesTo(tally, budget, corruptedBy.get(name) ?? []);
        const intact = repliesTo(tally, budget, intactBy.get(name) ?? []);
        const over = (metric: keyof typeof REPLY_METRICS, some: readonly Replies[]) =>
          bounded(metricShare(some, metric));
        return {
          ...{ by, value: name, budget },
          lacuna: bounded(pairShare(outcomes.get(name) ?? [])),
          asks: over('asks', corrupted),
          guesses: over('guesses', corrupted),
          overasks: by === 'operator' ? null : over('overasks', intact),
          solves: by === 'operator' ? null : over('solves', intact),
          corrupted: labelCounts(corrupted),
          intact: labelCounts(intact),
        };
      });
    });
  });
}

/**
 * Families that an interval of a slice needs: with fewer, Student's t makes it so wide that it says nothing
 * (with two, it holds the truth in 100 of 100 simulated samples).
 */
export const FEWEST_FAMILIES = 5;

function bounded(found: Share): Share {
  return found.families < FEWEST_FAMILIES ? { ...found, low: null, high: null } : found;
}

function labelCounts(replies: readonly Replies[]) {
  const counts: Record<string, number> = {};
  for (const { outcomes } of replies) {
    for (const { label } of outcomes) counts[label] = (counts[label] ?? 0) + 1;
  }
  return counts;
}
