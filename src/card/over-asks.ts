import { z } from 'zod';
import type { Item } from '../corrupt/item.ts';
import { metricShare, repliesTo, Share } from '../stats/scores.ts';
import type { Tally } from '../stats/tally.ts';
import { Told } from './told.ts';

const Count = z.int().nonnegative();

/** Where it asks about intact problems. */
export const OverAsks = z.strictObject({
  /** Over all intact items, a budget each. */
  budgets: z.array(z.strictObject({ budget: z.string(), overasks: Share })),
  /** Topics with a needless question under any budget, the share over all budgets; the largest first. */
  topics: z.array(z.strictObject({ topic: z.string(), asked: Count, of: Count })),
  /** The same of single wordings of a family: a text that many ask about may read badly. */
  wordings: z.array(
    z.strictObject({ family: z.string(), wording: Count, asked: Count, of: Count }),
  ),
  examples: z.array(Told),
});
export type OverAsks = z.infer<typeof OverAsks>;

const MOST_ROWS = 8;

/** Counts needless questions; `examples` were chosen by `overAskExamples`. */
export function overAsks(
  tally: Tally,
  items: readonly Item[],
  budgets: readonly string[],
  examples: readonly Told[],
): OverAsks {
  const intact = items.filter(({ twin }) => twin === null);
  const by = <T extends object>(keyOf: (item: Item) => T) => {
    const groups = new Map<string, T & { asked: number; of: number }>();
    for (const item of intact) {
      const outcomes = budgets.flatMap((budget) => tally.outcomes(budget, item.id));
      const key = keyOf(item);
      const id = JSON.stringify(key);
      const group = groups.get(id) ?? { ...key, asked: 0, of: 0 };
      group.asked += outcomes.filter(({ label }) => label === 'overasks').length;
      group.of += outcomes.length;
      groups.set(id, group);
    }
    return [...groups]
      .filter(([, { asked }]) => asked > 0)
      .sort(([a, first], [b, second]) => {
        const [x, y] = [first, second].map(({ asked, of }) => asked / of);
        return (y ?? 0) - (x ?? 0) || second.asked - first.asked || (a < b ? -1 : 1);
      })
      .slice(0, MOST_ROWS)
      .map(([, group]) => group);
  };
  return {
    budgets: budgets.map((budget) => ({
      budget,
      overasks: metricShare(repliesTo(tally, budget, tally.intact), 'overasks'),
    })),
    topics: by(({ topic }) => ({ topic })),
    wordings: by(({ family, wording }) => ({ family, wording })),
    examples: [...examples],
  };
}
