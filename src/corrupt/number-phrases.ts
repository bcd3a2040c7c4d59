import { type Fraction, fraction } from '../math/fraction.ts';
import type { Span } from '../problem/problem.ts';
import { placedTokens, type Read, readNumber, type Token } from './number-words.ts';
import { statedNumbers, statedRatios } from './stated-numbers.ts';

/** How a text writes a number: "12", "twelve", "3/4" or "a third", "twice". */
export type NumberForm = 'numeral' | 'words' | 'fraction' | 'factor';

/** A number of a text with where it stands. */
export interface NumberPhrase {
  readonly value: Fraction;
  readonly span: Span;
  readonly form: NumberForm;
}

/** Verbs that multiply: "doubles the amount", "which tripled". */
const MULTIPLYING = new Map([
  ['doubles', 2],
  ['doubled', 2],
  ['doubling', 2],
  ['triples', 3],
  ['tripled', 3],
  ['tripling', 3],
  ['quadruples', 4],
  ['quadrupled', 4],
]);

/** What can stand behind a fraction, and not behind an ordinal: "a third of", not "a third friend". */
const PART_OF =
  /^(?:of|the|as|that|those|more|less|fewer|off|to|than|his|her|their|its|are|is|were|was|have|had|will|[^a-z\d])$/;
/** "The first half", "the other half": parts of a thing, not a number. */
const ORDER = new Set(['first', 'second', 'other', 'latter']);

interface Phrase extends Omit<Read, 'kind'> {
  readonly form: NumberForm;
}

/**
 * The numbers of a text as phrases, in order, each once: those of `statedNumbers` but what is derived,
 * and with "two and a half", "2 1/2", "half a dozen", "a quarter of" as one number each. Ordinals are
 * none. A percentage is its figure. Linear in the length of the text.
 */
export function numberPhrases(text: string): NumberPhrase[] {
  const tokens = placedTokens(text);
  const words = tokens.map((token) => token.text);
  const found: NumberPhrase[] = [];
  for (let i = 0; i < words.length; ) {
    const phrase = phraseAt(words, i);
    if (phrase && phrase.value.n !== 0n) {
      found.push({ value: phrase.value, span: spanOf(text, tokens, phrase), form: phrase.form });
    }
    i = phrase?.next ?? i + 1;
  }
  return found;
}

/** Whether a text says a value in any form, "twice" and "doubled" for 2 included. */
export function states(text: string, value: Fraction): boolean {
  const phrases = numberPhrases(text).map((phrase) => phrase.value);
  return [...phrases, ...statedNumbers(text), ...statedRatios(text)].some((number) =>
    number.equals(value),
  );
}

function spanOf(text: string, tokens: readonly Token[], { at, next }: Phrase): Span {
  const [first, last] = [tokens[at], tokens[next - 1]];
  if (!first || !last) return [0, 0];
  const end = text.slice(last.at).match(/^(?:[\d.,/]*\d|[½¼¾⅓⅔]|[a-z]+)/i)?.[0].length ?? 1;
  return [first.at, last.at + end];
}

function phraseAt(words: readonly string[], at: number): Phrase | undefined {
  const multiplied = MULTIPLYING.get(words[at] ?? '');
  if (multiplied !== undefined) {
    return { value: fraction(multiplied), at, next: at + 1, form: 'factor' };
  }
  const part = partAt(words, at);
  if (part) return dozens(words, part);
  const read = readNumber(words, at);
  if (!read || read.kind === 'part') return undefined;
  if (read.kind === 'multiple') return { ...read, form: 'factor' };
  if (isLoneScale(words, read)) return undefined;
  const digits = words[at] ?? '';
  if (digits.includes('/')) return { ...read, form: 'fraction' };
  return withPart(words, { ...read, form: /^[\d.]/.test(digits) ? 'numeral' : 'words' });
}

/** "Several hundred", "thousand" of "per thousand": no number by itself. */
function isLoneScale(words: readonly string[], { at }: Read): boolean {
  return (
    /^(?:dozen|hundred|thousand|million)$/.test(words[at] ?? '') &&
    /^(?:several|few|some|many|per|by)$/.test(words[at - 1] ?? '')
  );
}

/** "half", "a third of", "two-fifths", "3 quarters of". */
function partAt(words: readonly string[], at: number): Phrase | undefined {
  const word = words[at] ?? '';
  // "Egg halves" are things.
  if (word === 'halves' && !/^(?:the|his|her|their|its|that|it)$/.test(words[at + 1] ?? ''))
    return undefined;
  if (word === 'half' || word === 'halves') {
    const order = ORDER.has(words[at - 1] ?? '');
    return order ? undefined : { value: fraction('1/2'), at, next: at + 1, form: 'fraction' };
  }
  if (word !== 'a' && word !== 'an' && !/^\d{1,2}$/.test(word)) {
    const read = readNumber(words, at);
    return read?.kind === 'part' && read.next > at + 1 && isPart(words, read)
      ? { ...read, form: 'fraction' }
      : undefined;
  }
  const unit = readNumber(words, at + 1);
  const count = /^\d/.test(word) ? Number(word) : 1;
  const plural = words[at + 1]?.endsWith('s') ?? false;
  if (unit?.kind !== 'part' || unit.next !== at + 2 || count > 1 !== plural) return undefined;
  const read = { ...unit, value: unit.value.mul(count), at };
  return isPart(words, read) && read.value.compare(1) < 0
    ? { ...read, form: 'fraction' }
    : undefined;
}

/** "A third friend" is no part; a quarter, or three of them, may be coins. */
function isPart(words: readonly string[], { value, next }: Read): boolean {
  const last = words[next - 1] ?? '';
  const after = words[next] ?? '.';
  if (last === 'quarters') return after === 'of';
  const sure = last === 'half' || (value.n > 1n && last !== 'quarter');
  return sure || PART_OF.test(after);
}

/** "half a dozen". */
function dozens(words: readonly string[], phrase: Phrase): Phrase {
  const gap = /^(?:a|of)$/.test(words[phrase.next] ?? '') ? 1 : 0;
  const scale = { dozen: 12, million: 1_000_000 }[words[phrase.next + gap] ?? ''];
  return scale === undefined
    ? phrase
    : { ...phrase, value: phrase.value.mul(scale), next: phrase.next + gap + 1, form: 'words' };
}

/** "2 1/2", "two and a half", "3½": the part that belongs to the whole number before it. */
function withPart(words: readonly string[], whole: Phrase): Phrase {
  if (whole.value.d !== 1n || words[whole.next - 1]?.endsWith(',')) return whole;
  const joined = words[whole.next] === 'and' ? 1 : 0;
  const at = whole.next + joined;
  const digits = readNumber(words, at);
  const isDigits = /^\d+\/\d+$/.test(words[at] ?? '') && digits !== undefined;
  const part = isDigits
    ? digits
    : joined === 1 && words[at] !== 'half'
      ? partAt(words, at)
      : undefined;
  if (!part || part.value.compare(1) >= 0) return whole;
  return { ...whole, value: whole.value.add(part.value), next: part.next };
}
