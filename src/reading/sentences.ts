import type { Span } from '../problem/problem.ts';
import { LANGUAGES, shows } from './language.ts';

export interface Sentence {
  readonly span: Span;
  readonly text: string;
  readonly question: boolean;
  /** Set on a markdown list item; its text starts behind the marker. */
  readonly item: boolean;
  /** Set on table rows and lines of code, which are shown and not said. */
  readonly shown: boolean;
}

/**
 * The sentences of a reply in order: lines are split at ". ! ? 。", never inside numbers,
 * abbreviations or code. Of more than 2,000, the first and last thousand. Linear in the length.
 */
export function sentences(text: string): Sentence[] {
  const found: Sentence[] = [];
  let fenced = false;
  let at = 0;
  for (const line of text.split('\n')) {
    if (/^\s{0,8}```/.test(line)) fenced = !fenced;
    else found.push(...fromLine(line, at, fenced));
    at += line.length + 1;
  }
  return found.length > 2 * EACH_END
    ? [...found.slice(0, EACH_END), ...found.slice(-EACH_END)]
    : found;
}

/** The sentences that a reply says to its reader: what it tells a grader about itself is no part of it. */
export function spoken(text: string): Sentence[] {
  return sentences(text).filter((sentence) => !shows('toGrader', sentence.text));
}

/** A reply in earnest has fewer sentences than that. */
const EACH_END = 1_000;

const MARKER = /^\s{0,40}(?:[-*+•‣–]|\(?\d{1,2}[.)]|\(?[a-hA-H][.)])\s{1,8}(?:\[[ x]\]\s)?/;
const LEAD = /^[\s>#]{0,40}/;

function* fromLine(line: string, offset: number, fenced: boolean): Generator<Sentence> {
  const marker = MARKER.exec(line) ?? LEAD.exec(line);
  const item = MARKER.test(line);
  const shown = fenced || /^\s{0,8}\|/.test(line);
  let start = marker?.[0].length ?? 0;
  if (shown) {
    if (line.trim() !== '') yield sentence(line, start, line.length, offset, item, shown);
    return;
  }
  // The stop, then closing quotes, brackets and emphasis, then a space or the end of the line.
  const stop = /(?:[.!?…]{1,8}["'”’)\]*_]{0,6}(?=\s|$)|[。!?][”」』)]{0,3})/g;
  stop.lastIndex = start;
  for (let match = stop.exec(line); match; match = stop.exec(line)) {
    const end = match.index + match[0].length;
    if (match[0].startsWith('.') && isAbbreviation(line, start, match.index)) continue;
    if (/^(?:\.{3}|…)/.test(match[0]) && /^\s+\p{Ll}/u.test(line.slice(end, end + 4))) continue;
    yield sentence(line, start, end, offset, item, shown);
    start = end;
  }
  if (line.slice(start).trim() !== '')
    yield sentence(line, start, line.length, offset, item, shown);
}

function sentence(
  line: string,
  from: number,
  to: number,
  offset: number,
  item: boolean,
  shown: boolean,
): Sentence {
  const raw = line.slice(from, to);
  const text = raw.trim();
  const start = offset + from + (raw.length - raw.trimStart().length);
  return {
    span: [start, start + text.length],
    text,
    question: !shown && /[??][!?]{0,4}["'”’)\]*_」』)]{0,6}$/.test(text.slice(-20)),
    item,
    shown,
  };
}

function isAbbreviation(line: string, start: number, dot: number): boolean {
  const word = /[\p{L}.]{1,12}$/u.exec(line.slice(Math.max(start, dot - 12), dot))?.[0] ?? '';
  return LANGUAGES.some(({ abbreviations }) => abbreviations.has(word.toLowerCase()));
}
