import type { Message } from './completion.ts';

const OPEN = '<conversation>';
const CLOSE = '</conversation>';
const SPEAKERS = { system: 'System', user: 'User', assistant: 'Assistant' };

/** A conversation as data in another one's message: a line for each line said, and who said it. */
export function quoted(messages: readonly Message[]): string {
  const lines = messages.flatMap(({ role, content }) =>
    content.split('\n').map((line) => `${SPEAKERS[role]}: ${line.replaceAll(CLOSE, '')}`),
  );
  return [OPEN, ...lines, CLOSE].join('\n');
}

/** The lines of the user in a message that quotes a conversation; null where it quotes none. */
export function quotedUser(content: string): string[] | null {
  const [start, end] = [content.indexOf(OPEN), content.lastIndexOf(CLOSE)];
  if (start < 0 || end < start) return null;
  const prefix = `${SPEAKERS.user}: `;
  return content
    .slice(start + OPEN.length, end)
    .split('\n')
    .flatMap((line) => (line.startsWith(prefix) ? [line.slice(prefix.length)] : []));
}
