import { type Fraction, fraction } from '../math/fraction.ts';
import type { Span } from '../problem/problem.ts';

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 };
const NUMERAL = '[零〇一二两三四五六七八九十百千万]{1,12}';
/** "三分之一", "百分之十二", "四十四", "三点五"; a lone 一 is an article more often than a number. */
const NUMBER = new RegExp(
  `(?:(${NUMERAL})分之(${NUMERAL}))|(${NUMERAL})(?:点([零〇一二三四五六七八九]{1,9}))?|(一半)`,
  'g',
);

/** The numbers that stand in Chinese numerals in a text. */
export function chineseNumbers(text: string): Array<{ value: Fraction; span: Span }> {
  const found: Array<{ value: Fraction; span: Span }> = [];
  for (const match of text.matchAll(NUMBER)) {
    const [all, bottom, top, whole, decimals] = match;
    const span: Span = [match.index, match.index + all.length];
    const value = bottom && top ? partOf(bottom, top) : whole ? wholeOf(whole, decimals) : null;
    if (value !== null && all !== '一') found.push({ value, span });
  }
  return found;
}

/** A percentage is its figure. */
function partOf(bottom: string, top: string): Fraction | null {
  const [below, above] = [integer(bottom), integer(top)];
  if (below === null || above === null || below === 0) return null;
  return below === 100 ? fraction(above) : fraction(`${above}/${below}`);
}

function wholeOf(whole: string, decimals: string | undefined): Fraction | null {
  const value = integer(whole);
  if (value === null) return null;
  if (decimals === undefined) return fraction(value);
  return fraction(`${value}.${[...decimals].map((digit) => DIGITS[digit] ?? 0).join('')}`);
}

/** null where the characters make no numeral: "二三" is "two or three". */
function integer(numeral: string): number | null {
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  for (const char of numeral) {
    const unit = UNITS[char];
    const value = DIGITS[char];
    if (value !== undefined) {
      if (digit !== null && digit !== 0) return null;
      digit = value;
    } else if (unit === 10_000) {
      total += (section + (digit ?? 0)) * unit;
      [section, digit] = [0, null];
    } else if (unit !== undefined) {
      section += (digit ?? 1) * unit;
      digit = null;
    }
  }
  return total + section + (digit ?? 0);
}
