import { z } from 'zod';
import { Budget } from '../model/budget.ts';
import { Completion, Message } from '../model/completion.ts';
import { CONDITIONS } from '../protocol/explore/condition.ts';
import { VARIANTS } from '../protocol/reveal/variant.ts';
import { Turn } from '../protocol/transcript.ts';
import { ANSWERS } from '../protocol/user.ts';

/** Dollars per million tokens. */
export const Prices = z.strictObject({
  input: z.number().nonnegative(),
  output: z.number().nonnegative(),
});
export type Prices = z.infer<typeof Prices>;

const UserRecord = z.strictObject({
  model: z.string(),
  /** Without user, password or query. */
  baseUrl: z.string(),
  /** Hash of the prompt: under another one it would be another user. */
  prompt: z.string(),
});

/** A provider's batches: the same requests, later and cheaper. No setting of the model's. */
const BatchRecord = z.strictObject({
  /** By what share a token costs less than in an ordinary call. */
  discount: z.number().min(0).max(1),
  /** Of ordinary calls: the run's `prices` are what its calls cost. */
  listPrices: Prices.nullable(),
});

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
  /** Under reveal: how the problem is told. */
  reveal: z.enum(VARIANTS).optional(),
  /** Under explore: how many sources there are, how good, and how the days before are told. */
  explore: z.enum(CONDITIONS).optional(),
  /** Whether the user of resolve answers all that a reply asks, or one thing a turn. */
  answers: z.enum(ANSWERS).default('all'),
  /** The model that reads what replies ask of the user; null where rules do. */
  user: UserRecord.nullable().default(null),
  epochs: z.int().positive(),
  seed: z.int(),
  /** SHA-256 over the digests of the run's items: the release. */
  release: z.string(),
  items: z.int().nonnegative(),
  /** What its calls cost. */
  prices: Prices.nullable(),
  /** Of the model that reads for the user. */
  userPrices: Prices.nullable().default(null),
  /** Not there where each call was made by itself. */
  batch: BatchRecord.optional(),
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
  /** The id of the batch that it came by; `ms` is then from its beginning to its end. */
  batch: z.string().optional(),
  at: z.string(),
});
export type ReplyLine = z.infer<typeof ReplyLine>;

/** One call of the model that reads replies for the user, as it came: no part of what the model took. */
const UserLine = ReplyLine.extend({ type: z.literal('user') });

/** A conversation that failed for good: never a verdict, taken up again on resume. */
const ErrorLine = z.strictObject({
  type: z.literal('error'),
  ...Conversation,
  kind: z.string(),
  message: z.string(),
  /** Keys of calls of the user's model that came to no answer: they are made again. */
  unread: z.array(z.string()).optional(),
  at: z.string(),
});

/** A conversation's end: which reply stands for each turn. */
const EndLine = z.strictObject({
  type: z.literal('end'),
  ...Conversation,
  /** `reply` is the key of the one that stands. */
  turns: z.array(Turn.extend({ reply: z.string() })).min(1),
});
export type EndLine = z.infer<typeof EndLine>;

/** One line of replies.jsonl. */
export const RunLine = z.discriminatedUnion('type', [ReplyLine, UserLine, ErrorLine, EndLine]);
export type RunLine = z.infer<typeof RunLine>;
