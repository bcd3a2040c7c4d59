import { z } from 'zod';
import type { Graded } from '../../reward.ts';
import { type Entry, Messages } from '../conversation.ts';
import { Fault, parsePart } from '../fault.ts';
import { VERSION } from '../version.ts';
import { type Outcome, only, rounded, type Shape } from './shape.ts';

/** Entries of one request. */
export const MOST_ENTRIES = 4_096;

const Id = z.string('expected the id of an item').min(1).max(200);

const Conversation = z.object({
  item: Id,
  messages: Messages,
  trace_id: z.string().max(200).optional(),
  finish: z.enum(['stop', 'length', 'filter', 'other']).default('stop'),
  tokens: z.int().nonnegative().optional(),
});

const Batch = z.object({ batch: z.array(z.unknown()) });

/** Lacuna's own: one conversation, or a batch, as a list or under "batch". */
export const canonical: Shape = {
  path: '/v1/grade',
  entries(body) {
    const batch = batchOf(body);
    if (batch === null) return [parsePart(Conversation, body)];
    return sized(batch).map(entryOf);
  },
  answer(outcomes, body) {
    const batch = batchOf(body);
    if (batch === null) return { ...graded(only(outcomes)), ...traced(body), version: VERSION };
    const results = outcomes.map((outcome, index) => ({
      ...result(outcome),
      ...traced(batch[index]),
    }));
    return Array.isArray(body) ? results : { results, version: VERSION };
  },
};

/** Entries of a request that may be too many. Throws Fault. */
export function sized<T>(entries: readonly T[]): readonly T[] {
  if (entries.length <= MOST_ENTRIES) return entries;
  throw new Fault(
    413,
    'too-many',
    `more than ${MOST_ENTRIES} entries: send them in several requests`,
  );
}

function batchOf(body: unknown): readonly unknown[] | null {
  if (Array.isArray(body)) return body;
  const parsed = Batch.safeParse(body);
  return parsed.success ? parsed.data.batch : null;
}

function entryOf(part: unknown): Entry | Fault {
  try {
    return parsePart(Conversation, part);
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

const Traced = z.object({ trace_id: z.string().max(200) });

function traced(part: unknown): { trace_id?: string } {
  const parsed = Traced.safeParse(part);
  return parsed.success ? parsed.data : {};
}

function result(outcome: Outcome): object {
  return outcome instanceof Fault
    ? { score: null, reward: null, error: { code: outcome.code, message: outcome.message } }
    : graded(outcome);
}

function graded({ score, reward, correct: _, none, ...metrics }: Graded): object {
  return {
    score,
    reward: rounded(reward),
    ...(none !== null && { reason: REASONS[none] }),
    metrics,
  };
}

const REASONS = {
  cut: 'the reply is cut off before it says anything',
  empty: 'the reply is empty',
  refused: 'the reply refuses to speak of the problem',
  filtered: "the reply was stopped by the endpoint's filter",
  unreadable: 'the reply neither answers nor asks',
} as const;
