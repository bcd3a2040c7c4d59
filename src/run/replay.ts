import { canonicalJson } from '../corrupt/digest.ts';
import type { Item } from '../corrupt/item.ts';
import { userByRules } from '../protocol/user.ts';
import { type ConversationContext, converse } from './converse.ts';
import type { EndLine } from './record.ts';
import type { Conversation } from './replies.ts';

/** The conversation goes on in a call that is not recorded. */
class NotRecorded extends Error {}

/**
 * Holds a finished conversation again, with its recorded replies in the model's place, and says where
 * the record is another: a call with other messages or settings than the run's, a turn of the user that
 * the replies do not lead to, a reply that stands though the budget would have taken another, a reply
 * that nothing asked for. null where all is the same. The user reads by rules.
 */
export async function replayFault(
  context: ConversationContext,
  item: Item,
  { place, end, replies }: Conversation,
): Promise<string | null> {
  if (!end) return 'it has no end';
  const recorded = new Map(replies.map((reply) => [reply.key, reply]));
  if (recorded.size < replies.length) return 'a reply is recorded twice';
  const taken = new Set<string>();
  try {
    const user = userByRules(context.record.answers);
    const turns = await converse(context, { place, item, user }, async ({ key, messages }) => {
      const reply = recorded.get(key);
      if (!reply || canonicalJson(reply.messages) !== canonicalJson(messages)) {
        throw new NotRecorded();
      }
      taken.add(key);
      return reply.completion;
    });
    const differs = turns.findIndex((turn, index) => turnOf(turn) !== turnOf(end.turns[index]));
    if (differs >= 0) return `turn ${differs + 1} is not what its replies lead to`;
    if (turns.length < end.turns.length) return `its replies lead to ${turns.length} turns only`;
  } catch (error) {
    if (!(error instanceof NotRecorded)) throw error;
    return 'what was sent to the model is not what this item and these settings send';
  }
  return taken.size < recorded.size ? 'it holds replies that nothing asked for' : null;
}

/** Runs of old do not say by whom a turn was understood. */
function turnOf(turn: EndLine['turns'][number] | undefined): string {
  return canonicalJson([
    turn?.user,
    turn?.understood,
    turn?.told ?? null,
    turn?.day ?? null,
    turn?.reply,
  ]);
}
