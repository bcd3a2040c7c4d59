import * as z from 'zod/mini';

/*
 * What the page asks the server for. It reads the answers with zod's small form; nothing here needs Node.
 */

/** What the list is narrowed to; an empty list is no bound. */
export interface Filter {
  readonly grader: string;
  /** Labels, and "ungraded" and "failed". */
  readonly labels: readonly string[];
  readonly operators: readonly string[];
  readonly budgets: readonly string[];
  readonly text: string;
}

/** Stand in the place of a label: no verdict yet, and a call that failed for good. */
export const UNGRADED = 'ungraded';
export const FAILED = 'failed';

/** Characters of a text that is searched for. */
export const LONGEST_SEARCH = 200;

export const Place = z.strictObject({ item: z.string(), budget: z.string(), epoch: z.number() });
export type Place = z.infer<typeof Place>;

/** api/run: what does not change while the page is open, but for the graders. */
export const RunFacts = z.strictObject({
  dir: z.string(),
  model: z.string(),
  how: z.string(),
  release: z.string(),
  items: z.number(),
  epochs: z.number(),
  /** Conversations that it is to have. */
  expected: z.number(),
});
export type RunFacts = z.infer<typeof RunFacts>;

/** A row of the list. */
const Row = z.strictObject({
  ...Place.shape,
  operator: z.string(),
  /** A label, "ungraded" or "failed". */
  label: z.string(),
  /** The beginning of the first reply, or why it failed. */
  snippet: z.string(),
});
export type Row = z.infer<typeof Row>;

/** A value that can be chosen, and how many conversations have it that pass all other bounds. */
const Choice = z.strictObject({ value: z.string(), count: z.number() });
export type Choice = z.infer<typeof Choice>;

/** api/list: a stretch of the conversations that pass the filter, in the order in which they ended. */
export const ListAnswer = z.strictObject({
  version: z.number(),
  graders: z.array(z.string()),
  grader: z.string(),
  /** Conversations that ended or failed. */
  count: z.number(),
  matched: z.number(),
  /** Shares from 0 to 1 of the run's bytes that are indexed, and searched for the text. */
  indexed: z.number(),
  searched: z.number(),
  from: z.number(),
  rows: z.array(Row),
  labels: z.array(Choice),
  operators: z.array(Choice),
  budgets: z.array(Choice),
  /** Where the place that was asked for is among those that pass; -1 where it is not. */
  at: z.number(),
});
export type ListAnswer = z.infer<typeof ListAnswer>;

const Stretch = z.strictObject({ text: z.string(), differs: z.boolean() });

const Piece = z.strictObject({
  kind: z.enum(['plain', 'added', 'aside', 'removed', 'blurred', 'replaced']),
  text: z.string(),
  was: z.optional(z.string()),
});
export type Piece = z.infer<typeof Piece>;

const ProofPart = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sentence'), text: z.string() }),
  z.strictObject({ kind: z.literal('statements'), texts: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('steps'), sentences: z.array(z.string()) }),
  z.strictObject({
    kind: z.literal('worlds'),
    rows: z.array(
      z.strictObject({
        noun: z.string(),
        first: z.string(),
        second: z.string(),
        unit: z.string(),
      }),
    ),
  }),
]);
export type ProofPart = z.infer<typeof ProofPart>;

const Turn = z.strictObject({
  /** What the user said; null where it is the problem. */
  user: z.nullable(z.string()),
  understood: z.array(z.string()),
  /** Who took the question so: "rules", or a model. */
  by: z.nullable(z.string()),
  reply: z.string(),
  /** Characters left out at the end of a reply, and of its thinking. */
  replyLeft: z.number(),
  reasoning: z.nullable(z.string()),
  reasoningLeft: z.number(),
  finish: z.string(),
  /** Offsets into `reply`. */
  evidence: z.array(z.strictObject({ from: z.number(), to: z.number(), shows: z.string() })),
});
export type Turn = z.infer<typeof Turn>;

const Judgement = z.strictObject({
  /** As in file names, and with its version. */
  name: z.string(),
  grader: z.string(),
  label: z.string(),
  /** Why there was nothing to grade. */
  none: z.nullable(z.string()),
  final: z.nullable(z.string()),
  right: z.boolean(),
  understood: z.array(z.string()),
  confidence: z.number(),
  unsure: z.boolean(),
  thought: z.nullable(z.boolean()),
});
export type Judgement = z.infer<typeof Judgement>;

/** api/conversation: all of one conversation. */
export const Conversation = z.strictObject({
  place: Place,
  item: z.strictObject({
    id: z.string(),
    topic: z.string(),
    family: z.string(),
    operator: z.string(),
    answer: z.string(),
    difficulty: z.nullable(z.string()),
    pieces: z.array(Piece),
    proofTitle: z.string(),
    proof: z.array(ProofPart),
    asks: z.array(z.string()),
  }),
  twin: z.nullable(z.strictObject({ id: z.string(), text: z.array(Stretch) })),
  turns: z.array(Turn),
  /** Replies that do not stand: samples and drafts. */
  drafts: z.number(),
  tokens: z.nullable(z.number()),
  /** Why it failed; null where it ended. */
  failed: z.nullable(z.string()),
  /** Of the grader that was asked for first. */
  judgements: z.array(Judgement),
});
export type Conversation = z.infer<typeof Conversation>;
