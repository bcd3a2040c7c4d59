import type { Item } from '../corrupt/item.ts';
import type { Completion, Fields, Message } from '../model/completion.ts';
import { spend } from '../model/spend.ts';
import { converseUnder } from '../policy/converse.ts';
import type { Policy } from '../policy/policy.ts';
import type { ConverseOptions, Protocol } from '../protocol/protocol.ts';
import type { User } from '../protocol/user.ts';
import { commitment } from '../reading/commitment.ts';
import { callKey } from './identity.ts';
import type { EndLine, RunRecord } from './record.ts';
import type { Place } from './replies.ts';

export interface ConversationContext {
  record: RunRecord;
  protocol: Protocol;
  policy: Policy;
}

/** One call that a conversation makes. */
export interface KeyedCall {
  /** All that the reply depends on: `callKey`. */
  readonly key: string;
  /** Its number within the conversation. */
  readonly number: number;
  readonly fields: Fields;
  readonly messages: readonly Message[];
}

/**
 * Holds one conversation to its end, by the run's budget, policy and protocol; gives the turns and which
 * reply stands for each. The same replies lead to the same calls and the same turns: a recorded
 * conversation can be held again. Throws what `complete` and the
 * user throw.
 */
export async function converse(
  { record, protocol, policy }: ConversationContext,
  { place, item, user }: { place: Place; item: Item; user: User },
  complete: (call: KeyedCall) => Promise<Completion>,
): Promise<EndLine['turns']> {
  const planned = record.budgets.find((entry) => entry.budget.name === place.budget);
  if (!planned) throw new RangeError(`no budget ${place.budget}`);
  const keys = new Map<Completion, string>();
  let made = 0;
  const call = async (
    messages: readonly Message[],
    extra: Fields = {},
    part = '',
  ): Promise<Completion> => {
    const fields = { ...planned.fields, ...extra };
    const key = callKey({ record, item, place, fields, part, messages });
    const number = made;
    made += 1;
    const completion = await complete({ key, number, fields, messages });
    keys.set(completion, key);
    return completion;
  };
  const options: ConverseOptions = {
    maxTurns: record.maxTurns,
    user,
    seed: record.seed,
    ...(record.reveal && { variant: record.reveal }),
    ...(record.explore && {
      explore: { condition: record.explore, seed: record.seed, epoch: place.epoch },
    }),
  };
  const commits = protocol.commitment?.(item, options) ?? commitment;
  const ask = spend(planned.budget, call, commits);
  const turns = await converseUnder(policy, protocol, item, ask, options);
  return turns.map(({ reply, ...said }) => ({ ...said, reply: keys.get(reply) ?? '' }));
}
