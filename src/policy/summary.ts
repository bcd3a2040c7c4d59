import { quoted } from '../model/quoted-conversation.ts';
import type { Policy } from './policy.ts';
import { instructionsOf, saidByUser } from './said-so-far.ts';

const SUMMARISE = [
  'Below is a conversation between a user and an assistant.',
  'Summarise what the user wants to know and all that the user has said, each fact with its numbers.',
  'Leave out guesses and results of the assistant. Do not answer the question.',
].join(' ');

/**
 * From the user's second turn on the model replies to a summary of what was said instead of the
 * conversation itself. It writes the summary in a call of its own, whose tokens count.
 */
export const summary: Policy = {
  name: 'summary',
  calls: 2,
  wrap: (ask) => async (messages) => {
    if (saidByUser(messages).length < 2) return ask(messages);
    const { text } = await ask([{ role: 'user', content: `${SUMMARISE}\n\n${quoted(messages)}` }]);
    return ask([
      ...instructionsOf(messages),
      {
        role: 'user',
        content: `This is what I have told you so far:\n\n${text.trim()}\n\nPlease reply to it.`,
      },
    ]);
  },
};
