import { z } from 'zod';
import { Budget } from '../model/budget.ts';
import { Completion, Message } from '../model/completion.ts';
import { ANSWERS } from '../protocol/protocol.ts';

/** Dollars per million tokens. */
export const Prices = z.strictObject({
  input: z.number().nonnegative(),
  output: z.number().nonnegative(),
});
export type Prices = z.infer<typeof Prices>;

/** run.json: what was asked for. */
export const RunRecord = z.strictObject({
  format: z.literal('lacuna-run/1'),
  model: z.string(),
  /** Without user, password or query. */
  baseUrl: z.string(),
  api: z.enum(['chat', 'responses']),
  dialect: z.string(),
  budgets: z.array(
    z.strictObject({
      budget: Budget,
      /** The request fields that it became. */
      fields: z.record(z.string(), z.unknown()),
      /** An earlier budget that resolves to the same requests: asked once, under that name. */
      sameAs: z.string().nullable(),
    }),
  ),
  policy: z.string(),
  protocol: z.string(),
  maxTurns: z.int().positive(),
  /** Whether the user of resolve answers all that a reply asks, or one thing a turn. */
  answers: z.enum(ANSWERS).default('all'),
  epochs: z.int().positive(),
  seed: z.int(),
  /** SHA-256 over the digests of the run's items: the release. */
  release: z.string(),
  items: z.int().nonnegative(),
  prices: Prices.nullable(),
  versions: z.strictObject({ lacuna: z.string(), node: z.string() }),
  createdAt: z.string(),
});
export type RunRecord = z.infer<typeof RunRecord>;

const Conversation = { item: z.string(), budget: z.string(), epoch: z.int().nonnegative() };

/** One call's reply, as it came. */
const ReplyLine = z.strictObject({
  type: z.literal('reply'),
  /** SHA-256 of all that the reply depends on: item, request, epoch, place in the conversation. */
  key: z.string(),
  ...Conversation,
  /** Call number within the conversation. */
  call: z.int().nonnegative(),
  messages: z.array(Message),
  completion: Completion,
  attempts: z.int().positive(),
  /** Milliseconds of the attempt that succeeded. */
  ms: z.number().nonnegative(),
  at: z.string(),
});

/** A conversation that failed for good: never a verdict, taken up again on resume. */
const ErrorLine = z.strictObject({
  type: z.literal('error'),
  ...Conversation,
  kind: z.string(),
  message: z.string(),
  at: z.string(),
});

/** A conversation's end: which reply stands for each turn. */
const EndLine = z.strictObject({
  type: z.literal('end'),
  ...Conversation,
  turns: z
    .array(z.strictObject({ user: z.string(), understood: z.array(z.string()), reply: z.string() }))
    .min(1),
});

/** One line of replies.jsonl. */
export const RunLine = z.discriminatedUnion('type', [ReplyLine, ErrorLine, EndLine]);
export type RunLine = z.infer<typeof RunLine>;
