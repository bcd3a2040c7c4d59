import { type Fraction, fraction } from '../math/fraction.ts';
import type { Span } from '../problem/problem.ts';
import { LANGUAGES, own } from './language.ts';

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
 * the time is linear in the length of the text.
 */
export function numbers(text: string): NumberInText[] {
  return [...numerals(text), ...words(text)].sort((a, b) => a.span[0] - b.span[0]);
}

const GROUPED = String.raw`[1-9]\d{0,2}(?<sep>,|\{,\}|\\,|[\u00a0\u202f\u2009' ])\d{3}(?:\k<sep>\d{3}){0,12}(?!\d)(?:\.\d{1,19}(?!\d))?`;
const DOTTED = String.raw`[1-9]\d{0,2}(?:\.\d{3}){1,12},\d{1,19}(?!\d)|[1-9]\d{0,2}(?:\.\d{3}){2,12}(?![\d.])`;
const PLAIN = String.raw`\d+(?:[.,]\d+)?`;
const FRAC = String.raw`\\[dt]?frac\s?(?:\{\s?(?<top>\d{1,40})\s?\}\s?\{\s?(?<bottom>\d{1,40})\s?\}|(?<top1>\d)(?<bottom1>\d))`;
const VULGAR: Readonly<Record<string, string>> = {
  '½': '1/2',
  '⅓': '1/3',
  '⅔': '2/3',
  '¼': '1/4',
  '¾': '3/4',
  '⅕': '1/5',
  '⅛': '1/8',
};

function* numerals(text: string): Generator<NumberInText> {
  const scan = new RegExp(
    `(?<frac>${FRAC})|(?<grouped>${GROUPED})|(?<dotted>${DOTTED})|(?<plain>${PLAIN})|(?<vulgar>[½⅓⅔¼¾⅕⅛])`,
    'g',
  );
  for (let match = scan.exec(text); match; match = scan.exec(text)) {
    const groups = match.groups ?? {};
    const start = match.index;
    let end = scan.lastIndex;
    let value: Fraction | null;
    if (groups.frac !== undefined) {
      value = quotient(groups.top ?? groups.top1 ?? '', groups.bottom ?? groups.bottom1 ?? '');
    } else if (groups.vulgar !== undefined) {
      value = fraction(VULGAR[groups.vulgar] ?? '0');
    } else if (groups.grouped !== undefined) {
      value = exact(groups.grouped.replace(/[^\d.]/g, ''));
    } else if (groups.dotted !== undefined) {
      value = exact(groups.dotted.replaceAll('.', '').replace(',', '.'));
    } else {
      const numeral = plain(text, start, groups.plain ?? '');
      end = start + numeral.length;
      value = exact(numeral.replace(',', '.'));
      const over = /^\/(\d{1,40})(?![\d/.,]\d|\d)/.exec(text.slice(end, end + 50));
      if (over?.[1] && /^\d+$/.test(numeral) && text[start - 1] !== '/') {
        const divided = quotient(numeral, over[1]);
        if (divided) [value, end] = [divided, end + over[0].length];
      }
      const mixed = mixedPart(text, end, numeral);
      if (value && mixed) [value, end] = [value.add(mixed.value), end + mixed.length];
    }
    scan.lastIndex = end;
    if (value === null || isExponentOrIndex(text, start, end)) continue;
    const negative = hasSign(text, start);
    yield {
      value: negative ? value.neg() : value,
      span: [negative ? start - 1 : start, end],
      form: 'digits',
    };
  }
}

/** Of "12,5" and "2,3,6" the part that is one numeral: a comma is a decimal one only where alone. */
function plain(text: string, start: number, found: string): string {
  const comma = found.indexOf(',');
  if (comma < 0) return found;
  const end = start + found.length;
  const inList = text[start - 1] === ',' || (text[end] === ',' && /\d/.test(text[end + 1] ?? ''));
  return inList || (text[end] === '.' && /\d/.test(text[end + 1] ?? ''))
    ? found.slice(0, comma)
    : found;
}

/** The fraction of a mixed number: "1 1/2", "1½", "1\frac{1}{2}". */
function mixedPart(
  text: string,
  at: number,
  numeral: string,
): { value: Fraction; length: number } | null {
  if (!/^\d{1,6}$/.test(numeral)) return null;
  const rest = text.slice(at, at + 40);
  const match = /^(?: (\d{1,3})\/(\d{1,3})(?![\d/])|\\[dt]?frac\{(\d{1,3})\}\{(\d{1,3})\})/.exec(
    rest,
  );
  if (match) {
    const part = quotient(match[1] ?? match[3] ?? '', match[2] ?? match[4] ?? '');
    return part && part.compare(1) < 0 ? { value: part, length: match[0].length } : null;
  }
  const vulgar = VULGAR[rest[0] ?? ''];
  return vulgar ? { value: fraction(vulgar), length: 1 } : null;
}

function exact(numeral: string): Fraction | null {
  const [whole = '', decimals = ''] = numeral.split('.');
  if (whole.length > LONGEST_INTEGER || decimals.length > LONGEST_DECIMALS) return null;
  return fraction(numeral);
}

function quotient(top: string, bottom: string): Fraction | null {
  if (top.length > LONGEST_INTEGER || !/[1-9]/.test(bottom)) return null;
  return fraction(`${top}/${bottom}`);
}

/** Letters right before a number that leave it one: LaTeX commands and currencies. */
const PREFIX = /(?:\\[A-Za-z]{1,15}|(?:^|[^A-Za-z])(?:USD|EUR|CHF|GBP|US|Rs|x))$/;

/** Part of a power ("2^8", "2**8"), an index ("x_2", "H2O"), a time of day or a ratio ("16:30"). */
function isExponentOrIndex(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 20), start);
  if (/(?:[\^_]\{?|\d\*\*)-?$/.test(before) || text[end] === '^') return true;
  if (/[A-Za-z]$/.test(before) && !PREFIX.test(before)) return true;
  return /\d:$/.test(before) || /^:\d/.test(text.slice(end, end + 2));
}

/** A minus right before the digits, and nothing before it from which it could subtract. */
function hasSign(text: string, start: number): boolean {
  if (!/[-−–]/.test(text[start - 1] ?? '')) return false;
  const before = text.slice(Math.max(0, start - 4), start - 1).trimEnd();
  return before === '' || !/[\p{L}\p{N})\]}%°$²³*]$/u.test(before);
}

function* words(text: string): Generator<NumberInText> {
  for (const language of LANGUAGES) {
    let total = fraction(0);
    let part: Fraction | null = null;
    let span: Span | null = null;
    const scan = /\p{L}{1,20}/gu;
    for (let match = scan.exec(text); match; match = scan.exec(text)) {
      const word = match[0].toLowerCase();
      const small = own(language.numberWords, word);
      const times = own(language.multipliers, word);
      const joined = span !== null && /^(?:[ -]|,? and )$/.test(text.slice(span[1], match.index));
      if (word === 'and') continue;
      if (span !== null && (!joined || (small === undefined && times === undefined))) {
        yield { value: total.add(part ?? 0), span, form: 'word' };
        [total, part, span] = [fraction(0), null, null];
      }
      if (
        small === undefined &&
        (times === undefined ||
          (part === null &&
            span === null &&
            !/^(?:a|an) $/i.test(text.slice(Math.max(0, match.index - 2), match.index))))
      )
        continue;
      const value: Fraction = fraction(small ?? times ?? '0');
      if (small !== undefined) {
        if (part && !mayFollow(part, value)) {
          yield {
            value: total.add(part),
            span: span ?? [match.index, scan.lastIndex],
            form: 'word',
          };
          [total, part, span] = [fraction(0), null, null];
        }
        part = (part ?? fraction(0)).add(value);
      } else if (value.compare(1000) >= 0) {
        total = total.add((part ?? fraction(1)).mul(value));
        part = null;
      } else part = (part ?? fraction(1)).mul(value);
      span = [span?.[0] ?? match.index, scan.lastIndex];
    }
    if (span !== null) yield { value: total.add(part ?? 0), span, form: 'word' };
  }
}

/** "ninety" + "five", "two hundred" + "twelve", "one and" + "half"; not "two" + "three". */
function mayFollow(before: Fraction, next: Fraction): boolean {
  if (next.compare(1) < 0) return before.d === 1n;
  if (before.d !== 1n) return false;
  return before.n % 100n === 0n
    ? next.compare(100) < 0
    : before.n % 10n === 0n && next.compare(10) < 0;
}
