import type { Message } from '../model/completion.ts';
import type { Protocol } from './protocol.ts';
import type { Turn } from './transcript.ts';
import { type UserTurn, userByRules } from './user.ts';

/**
 * A simulated user who knows the intact problem answers what the model asks, until it asks nothing
 * more or has replied `maxTurns` times (GSM-MC's clarification round, repeated).
 */
export const resolve: Protocol = {
  name: 'resolve',
  async converse(item, ask, { maxTurns, user = userByRules('all') }) {
    const turns: Turn[] = [];
    const messages: Message[] = [];
    let next: UserTurn & { by?: string } = { text: item.text, understood: [] };
    for (;;) {
      messages.push({ role: 'user', content: next.text });
      const reply = await ask([...messages]);
      const { text, ...how } = next;
      turns.push({ user: text, ...how, reply });
      if (turns.length >= maxTurns) return turns;
      messages.push({ role: 'assistant', content: reply.text });
      const said = await user(item, [...messages]);
      if (said === null) return turns;
      next = said;
    }
  },
};
