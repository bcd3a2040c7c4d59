import type { Fraction } from '../math/fraction.ts';
import { type Read, readNumber, tokensOf } from './number-words.ts';

/** Between two numbers of one expression stand at most so many words. */
const NEAR = 6;

/** A number with the word after it, or the sign before it, which may be its unit. */
export interface Amount {
  readonly value: Fraction;
  readonly unit: string;
}

/**
 * Every number that a text states: in digits, in words up to the millions, as a part ("two thirds"), and
 * derived from others ("half of 40", "twice 10", "10% of 200", "5 more than 30", "a ratio of 3 to 4").
 * Used to see that a removed value stands nowhere else.
 */
export function statedNumbers(text: string): Fraction[] {
  const { tokens, reads } = readsOf(text);
  const found: Fraction[] = [];
  for (const [index, read] of reads.entries()) {
    const before = reads[index - 1];
    if (read.kind !== 'multiple') found.push(read.value);
    if (read.kind === 'part' && isAndAPart(tokens, read.at)) found.push(read.value.add(1));
    if (before && read.at - before.next <= NEAR) found.push(...derived(tokens, before, read));
  }
  return found;
}

/** "An hour and a half" is one and a half. */
function isAndAPart(tokens: readonly string[], at: number): boolean {
  const [article = '', , and, a] = tokens.slice(Math.max(0, at - 4), at);
  return /^an?$/.test(article) && and === 'and' && a === 'a';
}

/** The multiples that a text states without saying of what: "twice as many", "3 times". */
export function statedRatios(text: string): Fraction[] {
  return readsOf(text).reads.flatMap(({ kind, value }) => (kind === 'multiple' ? [value] : []));
}

/** Every number of the text itself, nothing derived, with what may be its unit. */
export function statedAmounts(text: string): Amount[] {
  const { tokens, reads } = readsOf(text);
  return reads.map(({ value, at, next }) => {
    const sign = /^[$€]$/.test(tokens[at - 1] ?? '') ? tokens[at - 1] : undefined;
    const [word = '', second = ''] = tokens.slice(next);
    return { value, unit: sign ?? (/^(?:square|cubic)$/.test(word) ? `${word} ${second}` : word) };
  });
}

/** A text's words and marks, and the numbers that they say. */
interface TextRead {
  readonly text: string;
  readonly tokens: readonly string[];
  readonly reads: readonly Read[];
}

/** A text is asked for its numbers, then for its multiples or amounts: it is read once for both. */
function readsOf(text: string): TextRead {
  if (last?.text === text) return last;
  const tokens = tokensOf(text);
  const reads: Read[] = [];
  for (let i = 0; i < tokens.length; ) {
    const read = readNumber(tokens, i);
    if (read) reads.push(read);
    i = read?.next ?? i + 1;
  }
  last = { text, tokens, reads };
  return last;
}

let last: TextRead | undefined;

/** Words between that do not change what is meant: "half of the 40", "twice her 10". */
const FILLERS = /^(?:(?:of|the|those|that|a|an|all|his|her|its|their|these) ?)*$/;

/** What two numbers say together, by the words between them. */
function derived(tokens: readonly string[], a: Read, b: Read): Fraction[] {
  const between = tokens.slice(a.next, b.at).join(' ');
  if (/[.;!?]/.test(between)) return [];
  const [x, y] = [a.value, b.value];
  if (a.kind !== 'number') {
    const many = /^as \w+(?: \w+)? as(?: \w+)?$/.test(between);
    return FILLERS.test(between) || many ? [x.mul(y)] : [];
  }
  if (/^and an?$/.test(between) && b.kind === 'part') return [x.add(y)];
  if (between === '') return b.kind === 'number' && y.compare(1) < 0 ? [x.add(y)] : [];
  const percent = /^(?:%|percent) /.test(between);
  const rest = between
    .replace(/^(?:%|percent) /, '')
    .replace(/(?: (?:the|those|that|all|his|her|its|their))+$/, '');
  const part = percent ? x.div(100) : x;
  if (percent && /^of$/.test(rest)) return [part.mul(y)];
  if (percent && /\boff$/.test(rest)) return [y.sub(part.mul(y))];
  if (/^(?:times|x|×)(?: as \w+(?: \w+)? as)?$/.test(rest)) return [x.mul(y)];
  if (/\b(?:more|less|fewer|\w+er) than$/.test(rest)) {
    const change = percent ? part.mul(y) : x;
    return [y.add(change), y.sub(change)];
  }
  if (rest === 'plus') return [x.add(y)];
  if (rest === 'minus') return [x.sub(y)];
  if (y.n !== 0n && isRatio(tokens, a, rest)) return x.n === 0n ? [x] : [x.div(y), y.div(x)];
  return rest === 'and' ? together(tokens.slice(Math.max(0, a.at - 3), a.at).join(' '), x, y) : [];
}

function isRatio(tokens: readonly string[], { at }: Read, between: string): boolean {
  if (between === ':' || between === 'out of') return true;
  return (
    between === 'to' &&
    tokens.slice(Math.max(0, at - 8), at).some((token) => /^ratio$|^proportion$/.test(token))
  );
}

/** "The sum of 3 and 4", "the difference between 9 and 4". */
function together(before: string, x: Fraction, y: Fraction): Fraction[] {
  if (/\bsum of(?: the)?$/.test(before)) return [x.add(y)];
  if (/\bproduct of(?: the)?$/.test(before)) return [x.mul(y)];
  return /\bdifference (?:between|of)(?: the)?$/.test(before) ? [x.sub(y).abs()] : [];
}
