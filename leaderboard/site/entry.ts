import { z } from 'zod';
import type { Item } from '../../src/corrupt/item.ts';
import { RunReport } from '../../src/report/report.ts';
import { pairOutcomes } from '../../src/stats/pair-outcomes.ts';
import type { Tally } from '../../src/stats/tally.ts';
import { type PairMark, writeMarks } from './outcome-codes.ts';

/** One submission as the site shows it: data/models/<slug>.json. */
export const Entry = z.strictObject({
  format: z.literal('lacuna-entry/1'),
  /** Of what it was made from, and of the form it was made in: the same digest, the same entry. */
  digest: z.string(),
  slug: z.string(),
  /** A respondent is a mark on the ruler, and takes no part in ranks. */
  kind: z.enum(['model', 'respondent']),
  model: z.string(),
  vendor: z.string().nullable(),
  /** Where to read about the model. */
  url: z.url({ protocol: /^https?$/ }).nullable(),
  date: z.string(),
  registered: z.int().positive().nullable(),
  /** Whether it came as a bundle, and was held against its evidence. */
  checked: z.boolean(),
  /** The items it ran on, in a word: "v1/test", "60 pairs of v1/dev". */
  items: z.string(),
  report: RunReport,
  /** By the id of the corrupted item: see outcome-codes.ts. Budgets in the report's order. */
  marks: z.record(z.string(), z.string()),
});
export type Entry = z.infer<typeof Entry>;

/** What every pair of a run came to, for `Entry.marks`. */
export function marksOf(tally: Tally): Entry['marks'] {
  const asked = tally.run.budgets.filter(({ sameAs }) => sameAs === null);
  const marks = new Map<string, PairMark[][]>();
  for (const { budget } of asked) {
    for (const { pair, right } of pairOutcomes(tally, budget.name)) {
      const { corrupted, intact } = pair;
      let judged = 0;
      const epochs = Array.from({ length: tally.run.epochs }, (_, epoch): PairMark => {
        const one = tally.outcome(budget.name, corrupted.id, epoch)?.label ?? null;
        const other = tally.outcome(budget.name, intact.id, epoch)?.label ?? null;
        const both = one !== null && other !== null;
        return { corrupted: one, intact: other, right: both && right[judged++] === true };
      });
      marks.set(corrupted.id, [...(marks.get(corrupted.id) ?? []), epochs]);
    }
  }
  return Object.fromEntries(Array.from(marks, ([id, budgets]) => [id, writeMarks(budgets)]));
}

/** A pair of the items that the submissions ran on. */
export interface PairOfItems {
  readonly corrupted: Item;
  readonly intact: Item;
  /** null for items of no release that ships with this version. */
  readonly split: string | null;
}

/** All that the pages are made of. */
export interface SiteData {
  /** The best first. */
  readonly entries: readonly Entry[];
  /** In the order of the releases. */
  readonly pairs: readonly PairOfItems[];
}
