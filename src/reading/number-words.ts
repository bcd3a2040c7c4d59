import { type Fraction, fraction } from '../math/fraction.ts';
import type { Span } from '../problem/problem.ts';
import { chineseNumbers } from './chinese-numbers.ts';
import { type Language, own } from './language.ts';
import { patternText } from './pattern-text.ts';
import type { Tongue } from './tongue.ts';

export interface WordNumber {
  readonly value: Fraction;
  readonly span: Span;
}

/** Numbers that are written as words, in each language of the text; fractions with an article or a count. */
export function numberWords(text: string, tongue: Tongue): WordNumber[] {
  if (!/\p{L}{2}|[\u4e00-\u9fff]/u.test(text)) return [];
  const folded = patternText(text);
  return tongue.languages.flatMap((language) => {
    const found =
      language.name === 'Chinese' ? chineseNumbers(folded.text) : inLanguage(folded.text, language);
    return found.map(
      ({ value, span: [start, end] }): WordNumber => ({
        value,
        span: [folded.at(start), folded.at(end - 1) + 1],
      }),
    );
  });
}

/** Words of one number have this between them. */
const JOINED = /^(?:[ -]|,? $)/;

/** The part of a number that is read so far. */
class Reading {
  #total = fraction(0);
  #part: Fraction | null = null;
  span: Span | null = null;

  add(value: Fraction, at: Span): void {
    this.#part = (this.#part ?? fraction(0)).add(value);
    this.span = [this.span?.[0] ?? at[0], at[1]];
  }

  times(value: Fraction, at: Span): void {
    if (value.compare(1000) >= 0) {
      this.#total = this.#total.add((this.#part ?? fraction(1)).mul(value));
      this.#part = null;
    } else this.#part = (this.#part ?? fraction(1)).mul(value);
    this.span = [this.span?.[0] ?? at[0], at[1]];
  }

  /** "ninety" + "five", "two hundred" + "twelve", "one" + "half"; not "two" + "three". */
  takes(next: Fraction): boolean {
    const before = this.#part;
    if (before === null) return true;
    if (next.compare(1) < 0) return before.d === 1n;
    if (before.d !== 1n) return false;
    return before.n % 100n === 0n
      ? next.compare(100) < 0
      : before.n % 10n === 0n && next.compare(10) < 0;
  }

  get value(): Fraction {
    return this.#total.add(this.#part ?? 0);
  }
}

function inLanguage(folded: string, language: Language): WordNumber[] {
  const found: WordNumber[] = [];
  let reading = new Reading();
  let article: number | null = null;
  const close = () => {
    if (reading.span) found.push({ value: reading.value, span: reading.span });
    reading = new Reading();
  };
  for (const { 0: word, index } of folded.matchAll(/[a-z]{1,40}(?:-[a-z]{1,20}){0,3}/g)) {
    const at: Span = [index, index + word.length];
    const between = reading.span ? folded.slice(reading.span[1], index) : '';
    const small = own(language.numberWords, word);
    const times = own(language.multipliers, word);
    const part = own(language.parts, word);
    if (language.joiners.has(word) && reading.span && JOINED.test(between)) continue;
    if (language.articles.has(word) && reading.span && joinedBy(between, language)) continue;
    const known = small !== undefined || times !== undefined || part !== undefined;
    const joined = known && reading.span && (JOINED.test(between) || joinedBy(between, language));
    if (!joined) close();
    const counted = reading.span !== null || article === index - 1;
    if (small !== undefined) {
      const value = fraction(small);
      if (!reading.takes(value)) close();
      reading.add(value, at);
    } else if (times !== undefined && counted) reading.times(fraction(times), at);
    else if (part !== undefined && counted) {
      if (reading.span && JOINED.test(between)) reading.times(fraction(part), at);
      else reading.add(fraction(part), at);
    }
    article = language.articles.has(word) ? at[1] : null;
  }
  close();
  return found;
}

/** "two hundred and one", "eleven and a half". */
function joinedBy(between: string, { joiners, articles }: Language): boolean {
  const [, word = '', article] = /^,? ([a-z]{1,4}) (?:([a-z]{1,4}) )?$/.exec(between) ?? [];
  return joiners.has(word) && (article === undefined || articles.has(article));
}
