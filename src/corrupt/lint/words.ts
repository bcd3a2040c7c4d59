import { numberWordValue } from '../number-words.ts';
import { remembered } from './remembered.ts';

/** A word, a number or a punctuation mark, and where it stands. */
export interface Word {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  readonly kind: 'word' | 'number' | 'mark';
  /** Of "12", "1,200", "2.5", "twelve", "twenty-five"; NaN of "3/4" and of all that is no number. */
  readonly value: number;
}

/** A sentence's words and marks, its end mark included. Offsets are those of the text. */
export class Sentence {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  #words: readonly Word[] | undefined;

  constructor(text: string, start: number) {
    this.text = text;
    this.start = start;
    this.end = start + text.length;
  }

  get words(): readonly Word[] {
    this.#words ??= wordsOf(this.text).map((word) => ({
      ...word,
      start: word.start + this.start,
      end: word.end + this.start,
    }));
    return this.#words;
  }
}

export interface Reading {
  readonly source: string;
  readonly sentences: readonly Sentence[];
}

/** Where a sentence may end: at its mark, or at the quote or bracket that closes on it. */
const END = /([.!?])(["'”’)\]]*)(?=\s|$)/g;

/** Words before a full stop that does not end a sentence. */
const ABBREVIATIONS =
  /^(?:mr|mrs|ms|dr|st|mt|jr|sr|vs|etc|oz|lb|lbs|ft|hr|hrs|min|approx|no|dept|prof|\p{L})$/iu;
/** Those that a name follows. */
const TITLES = /^(?:mr|mrs|ms|dr|st|mt|prof|vs|no)$/i;

/** Takes a text apart into sentences. Linear in its length. */
export function read(source: string): Reading {
  const sentences: Sentence[] = [];
  let start = source.search(/\S/);
  for (const match of source.matchAll(END)) {
    const end = match.index + match[0].length;
    if (start < 0 || !endsHere(source, match, end)) continue;
    sentences.push(new Sentence(source.slice(start, end), start));
    start = end + source.slice(end, end + 200).search(/\S/);
    if (start < end) start = nextWord(source, end);
  }
  const rest = start < 0 ? '' : source.slice(start).trimEnd();
  if (rest !== '') sentences.push(new Sentence(rest, start));
  return { source, sentences };
}

function nextWord(source: string, from: number): number {
  const rest = source.slice(from).trimStart();
  return rest === '' ? -1 : source.length - rest.length;
}

function endsHere(source: string, match: RegExpExecArray, end: number): boolean {
  const next = source.slice(end, end + 20).trimStart();
  if (next === '') return true;
  const [, mark, closers = ''] = match;
  // "Is it far?" she asked.
  if (mark !== '.') return closers === '' || !/^\p{Ll}/u.test(next);
  const before = /\p{L}{1,12}$/u.exec(source.slice(Math.max(0, match.index - 13), match.index));
  // "Mr. Green", "10 a.m. and": the next word tells.
  if (!before || !ABBREVIATIONS.test(before[0])) return true;
  return !TITLES.test(before[0]) && /^\p{Lu}/u.test(next);
}

/** "kilowatt-hours", "don't" and "1,200" are one token each; "5-minute" is three. */
const TOKEN = /\d(?:[\d,]*\d)?(?:\.\d+)?(?:\/\d+)?|\p{L}+(?:['’-]\p{L}+)*|[^\s]/gu;

/** The words and marks of a stretch of text; offsets are those of the stretch. */
export const wordsOf = remembered((text): readonly Word[] =>
  Array.from(text.matchAll(TOKEN), wordOf),
);

function wordOf(match: RegExpExecArray): Word {
  const text = match[0];
  const start = match.index;
  const lower = text.toLowerCase();
  const kind = /^\d/.test(text) ? 'number' : /^\p{L}/u.test(text) ? 'word' : 'mark';
  const value =
    kind === 'number'
      ? Number(text.replaceAll(',', ''))
      : kind === 'word'
        ? numberWordValue(lower)
        : Number.NaN;
  return { text, lower, start, end: start + text.length, kind, value };
}
