import { z } from 'zod';
import type { Item } from '../corrupt/item.ts';
import { InputError } from '../input-error.ts';
import { readJsonLines } from '../jsonl.ts';
import { Message, ModelError } from '../model/completion.ts';
import { type Future, type MultiTurnOptions, multiTurnReward, type Sampler } from './multi-turn.ts';

/** Bytes of a line; far above any conversation that a trainer holds. */
const LONGEST_LINE = 4_000_000;

/** A conversation about an item, and replies that might be the next. One line of the file. */
export const Candidates = z.strictObject({
  item: z.string().min(1),
  /** So far, ending with the user; by default he has said the item's text. */
  messages: z.array(Message).min(1).optional(),
  candidates: z.array(z.string()).min(1).max(100),
});

/** One conversation with its candidates, and where it stands in the file. */
export interface Conversation {
  readonly line: number;
  readonly item: Item;
  readonly messages: readonly Message[];
  readonly candidates: readonly string[];
}

/** What a candidate is worth; a call that failed leaves it without a figure, and says why. */
export type CandidateEstimate =
  | {
      readonly reply: string;
      readonly mean: number;
      readonly se: number | null;
      readonly futures: readonly Future[];
    }
  | { readonly reply: string; readonly failed: string };

/**
 * The conversations of a JSON Lines file, one by one. `itemOf` gives an item, or throws InputError for one that
 * is not to be had. Throws InputError ("file:line: …") on what is wrong in a line.
 */
export async function* readCandidates(
  path: string,
  itemOf: (id: string) => Item,
): AsyncGenerator<Conversation> {
  for await (const { line, value } of readJsonLines(path, Candidates, LONGEST_LINE)) {
    const item = located(`${path}:${line}`, () => itemOf(value.item));
    const messages = value.messages ?? [{ role: 'user', content: item.text } as const];
    if (messages.at(-1)?.role !== 'user') {
      throw new InputError(`${path}:${line}: messages: the last is not the user's`);
    }
    yield { line, item, messages, candidates: value.candidates };
  }
}

function located<T>(where: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof InputError) throw new InputError(`${where}: ${error.message}`);
    throw error;
  }
}

/**
 * The multi-turn-aware reward of each candidate. A call that failed for good leaves its candidate without one.
 * Throws what the sampler throws besides ModelError, and a ModelError after which going on is of no use.
 */
export async function estimateCandidates(
  { item, messages, candidates }: Conversation,
  sampler: Sampler,
  options: MultiTurnOptions & { readonly isFatal: (error: ModelError) => boolean },
): Promise<CandidateEstimate[]> {
  return Promise.all(
    candidates.map(async (reply) => {
      try {
        const estimate = await multiTurnReward(item, messages, { text: reply }, sampler, options);
        return { reply, ...estimate };
      } catch (error) {
        if (!(error instanceof ModelError) || options.isFatal(error)) throw error;
        return { reply, failed: `${error.kind}: ${error.message}` };
      }
    }),
  );
}
