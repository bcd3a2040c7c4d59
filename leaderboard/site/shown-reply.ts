import * as z from 'zod/mini';

/*
 * The records that the pages' script loads. It reads them with zod's small form, and what it shares with
 * the building of the site is free of Node.
 */

export const REPLIES_FORMAT = 'lacuna-replies/1';

/** One exchange. Offsets of `evidence` count over `head` and then `tail`. */
const ShownTurn = z.strictObject({
  /** What the user said; absent where it is the problem. */
  user: z.optional(z.string()),
  head: z.string(),
  /** Characters left out between `head` and `tail`. */
  cut: z.number(),
  tail: z.string(),
  evidence: z.array(z.tuple([z.number(), z.number(), z.string()])),
});
export type ShownTurn = z.infer<typeof ShownTurn>;

/** A model's reply to one item in the first epoch, with its verdict. */
const ShownReply = z.strictObject({
  item: z.string(),
  budget: z.string(),
  label: z.string(),
  none: z.nullable(z.string()),
  unsure: z.boolean(),
  tokens: z.nullable(z.number()),
  turns: z.array(ShownTurn),
  /** Turns left out at the end. */
  left: z.number(),
});
export type ShownReply = z.infer<typeof ShownReply>;

/** replies/<slug>/<shard>.json. */
export const RepliesFile = z.strictObject({
  format: z.literal(REPLIES_FORMAT),
  canary: z.string(),
  replies: z.array(ShownReply),
});
export type RepliesFile = z.infer<typeof RepliesFile>;

/** data/models.json: the submissions, in order. */
export const ModelsFile = z.array(
  z.strictObject({
    slug: z.string(),
    model: z.string(),
    vendor: z.nullable(z.string()),
    kind: z.string(),
    /** Under which conditions: "ask · plain". */
    how: z.string(),
    epochs: z.number(),
    budgets: z.array(z.string()),
  }),
);
export type ModelsFile = z.infer<typeof ModelsFile>;

/** data/items/<id>.json: what each submission did with a pair: see outcome-codes.ts. */
export const MarksFile = z.strictObject({
  shard: z.string(),
  intact: z.string(),
  marks: z.record(z.string(), z.string()),
});
export type MarksFile = z.infer<typeof MarksFile>;
