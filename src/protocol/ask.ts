import type { Protocol } from './protocol.ts';

/** One turn: what does the model do with the item? */
export const ask: Protocol = {
  name: 'ask',
  turnsOf: () => 1,
  async converse(item, ask) {
    const reply = await ask([{ role: 'user', content: item.text }]);
    return [{ user: item.text, understood: [], reply }];
  },
};
