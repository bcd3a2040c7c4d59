import { quoted } from '../model/quoted-conversation.ts';
import type { Policy } from './policy.ts';
import { instructionsOf } from './said-so-far.ts';

/** What a mediator is told. Rules and example come from conversations about items of v1/dev, and none of v1/test. */
export const MEDIATE = `Below is a conversation between a user and an assistant. Write one message, in the user's own voice, that says all that the user wants and knows by now, so that somebody who has read nothing else can act on it.

Rules:
- Start with what is asked.
- Keep each number and each relation exactly as the user said it.
- Leave out what the assistant guessed or worked out, and whatever rests on it.
- Say what the answer still needs and the user has not said, or which statements contradict each other, and ask the reader to ask for exactly that instead of guessing.
- If nothing is missing, ask for the answer.
- Do not answer the question yourself.

Example of a conversation:
User: How many matches did the Night Owls win last season?
Assistant: They won 14 matches.
User: In the quiz league, where a win and a draw bring points but a loss does not, the Night Owls won some matches, drew some and lost some last season. A win brings 5 points.

Example of the message:
How many matches did the Night Owls win last season? In the quiz league, where a win and a draw bring points but a loss does not, they won some matches, drew some and lost some. A win brings 5 points. I have not said what a draw brings, how many matches they played and lost, and how many points they collected: ask me for what you need of this, and do not guess.`;

/**
 * A first call says in one message what the user wants, knows and has left out; the reply is to that
 * message, and to the instructions that the conversation stands under ("Intent Mismatch Causes LLMs to Get Lost in Multi-Turn Conversation", Liu et al. 2026,
 * arXiv 2602.07338). The mediator is the model itself, and its tokens count.
 */
export const mediator: Policy = {
  name: 'mediator',
  calls: 2,
  wrap: (ask) => async (messages) => {
    const { text } = await ask([{ role: 'user', content: `${MEDIATE}\n\n${quoted(messages)}` }]);
    return ask([...instructionsOf(messages), { role: 'user', content: text.trim() }]);
  },
};
