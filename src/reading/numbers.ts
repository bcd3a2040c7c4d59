import { type Fraction, fraction } from '../math/fraction.ts';
import type { Span } from '../problem/problem.ts';
import { numberWords } from './number-words.ts';
import { type Tongue, tongueOf } from './tongue.ts';

export interface NumberInText {
  readonly value: Fraction;
  readonly span: Span;
  readonly form: 'digits' | 'word';
}

/** Longer runs of digits are no number that a word problem has. */
const LONGEST_INTEGER = 40;
const LONGEST_DECIMALS = 19;

/**
 * The numbers that stand in a text, in order, as exact fractions: integers of at most 40 digits,
 * thousands separators, decimals, 3/4, 1 1/2, \frac{3}{4}, number words. A percentage is its
 * figure (25% is 25). Powers and indices ("9^9", "x_2", "H2O") are none. Nothing is evaluated;
 * the time is linear in the length of the text. `comma` says that decimals stand behind commas.
 */
export function numbers(
  text: string,
  tongue: Tongue = tongueOf(text),
  comma: boolean = decimalComma(text, tongue),
): NumberInText[] {
  const found = /[\d½⅓⅔¼¾⅕-⅞]/.test(text) ? numerals(text, comma) : [];
  for (const word of numberWords(text, tongue)) found.push({ ...word, form: 'word' });
  return found.sort((a, b) => a.span[0] - b.span[0]);
}

/**
 * Whether a text writes 1.234,5 for 1234.5: where its language does, unless its own numbers show
 * otherwise (a model often keeps the points of an English problem).
 */
export function decimalComma(text: string, tongue: Tongue): boolean {
  if (!tongue.decimalComma) return false;
  const sample = text.slice(0, 4_000);
  const commas = sample.match(/\d,\d{1,2}(?![\d,])/g)?.length ?? 0;
  const points = sample.match(/\d\.\d{1,2}(?![\d.])/g)?.length ?? 0;
  return commas >= points;
}

const SEPARATOR = String.raw`\{,\}|\\,|\\ |[\u00a0\u202f\u2009'’ ]`;
const grouped = (mark: string, name: string) =>
  String.raw`[1-9]\d{0,2}(?<${name}>${mark})\d{3}(?:\k<${name}>\d{3}){0,12}(?!\d)`;
const POINT = [
  String.raw`(?<grouped>${grouped(`,|${SEPARATOR}`, 'a')}(?:\.\d{1,19}(?!\d))?)`,
  String.raw`(?<dotted>[1-9]\d{0,2}(?:\.\d{3}){1,12},\d{1,19}(?!\d)|[1-9]\d{0,2}(?:\.\d{3}){2,12}(?![\d.]))`,
].join('|');
const COMMA = [
  String.raw`(?<dotted>[1-9]\d{0,2}(?:\.\d{3}){1,12}(?![\d.])(?:,\d{1,19}(?!\d))?)`,
  String.raw`(?<grouped>[1-9]\d{0,2},000(?![\d,])|${grouped(',', 'a')}\.\d{1,19}(?!\d)|${grouped(SEPARATOR, 'b')}(?:,\d{1,19}(?!\d))?)`,
].join('|');
const FRAC = String.raw`\\[dt]?frac\s?(?:\{\s?(?<top>\d{1,40})\s?\}\s?\{\s?(?<bottom>\d{1,40})\s?\}|(?<top1>\d)(?<bottom1>\d))`;
const PLAIN = String.raw`\d+(?:[.,]\d+)?|\.\d{1,19}(?![\d.])`;
const VULGAR: Readonly<Record<string, string>> = {
  '½': '1/2',
  '⅓': '1/3',
  '⅔': '2/3',
  '¼': '1/4',
  '¾': '3/4',
  '⅕': '1/5',
  '⅖': '2/5',
  '⅗': '3/5',
  '⅘': '4/5',
  '⅙': '1/6',
  '⅚': '5/6',
  '⅛': '1/8',
  '⅜': '3/8',
  '⅝': '5/8',
  '⅞': '7/8',
};
const VULGARS = Object.keys(VULGAR).join('');

const SCANS = [POINT, COMMA].map(
  (separated) =>
    new RegExp(`(?<frac>${FRAC})|${separated}|(?<plain>${PLAIN})|(?<vulgar>[${VULGARS}])`, 'g'),
);

function numerals(text: string, comma: boolean): NumberInText[] {
  const scan = SCANS[comma ? 1 : 0];
  const found: NumberInText[] = [];
  if (!scan) return found;
  scan.lastIndex = 0;
  for (let match = scan.exec(text); match; match = scan.exec(text)) {
    const start = match.index;
    const read = numeral(text, start, match);
    scan.lastIndex = read.end;
    if (read.value === null || isExponentOrIndex(text, start, read.end)) continue;
    const negative = hasSign(text, start);
    found.push({
      value: negative ? read.value.neg() : read.value,
      span: [negative ? start - 1 : start, read.end],
      form: 'digits',
    });
  }
  return found;
}

/** The number that a match begins, and where it ends. */
function numeral(
  text: string,
  start: number,
  { 0: found, groups = {} }: RegExpExecArray,
): { value: Fraction | null; end: number } {
  const end = start + found.length;
  if (groups.frac !== undefined) {
    const value = quotient(groups.top ?? groups.top1 ?? '', groups.bottom ?? groups.bottom1 ?? '');
    return { value, end };
  }
  if (groups.vulgar !== undefined) return { value: fraction(VULGAR[groups.vulgar] ?? '0'), end };
  if (groups.dotted !== undefined) {
    return { value: exact(groups.dotted.replaceAll('.', '').replace(',', '.')), end };
  }
  if (groups.grouped !== undefined) return { value: exact(ungrouped(groups.grouped)), end };
  return plain(text, start, found);
}

/** The digits of "1,234.5" or "1 234,5": the last mark before one or two or no digits is decimal. */
function ungrouped(numeral: string): string {
  const decimal = /[.,](\d{1,2}|\d{4,19})$|\.(\d{3})$/.exec(numeral);
  const whole = decimal ? numeral.slice(0, decimal.index) : numeral;
  const decimals = decimal?.[1] ?? decimal?.[2];
  return whole.replace(/\D/g, '') + (decimals === undefined ? '' : `.${decimals}`);
}

/** "12,5", "3/4", "1 1/2": a comma is a decimal one only where it stands alone. */
function plain(
  text: string,
  start: number,
  found: string,
): { value: Fraction | null; end: number } {
  const numeral = withoutListComma(text, start, found);
  const end = start + numeral.length;
  const value = exact(numeral.replace(',', '.'));
  const rest = text.slice(end, end + 50);
  const over = /^\s?\/\s?(\d{1,40})(?![\d/.,]\d|\d)/.exec(rest);
  if (over?.[1] && /^\d+$/.test(numeral) && text[start - 1] !== '/') {
    const divided = quotient(numeral, over[1]);
    if (divided && over[0].length === over[1].length + 1) {
      return { value: divided, end: end + over[0].length };
    }
  }
  const mixed = mixedPart(rest, numeral);
  return value && mixed
    ? { value: value.add(mixed.value), end: end + mixed.length }
    : { value, end };
}

function withoutListComma(text: string, start: number, found: string): string {
  const comma = found.indexOf(',');
  if (comma < 0) return found;
  const end = start + found.length;
  const inList = text[start - 1] === ',' || (text[end] === ',' && /\d/.test(text[end + 1] ?? ''));
  return inList || (text[end] === '.' && /\d/.test(text[end + 1] ?? ''))
    ? found.slice(0, comma)
    : found;
}

/** The fraction of a mixed number: "1 1/2", "1½", "1\frac{1}{2}". */
function mixedPart(rest: string, numeral: string): { value: Fraction; length: number } | null {
  if (!/^\d{1,6}$/.test(numeral)) return null;
  const match =
    /^(?: (?:and )?(\d{1,3})\/(\d{1,3})(?![\d/])|\s?\\[dt]?frac\{(\d{1,3})\}\{(\d{1,3})\})/.exec(
      rest,
    );
  if (match) {
    const part = quotient(match[1] ?? match[3] ?? '', match[2] ?? match[4] ?? '');
    return part && part.compare(1) < 0 ? { value: part, length: match[0].length } : null;
  }
  const vulgar = /^ ?[^\w\s]/.exec(rest)?.[0] ?? '';
  const value = VULGAR[vulgar.trim()];
  return value ? { value: fraction(value), length: vulgar.length } : null;
}

function exact(numeral: string): Fraction | null {
  const [whole = '', decimals = ''] = numeral.split('.');
  if (whole.length > LONGEST_INTEGER || decimals.length > LONGEST_DECIMALS) return null;
  return fraction(whole === '' ? `0.${decimals}` : numeral);
}

function quotient(top: string, bottom: string): Fraction | null {
  if (top.length > LONGEST_INTEGER || !/[1-9]/.test(bottom)) return null;
  return fraction(`${top}/${bottom}`);
}

/** Letters right before a number that leave it one: LaTeX commands and currencies. */
const PREFIX = /(?:\\[A-Za-z]{1,15}|(?:^|[^A-Za-z])(?:USD|EUR|CHF|GBP|US|Rs|x))$/;

/** Part of a power ("2^8", "2**8"; "90^\\circ" is none), an index ("x_2", "H2O"), a time of day or a ratio ("16:30"). */
function isExponentOrIndex(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 20), start);
  if (/(?:[\^_]\{?|\d\*\*)-?$/.test(before)) return true;
  if (text[end] === '^' && !/^\^\s?\{?\s?\\circ/.test(text.slice(end, end + 10))) return true;
  if (/[A-Za-z]$/.test(before) && !PREFIX.test(before)) return true;
  return /\d:$/.test(before) || /^:\d/.test(text.slice(end, end + 2));
}

/** A minus right before the digits, and nothing before it from which it could subtract. */
function hasSign(text: string, start: number): boolean {
  if (!/[-−–]/.test(text[start - 1] ?? '')) return false;
  const before = text.slice(Math.max(0, start - 4), start - 1).trimEnd();
  return before === '' || !/[\p{L}\p{N})\]}%°$²³*]$/u.test(before);
}
