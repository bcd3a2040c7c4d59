import type { Message } from '../model/completion.ts';
import { answerTo } from './lead/answering-user.ts';
import { withheldOf } from './lead/withheld.ts';
import type { Protocol } from './protocol.ts';
import type { Turn } from './transcript.ts';

/**
 * The model has to lead to the answer: the user puts an intact problem without several of its facts, answers
 * one question a turn and volunteers nothing (target-guided proactive dialogue, after Deng et al. 2023,
 * ProCoT, arXiv 2305.13626). It ends with the first reply that gives an answer and asks nothing, or at the
 * turn cap. Throws RangeError for an item of which nothing can be withheld.
 */
export const lead: Protocol = {
  name: 'lead',
  maxTurns: 12,
  problems: {
    takes: (item) => withheldOf(item) !== null,
    what: 'intact problems of which a user could keep facts to himself',
    leftOut: 'a sentence of theirs states several premises, or they are not of the bank',
  },
  async converse(item, ask, { maxTurns }) {
    const withheld = withheldOf(item);
    if (!withheld) throw new RangeError(`nothing of ${item.id} can be withheld`);
    const { opening } = withheld;
    const turns: Turn[] = [];
    const messages: Message[] = [];
    const told = new Set<string>();
    const understood: string[] = [];
    let next = { user: opening.text, understood, told: opening.premises.map(({ id }) => id) };
    for (;;) {
      messages.push({ role: 'user', content: next.user });
      const reply = await ask([...messages]);
      for (const premise of next.told) told.add(premise);
      const { move, text, ...answered } = answerTo(withheld, reply.text, {
        told,
        turn: turns.length,
      });
      turns.push({ ...next, move, reply });
      if (text === null || turns.length >= maxTurns) return turns;
      messages.push({ role: 'assistant', content: reply.text });
      next = { user: text, ...answered };
    }
  },
};
