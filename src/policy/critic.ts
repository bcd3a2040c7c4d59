import type { Policy } from './policy.ts';

const LOOK_AGAIN = [
  'Before I read your reply, look at it once more.',
  'Did I tell you everything that the answer needs, and does nothing that I said contradict the rest?',
  'If something is missing or contradictory, ask me for exactly that, and give no answer yet.',
  'If nothing is, give your full reply once more.',
].join(' ');

/** A second look at each reply, for missing premises: what comes of it stands, and the first reply is not seen. */
export const critic: Policy = {
  name: 'critic',
  calls: 2,
  wrap: (ask) => async (messages) => {
    const draft = await ask(messages);
    return ask([
      ...messages,
      { role: 'assistant', content: draft.text },
      { role: 'user', content: LOOK_AGAIN },
    ]);
  },
};
