import { type NumberForm, type NumberPhrase, numberPhrases } from '../../corrupt/number-phrases.ts';
import type { Fraction } from '../../math/fraction.ts';
import type { Span } from '../../problem/problem.ts';
import { english } from '../../reading/languages/english.ts';
import { Tongue } from '../../reading/tongue.ts';
import { features } from '../../reading/words.ts';
import type { TaggedText } from './tagged-text.ts';

export type PlaceKind =
  | 'plain'
  | 'money'
  | 'cents'
  | 'percent'
  | 'fraction'
  | 'factor'
  /** A time of day, on the hour. */
  | 'clock'
  /** "5th". */
  | 'ordinal'
  /** "5:6", as the fraction 5/6. */
  | 'ratio';

/** A number of a question's text. */
export interface Place {
  readonly index: number;
  /** "25" for 25%, "50" for 50 cents, "1/3" for a third, "2" for twice. */
  readonly value: Fraction;
  readonly kind: PlaceKind;
  readonly form: NumberForm;
  readonly text: string;
  /** The number with its currency or percent sign. */
  readonly span: Span;
  /** The word behind it, in small letters: "weeks" of "two weeks", "" where none follows. */
  readonly unit: string;
  /** The word after that. */
  readonly next: string;
  readonly sentence: number;
  /** What stands right around it, within its sentence, and the whole sentence: for `wordsOf`. */
  readonly near: string;
  readonly around: string;
}

/** Characters on either side that are right around a number. */
const NEAR = { before: 25, after: 35 };

/** The numbers that a question's text states, in order; ordinals and names ("6th", "7b") are none. */
export function numberPlaces(tagged: TaggedText): Place[] {
  const { text, sentences } = tagged;
  const places: Place[] = [];
  for (const { value, span, form } of withRatios(text, numberPhrases(text))) {
    const before = text.slice(Math.max(0, span[0] - 12), span[0]);
    const after = text.slice(span[1], span[1] + 14);
    if (isNoQuantity(before, after)) continue;
    const sentence = sentences.findIndex(
      ({ span: [start, end] }) => start <= span[0] && span[0] < end,
    );
    const around = sentences[sentence]?.span;
    const within = around ?? [0, text.length];
    const near = text.slice(
      Math.max(within[0], span[0] - NEAR.before),
      Math.min(within[1], span[1] + NEAR.after),
    );
    const [, unit = '', next = ''] =
      /^[ -]?([a-z]+)(?: ([a-z]+))?/i.exec(text.slice(span[1], span[1] + 45)) ?? [];
    const currency = /[$€£] ?$/.exec(before);
    const percent = /^ ?(?:%|per ?cent\b)/i.exec(after);
    places.push({
      index: places.length,
      value,
      text: text.slice(...span),
      kind: /^\d+:/.test(text.slice(...span)) ? 'ratio' : kindOf(form, before, after),
      form,
      span: [span[0] - (currency?.[0].length ?? 0), span[1] + (percent?.[0].length ?? 0)],
      unit: unit.toLowerCase(),
      next: next.toLowerCase(),
      sentence,
      near,
      around: around ? text.slice(...around) : '',
    });
  }
  return places;
}

/** "5:6" is one number; "8:30" a time of day. */
function withRatios(text: string, phrases: readonly NumberPhrase[]): NumberPhrase[] {
  return phrases.flatMap((phrase, i): NumberPhrase[] => {
    const [before, after] = [phrases[i - 1], phrases[i + 1]];
    if (before && isRatio(text, before, phrase)) return [];
    if (!after || !isRatio(text, phrase, after)) return [phrase];
    const value = phrase.value.div(after.value);
    return [{ value, span: [phrase.span[0], after.span[1]], form: 'fraction' }];
  });
}

function isRatio(text: string, a: NumberPhrase, b: NumberPhrase): boolean {
  const joined =
    text.slice(a.span[1], b.span[0]) === ':' && a.form === 'numeral' && b.form === 'numeral';
  return joined && /\bratios?\b/i.test(text) && b.value.n !== 0n;
}

/** Years with an ending, names, minutes of a time of day, what belongs to a number we cannot read. */
function isNoQuantity(before: string, after: string): boolean {
  if (/^s\b|^\.\d|^:[0-5]?[1-9]\b.{0,4}[ap]\.?m/i.test(after) || /\d:$/.test(before)) return true;
  return /[a-z#]$/i.test(before);
}

function kindOf(form: NumberForm, before: string, after: string): PlaceKind {
  const money = /[$€£] ?$/.test(before);
  if (/^ ?(?:%|per ?cent\b)/i.test(after)) return 'percent';
  if (/^:00\b|^ ?(?:[ap]\.?m\b|o'clock)/i.test(after)) return 'clock';
  if (form !== 'fraction' && /^(?:st|nd|rd|th)\b/i.test(after)) return 'ordinal';
  if (/^:\d/.test(after) || /\d:$/.test(before)) return 'ratio';
  if (money) return 'money';
  if (/^[ -]?cents?\b/i.test(after)) return 'cents';
  if (form === 'fraction' || form === 'factor') return form;
  return 'plain';
}

/** Imported problems are in English. */
export const ENGLISH = new Tongue([english]);

/** Content words of a stretch of text, without numbers and what tells none of them apart. */
export function wordsOf(text: string): ReadonlySet<string> {
  const known = WORDS.get(text);
  if (known) return known;
  const words = new Set(
    features(text, ENGLISH).filter((word) => !/^\d/.test(word) && !COMMON.has(word)),
  );
  if (WORDS.size >= MOST_WORDS) WORDS.clear();
  WORDS.set(text, words);
  return words;
}

/** The numbers of a line all look at the same words. */
const WORDS = new Map<string, ReadonlySet<string>>();
const MOST_WORDS = 1000;

/** Features that stand beside any number. */
const COMMON = new Set(['#total', '#count', '#each', '#money', '#time', 'calculat', 'find']);
