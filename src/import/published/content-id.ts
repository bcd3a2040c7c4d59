import { createHash } from 'node:crypto';

/** An id for an item of a set that has none: the same text, the same id. */
export function contentId(set: string, text: string): string {
  return `${set}-${createHash('sha256').update(text).digest('hex').slice(0, 10)}`;
}
