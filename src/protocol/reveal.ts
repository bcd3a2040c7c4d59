import type { Item } from '../corrupt/item.ts';
import type { Message } from '../model/completion.ts';
import type { ConverseOptions, Protocol } from './protocol.ts';
import { tellNext } from './reveal/lazy-user.ts';
import { type Shards, shardsOf, turnsOf } from './reveal/shards.ts';
import type { Ask, Turn } from './transcript.ts';

/**
 * An intact problem is told at once or bit by bit ("Lost in Conversation", Laban et al. 2025, arXiv
 * 2505.06120): full as it stands, concat as a list, sharded one premise a turn, user-only the same
 * without the model's own replies before its eyes. Every variant ends with the reply to the last
 * thing told, or at the turn cap; none ends early, whatever is answered on the way (there, sharded
 * ends at the first right answer). Throws RangeError for an item that has no shards.
 */
export const reveal: Protocol = {
  name: 'reveal',
  maxTurns: 16,
  problems: {
    takes: (item) => shardsOf(item) !== null,
    what: 'intact problems that can be told bit by bit',
    leftOut: 'a sentence of theirs states several premises, or they are not of the bank',
  },
  turnsOf,
  async converse(item, ask, { maxTurns, variant = 'sharded' }) {
    const shards = shardsOf(item);
    if (!shards) throw new RangeError(`${item.id} cannot be told bit by bit`);
    if (variant === 'full') return [await tellAll(item, ask, item.text)];
    if (variant === 'concat') return [await tellAll(item, ask, listed(shards))];
    return tellBitByBit(item, shards, ask, { maxTurns, forgets: variant === 'user-only' });
  },
};

async function tellAll(item: Item, ask: Ask, text: string): Promise<Turn> {
  const reply = await ask([{ role: 'user', content: text }]);
  return { user: text, understood: [], told: item.premises.map(({ id }) => id), reply };
}

/** The question, then all that sharded tells, in the same order. */
export function listed({ question, setting, facts }: Shards): string {
  const bits = [...(setting === '' ? [] : [setting]), ...facts.map(({ text }) => text)];
  return `${question}\n\n${bits.map((bit) => `- ${bit}`).join('\n')}`;
}

async function tellBitByBit(
  item: Item,
  shards: Shards,
  ask: Ask,
  { maxTurns, forgets }: Pick<ConverseOptions, 'maxTurns'> & { forgets: boolean },
): Promise<Turn[]> {
  const turns: Turn[] = [];
  const told = new Set<string>();
  let next = { text: shards.question, understood: [] as string[], told: [] as string[] };
  for (;;) {
    const said = [...turns.map(({ user }) => user), next.text];
    const reply = await ask(
      forgets
        ? [{ role: 'user', content: said.join('\n') }]
        : [...turns.flatMap(exchange), { role: 'user', content: next.text }],
    );
    turns.push({ user: next.text, understood: next.understood, told: next.told, reply });
    for (const premise of next.told) told.add(premise);
    const all = shards.facts.every(({ premise }) => told.has(premise));
    if (all || turns.length >= maxTurns) return turns;
    next = tellNext(item, shards, { reply: reply.text, told });
  }
}

function exchange({ user, reply }: Turn): Message[] {
  return [
    { role: 'user', content: user },
    { role: 'assistant', content: reply.text },
  ];
}
