import { z } from 'zod';
import { Completion, type Message } from '../model/completion.ts';
import { Scripted } from './distract/scripted.ts';
import { MOVES } from './lead/move.ts';

/** One exchange. */
export const Turn = z.strictObject({
  /** What the user said. */
  user: z.string(),
  /** Quantities (or "clash") that the simulated user took the model's question to mean; [] on the first turn. */
  understood: z.array(z.string()),
  /** Who took it so: "rules", or a model's name; absent on the first turn, and in runs of old. */
  by: z.string().optional(),
  /** Premises that these words of the user state; only where the problem is not all told at once (reveal, lead). */
  told: z.array(z.string()).optional(),
  /** What the reply does, as the user heard it: only where the model has to lead (lead), and not beyond its end. */
  move: z.enum(MOVES).optional(),
  /** Whom the reply asked, and whether he knew; null where it named nobody. Only under explore. */
  day: z.strictObject({ source: z.string(), knew: z.boolean() }).nullable().optional(),
  /** What these words of the user are; only where they were laid down beforehand (distract). */
  scripted: Scripted.optional(),
  /** The model's reply that stands: under samples the majority's, under revision the last. */
  reply: Completion,
});
export type Turn = z.infer<typeof Turn>;

/** What a conversation cost, over all its calls (drafts and samples too); null where unknown. */
export const Spent = z.strictObject({
  calls: z.int().nonnegative(),
  input: z.int().nonnegative().nullable(),
  output: z.int().nonnegative().nullable(),
  reasoning: z.int().nonnegative().nullable(),
});
export type Spent = z.infer<typeof Spent>;

/** A finished conversation about an item: what graders read. */
export const Transcript = z.strictObject({
  item: z.string(),
  budget: z.string(),
  epoch: z.int().nonnegative(),
  turns: z.array(Turn).min(1),
  spent: Spent,
});
export type Transcript = z.infer<typeof Transcript>;

/** Puts messages to the model under a policy and a budget, and gives the reply that stands. */
export type Ask = (messages: readonly Message[]) => Promise<Completion>;
