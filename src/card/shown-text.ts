import { z } from 'zod';
import { printable } from '../report/plain-text.ts';

/** A text from outside as it is shown: cut where it is long, without control characters. */
export const ShownText = z.strictObject({
  /** In order. `shows`: what the grader saw there; null for the rest. */
  parts: z.array(z.strictObject({ text: z.string(), shows: z.string().nullable() })),
  /** Characters of the whole text. */
  characters: z.int().nonnegative(),
  /** Of these, how many were left out. */
  omitted: z.int().nonnegative(),
});
export type ShownText = z.infer<typeof ShownText>;

/** A stretch of a text that a grader took as evidence. */
export interface Evidence {
  readonly span: readonly [number, number];
  readonly shows: string;
}

/** Characters at the beginning and at the end that are shown; the end is where the answer is. */
const SHOWN = { head: 900, tail: 900 };

export function shownText(
  text: string,
  evidence: readonly Evidence[] = [],
  kept = SHOWN,
): ShownText {
  const { length } = text;
  if (length <= kept.head + kept.tail) {
    return { parts: partsOf(text, 0, length, evidence), characters: length, omitted: 0 };
  }
  const until = wholeAt(text, kept.head);
  const from = wholeAt(text, length - kept.tail);
  const gap = { text: ` … ${from - until} characters left out … `, shows: null };
  return {
    parts: [...partsOf(text, 0, until, evidence), gap, ...partsOf(text, from, length, evidence)],
    characters: length,
    omitted: from - until,
  };
}

/** The stretch from `start` to `end` in pieces, those that are evidence apart. */
function partsOf(text: string, start: number, end: number, evidence: readonly Evidence[]) {
  const parts: ShownText['parts'] = [];
  const add = (from: number, to: number, shows: string | null) => {
    if (to > from) parts.push({ text: clean(text.slice(from, to)), shows });
  };
  let at = start;
  for (const { span, shows } of evidence.toSorted((a, b) => a.span[0] - b.span[0])) {
    const [from, to] = [Math.max(at, span[0]), Math.min(end, span[1])];
    if (span[0] < at || to <= from) continue;
    add(at, from, null);
    add(from, to, printable(shows));
    at = to;
  }
  add(at, end, null);
  return parts;
}

/** Lines stay lines; more than one empty line between them says nothing. */
function clean(text: string): string {
  return text
    .split('\n')
    .map((line) => printable(line))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

/** The place, or one before it where it would part the two halves of a character. */
function wholeAt(text: string, place: number): number {
  const code = text.charCodeAt(place);
  return code >= 0xdc00 && code <= 0xdfff ? place - 1 : place;
}
