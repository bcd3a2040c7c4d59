import type { Message } from '../model/completion.ts';
import type { Protocol } from './protocol.ts';
import type { Turn } from './transcript.ts';
import { answer } from './user.ts';

/**
 * A simulated user who knows the intact problem answers what the model asks, until it asks nothing
 * more or has replied `maxTurns` times (GSM-MC's clarification round, repeated).
 */
export const resolve: Protocol = {
  name: 'resolve',
  async converse(item, ask, { maxTurns, answers }) {
    const turns: Turn[] = [];
    const messages: Message[] = [];
    let next = { text: item.text, understood: [] as string[] };
    for (;;) {
      messages.push({ role: 'user', content: next.text });
      const reply = await ask([...messages]);
      turns.push({ user: next.text, understood: next.understood, reply });
      const said = turns.length < maxTurns ? answer(item, reply.text, answers) : null;
      if (said === null) return turns;
      messages.push({ role: 'assistant', content: reply.text });
      next = said;
    }
  },
};
