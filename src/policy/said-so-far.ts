import type { Message } from '../model/completion.ts';
import { openingOf } from '../protocol/reveal/lazy-user.ts';

/** What the user has said, one line each, as a list. */
export function listOf(utterances: readonly string[]): string {
  return utterances.map((text) => `- ${openingOf(text).rest.replaceAll('\n', ' ')}`).join('\n');
}

export function saidByUser(messages: readonly Message[]): string[] {
  return messages.flatMap(({ role, content }) => (role === 'user' ? [content] : []));
}

/** The conversation with something added to the user's first words. */
export function withFirst(messages: readonly Message[], added: string): Message[] {
  const first = messages.findIndex(({ role }) => role === 'user');
  return messages.map((message, index) =>
    index === first ? { ...message, content: `${message.content}\n\n${added}` } : message,
  );
}
