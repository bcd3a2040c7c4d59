import type { Item } from '../corrupt/item.ts';
import type { Message } from '../model/completion.ts';
import type { ConverseOptions, Protocol } from '../protocol/protocol.ts';
import type { Ask, Turn } from '../protocol/transcript.ts';
import type { Policy } from './policy.ts';

/**
 * One conversation about an item, under a protocol and a policy. Where the policy has the user say
 * something more at the end, that is one more turn, beyond the turn cap.
 * Throws what `ask` and the protocol throw.
 */
export async function converseUnder(
  policy: Policy,
  protocol: Protocol,
  item: Item,
  ask: Ask,
  options: ConverseOptions,
): Promise<Turn[]> {
  const wrapped = policy.wrap(ask);
  let shown: readonly Message[] = [];
  const turns = await protocol.converse(
    item,
    (messages) => {
      shown = messages;
      return wrapped(messages);
    },
    options,
  );
  const closing = policy.closing?.(shown) ?? null;
  const last = turns.at(-1);
  if (closing === null || !last) return turns;
  const reply = await wrapped([
    ...shown,
    { role: 'assistant', content: last.reply.text },
    { role: 'user', content: closing },
  ]);
  // Nothing is asked, and nothing told that was not.
  const told = last.told ? { told: [] } : {};
  return [...turns, { user: closing, understood: [], ...told, reply }];
}
