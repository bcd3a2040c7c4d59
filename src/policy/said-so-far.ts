import type { Message } from '../model/completion.ts';
import { openingOf } from '../protocol/openings.ts';

/** What the user has said, one line each, as a list; not where he only said that he does not know. */
export function listOf(utterances: readonly string[]): string {
  return utterances
    .map((text) => openingOf(text).rest.replaceAll('\n', ' '))
    .flatMap((rest) => (rest === '' ? [] : [`- ${rest}`]))
    .join('\n');
}

export function saidByUser(messages: readonly Message[]): string[] {
  return messages.flatMap(({ role, content }) => (role === 'user' ? [content] : []));
}

/** What stands over the conversation, and is nobody's turn in it. */
export function instructionsOf(messages: readonly Message[]): Message[] {
  return messages.filter(({ role }) => role === 'system');
}

/** The conversation with something added to the user's first words. */
export function withFirst(messages: readonly Message[], added: string): Message[] {
  const first = messages.findIndex(({ role }) => role === 'user');
  return messages.map((message, index) =>
    index === first ? { ...message, content: `${message.content}\n\n${added}` } : message,
  );
}
