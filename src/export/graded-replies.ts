import type { Verdict } from '../../graders/verdict.ts';
import type { Item } from '../corrupt/item.ts';
import { InputError } from '../input-error.ts';
import type { Transcript } from '../protocol/transcript.ts';
import { placeId } from '../run/replies.ts';
import type { GradedReply } from './format.ts';

/**
 * Each conversation with its verdict. A grader writes verdicts in the order in which the conversations
 * ended, so both streams are read side by side and neither is held in memory.
 * Throws InputError where a conversation is about no item of the run, or where the verdicts are not in that order.
 */
export async function* gradedReplies(
  items: ReadonlyMap<string, Item>,
  transcripts: AsyncIterable<Transcript>,
  verdicts: AsyncIterable<Verdict>,
): AsyncGenerator<GradedReply> {
  const waiting = verdicts[Symbol.asyncIterator]();
  try {
    let next = await waiting.next();
    for await (const transcript of transcripts) {
      const item = items.get(transcript.item);
      if (!item) throw new InputError(`${transcript.item} is no item of this run`);
      const isIts = !next.done && placeId(next.value) === placeId(transcript);
      const verdict: Verdict | null = isIts ? next.value : null;
      yield { item, transcript, verdict };
      if (isIts) next = await waiting.next();
    }
    if (next.done) return;
    const { item, budget, epoch } = next.value;
    throw new InputError(
      `the verdicts do not go with the replies: that on item ${item}, budget ${budget}, epoch ${epoch} is out of place. ` +
        '`lacuna grade` grades the run anew.',
    );
  } finally {
    await waiting.return?.();
  }
}
