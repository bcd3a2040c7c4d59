import type { Policy } from './policy.ts';

const HINT =
  'If something that you need is missing or contradictory, ask me about it before you answer.';

/** Tells the model, with the problem, that it may ask. */
export const hint: Policy = {
  name: 'hint',
  wrap: (ask) => (messages) => {
    const first = messages.findIndex((message) => message.role === 'user');
    return ask(
      messages.map((message, index) =>
        index === first ? { ...message, content: `${message.content}\n\n${HINT}` } : message,
      ),
    );
  },
};
