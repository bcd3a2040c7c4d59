import type { Span } from '../../src/problem/problem.ts';

/** A longer quote is no evidence but a copy. */
const LONGEST = 2_000;

/**
 * Where a judge's quote stands in the reply, or null. White space, quotation marks and the case may
 * differ, nothing else.
 */
export function locate(quote: string, reply: string): Span | null {
  const wanted = quote.trim();
  if (!/[\p{L}\p{N}?]/u.test(wanted) || wanted.length > LONGEST) return null;
  const exact = reply.indexOf(wanted);
  if (exact >= 0) return [exact, exact + wanted.length];
  const { text, at } = evened(reply);
  const even = evened(wanted).text.trim();
  const found = even === '' ? -1 : text.indexOf(even);
  if (found < 0) return null;
  return [at[found] ?? 0, (at[found + even.length - 1] ?? 0) + 1];
}

/** The text with white space as single spaces, plain quotation marks and no capitals. */
function evened(text: string): { text: string; at: number[] } {
  const at: number[] = [];
  let out = '';
  for (let offset = 0; offset < text.length; offset += 1) {
    const character = text[offset] ?? '';
    const lower = character.toLowerCase();
    const even = /\s/.test(character)
      ? ' '
      : /[‘’‛′]/.test(character)
        ? "'"
        : /[“”„″]/.test(character)
          ? '"'
          : lower.length === 1
            ? lower
            : character;
    if (even === ' ' && out.endsWith(' ')) continue;
    out += even;
    at.push(offset);
  }
  return { text: out, at };
}
