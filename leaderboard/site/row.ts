import * as z from 'zod/mini';

const Share = z.nullable(z.number());

/** A row of the table: one budget of one submission. Shares in percent, rounded where they are shown alone. */
export const Row = z.strictObject({
  slug: z.string(),
  model: z.string(),
  vendor: z.nullable(z.string()),
  budget: z.string(),
  protocol: z.string(),
  policy: z.string(),
  items: z.string(),
  date: z.string(),
  /** [best, worst]; null where there is no interval. */
  rank: z.nullable(z.tuple([z.number(), z.number()])),
  score: Share,
  low: Share,
  high: Share,
  asks: Share,
  guesses: Share,
  overasks: Share,
  solves: Share,
  tokens: z.nullable(z.number()),
  /** Dollars of the whole run under this budget. */
  cost: z.nullable(z.number()),
  registered: z.nullable(z.number()),
  complete: z.boolean(),
  /** Whether it was held against its evidence. */
  checked: z.boolean(),
  /** The best score of its submission. */
  best: z.boolean(),
});
export type Row = z.infer<typeof Row>;
export const Rows = z.array(Row);
