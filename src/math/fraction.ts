import Fraction from 'fraction.js';
import { z } from 'zod';

export type { Fraction };

/** An exact rational as it stands in records: "5", "-7/3"; in lowest terms, denominator over 1. */
export const Rational = z.string().regex(/^-?\d{1,60}(\/\d{1,60})?$/, {
  error: 'expected an exact number such as "5" or "7/3"',
});
export type Rational = z.infer<typeof Rational>;

/**
 * Reads an exact number: "5", "-7/3", "2.50".
 * Throws a RangeError on anything else, or when it has over 60 digits: text from outside is bounded.
 */
export function fraction(value: string | number | bigint): Fraction {
  if (typeof value === 'bigint') return new Fraction(value, 1n);
  const text = String(value);
  const known = READ.get(text);
  if (known) return known;
  const exact = readExact(text);
  if (READ.size >= MOST_READ) READ.clear();
  READ.set(text, exact);
  return exact;
}

/** The same numbers stand in premises, worlds and domains: the last ones read are kept. They never change. */
const READ = new Map<string, Fraction>();
const MOST_READ = 4000;

function readExact(text: string): Fraction {
  const [, whole, sign, decimals, denominator] = NUMBER.exec(text) ?? [];
  const divisor = BigInt(denominator ?? 1);
  if (whole === undefined || divisor === 0n) {
    throw new RangeError(`not an exact number: ${text.slice(0, 40)}`);
  }
  // Going through whole numbers is several times faster than the library's own reading of text.
  if (decimals === undefined) return new Fraction(BigInt(whole), divisor);
  const digits = BigInt(`${whole.replace('-', '')}${decimals}`);
  return new Fraction(sign === '-' ? -digits : digits, 10n ** BigInt(decimals.length));
}

/** sum + a × b. Most coefficients are 1 or -1 and most sums begin at 0, and the library reduces every result anew. */
export function plusProduct(sum: Fraction, a: Fraction, b: Fraction): Fraction {
  if (!isUnit(a)) return plus(sum, product(a, b));
  if (a.s > 0n) return plus(sum, b);
  return plus(sum, negative(b));
}

/** a + b. */
export function plus(a: Fraction, b: Fraction): Fraction {
  if (a.n === 0n) return b;
  if (b.n === 0n) return a;
  return isWhole(a) && isWhole(b) ? whole(a.s * a.n + b.s * b.n) : a.add(b);
}

/** a × b. */
export function product(a: Fraction, b: Fraction): Fraction {
  if (isUnit(a)) return a.s < 0n ? negative(b) : b;
  if (isUnit(b)) return b.s < 0n ? negative(a) : a;
  return isWhole(a) && isWhole(b) ? whole(a.s * a.n * b.s * b.n) : a.mul(b);
}

/** -a. */
export function negative(a: Fraction): Fraction {
  return isWhole(a) ? whole(-a.s * a.n) : a.neg();
}

function isWhole({ d }: Fraction): boolean {
  return d === 1n;
}

/** Whole numbers need no reducing, and small ones come again and again: they are made once. */
function whole(value: bigint): Fraction {
  if (value <= -SMALL || value >= SMALL) return new Fraction(value, 1n);
  const place = Number(value + SMALL);
  const known = WHOLE[place];
  if (known) return known;
  const made = new Fraction(value, 1n);
  WHOLE[place] = made;
  return made;
}

const SMALL = 4096n;
const WHOLE: Array<Fraction | undefined> = new Array(2 * Number(SMALL));

/** 1 / a. Throws where that is no number. */
export function inverse(a: Fraction): Fraction {
  return isUnit(a) ? a : a.inverse();
}

function isUnit({ n, d }: Fraction): boolean {
  return n === 1n && d === 1n;
}

const NUMBER = /^((-?)\d{1,60})(?:\.(\d{1,60})|\/(\d{1,60}))?$/;

/** Whether the number still fits a record: at most 60 digits above and below the line. */
export function fitsRecord(value: Fraction): boolean {
  return value.n < TOO_LARGE && value.d < TOO_LARGE;
}

const TOO_LARGE = 10n ** 60n;

/** The canonical record form of a fraction: "5" or "-7/3". */
export function rational(value: Fraction): Rational {
  if (!isWhole(value)) return value.toFraction();
  return value.s < 0n ? `-${value.n}` : String(value.n);
}

/** The form for people: a terminating decimal is written as one ("2.5"), else "7/3". */
export function display(value: Fraction | Rational): string {
  const exact = typeof value === 'string' ? fraction(value) : value;
  const decimal = exact.toString();
  return decimal.includes('(') ? exact.toFraction() : decimal;
}
