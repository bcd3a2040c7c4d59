import { numberWordValue } from '../number-words.ts';

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

/** A sentence's words and marks, its end mark included. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly words: readonly Word[];
}

export interface Reading {
  readonly source: string;
  readonly sentences: readonly Sentence[];
}

/** "kilowatt-hours", "don't" and "1,200" are one token each; "5-minute" is three. */
const TOKEN = /\d(?:[\d,]*\d)?(?:\.\d+)?(?:\/\d+)?|\p{L}+(?:['’-]\p{L}+)*|[^\s]/gu;

/** Words before a full stop that does not end a sentence. */
const ABBREVIATIONS = new Set(
  'mr mrs ms dr st mt jr sr vs etc oz lb lbs ft hr hrs min approx no dept prof'.split(' '),
);

/** Takes a text apart into sentences and words. Linear in its length. */
export function read(source: string): Reading {
  const words = Array.from(source.matchAll(TOKEN), wordOf);
  const sentences: Sentence[] = [];
  let first = 0;
  for (const [index, word] of words.entries()) {
    if (!endsHere(source, words, index) && index < words.length - 1) continue;
    const part = words.slice(first, index + 1);
    const [start] = part;
    if (start) sentences.push({ start: start.start, end: word.end, words: part });
    first = index + 1;
  }
  return { source, sentences };
}

function wordOf(match: RegExpExecArray): Word {
  const text = match[0];
  const start = match.index;
  const lower = text.toLowerCase();
  const place = { text, lower, start, end: start + text.length };
  if (/^\d/.test(text)) {
    return { ...place, kind: 'number', value: Number(text.replaceAll(',', '')) };
  }
  return /^\p{L}/u.test(text)
    ? { ...place, kind: 'word', value: numberWordValue(lower) }
    : { ...place, kind: 'mark', value: Number.NaN };
}

/** Whether a sentence ends with this token: at its mark, or at the quote or bracket that closes on it. */
function endsHere(source: string, words: readonly Word[], index: number): boolean {
  const word = words[index];
  const next = words[index + 1];
  if (!word) return false;
  if (next && /^["'”’)\]]$/.test(next.text) && next.start === word.end) return false;
  const mark = /^["'”’)\]]$/.test(word.text) ? words[index - 1] : word;
  if (!mark || !/^[.!?]$/.test(mark.text)) return false;
  if (mark !== word && mark.end !== word.start) return false;
  if (next && next.start === word.end) return false;
  // "Is it far?" she asked.
  if (mark.text !== '.') return mark === word || !next || !/^\p{Ll}/u.test(next.text);
  const before = words[mark === word ? index - 1 : index - 2];
  // "Mr. Green", "10 a.m. and": the next word tells.
  const short = before && (ABBREVIATIONS.has(before.lower) || /^\p{L}$/u.test(before.text));
  if (!short || before.end !== mark.start || !next) return true;
  return (
    !/^(?:mr|mrs|ms|dr|st|mt|prof|vs|no)$/.test(before.lower) &&
    /^\p{Lu}/u.test(source.slice(next.start))
  );
}
