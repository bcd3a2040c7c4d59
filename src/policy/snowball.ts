import type { Message } from '../model/completion.ts';
import { openingOf } from '../protocol/openings.ts';
import type { Policy } from './policy.ts';
import { listOf } from './said-so-far.ts';

/**
 * From his second turn on the user says again all that he has said, and then the new thing (Laban et
 * al. 2025, arXiv 2505.06120). The words are put together here; nothing but the user's own is repeated.
 */
export const snowball: Policy = {
  name: 'snowball',
  calls: 1,
  wrap: (ask) => (messages) => ask(rolledUp(messages)),
};

function rolledUp(messages: readonly Message[]): Message[] {
  const said: string[] = [];
  return messages.map((message) => {
    if (message.role !== 'user') return message;
    const before = [...said];
    said.push(message.content);
    if (before.length === 0) return message;
    const { opening, rest } = openingOf(message.content);
    const start = [opening, 'To say it all again:'].filter(Boolean).join(' ');
    const now = rest === '' ? '' : `\n\nAnd now also: ${rest}`;
    return { ...message, content: `${start}\n${listOf(before)}${now}` };
  });
}
