import type { Fraction } from '../math/fraction.ts';
import { stem } from '../reading/words.ts';
import type { Place } from './text/number-places.ts';

/**
 * Whether two other numbers, for which `counts` holds, may give this one: as a sum or a difference of
 * like things, as a product of things and a number of times, or as a part. Small numbers that come
 * out by chance are let pass.
 */
export function follows(
  place: Place,
  others: readonly Place[],
  counts: (a: Place, b: Place) => boolean,
): boolean {
  const real = others.filter(({ value }) => !value.equals(1));
  return real.some((a, i) =>
    real.slice(i + 1).some(
      (b) =>
        counts(a, b) &&
        [
          [place, a, b],
          [a, place, b],
          [b, place, a],
        ].some(([whole, x, y]) => whole && x && y && isWhole(whole, x, y)),
    ),
  );
}

const THING = 'thing';

/** Measures that no number of things adds to. */
const MEASURES = new Set(
  'minutes hours seconds days weeks months years miles feet inches yards meters pounds ounces grams kilograms liters cups dollars cents gallons times'
    .split(' ')
    .map(stem),
);

/** What an amount may be added to: others of its measure, or other things. */
function measureOf(unit: string): string {
  const own = stem(unit);
  return MEASURES.has(own) ? own : THING;
}

/** Whether the first is the sum or the product of the others, as far as their kinds allow. */
function isWhole(whole: Place, a: Place, b: Place): boolean {
  if (a.value.add(b.value).equals(whole.value)) {
    const sorts = new Set([whole, a, b].map(({ unit }) => measureOf(unit)));
    return whole.kind === a.kind && a.kind === b.kind && sorts.size === 1;
  }
  if (!a.value.mul(b.value).equals(whole.value)) return false;
  const kinds = [a, b]
    .map(({ kind }) => kind)
    .sort()
    .join();
  if (whole.kind === 'plain')
    return (kinds === 'plain,plain' && whole.value.compare(12) > 0) || kinds === 'fraction,plain';
  return (
    whole.kind === 'money' &&
    (kinds === 'money,plain' || kinds === 'fraction,money') &&
    whole.value.compare(12) > 0
  );
}

/**
 * Whether a number that the solution does not use may be what this one makes with others. Of "12
 * pens: 3 red, 5 blue, 4 green" the 4 is what is left. Measures may be taken away too:
 * of "10 litres and 15 litres, of which 1 is spilt; 24 remain" the 15 follows.
 */
export function balances(
  place: Place,
  others: readonly Place[],
  isUnused: (place: Place) => boolean,
): boolean {
  if (place.kind !== 'plain' && place.kind !== 'money') return false;
  const measure = measureOf(place.unit);
  const alike = others.filter(
    (other) => other.kind === place.kind && measureOf(other.unit) === measure,
  );
  return alike.filter(isUnused).some((whole) => {
    const parts = alike.filter((other) => other !== whole).slice(0, MOST_PARTS);
    const signs = measure === THING && place.kind === 'plain' ? [-1] : [-1, 1];
    return sums(whole.value, parts, signs, MOST_TERMS).some((sum) => sum.abs().equals(place.value));
  });
}

/** Numbers in a sum or difference that a reader works out; more come out by chance. */
const MOST_TERMS = 3;
const MOST_PARTS = 8;

/** A value with up to so many others added or taken away. */
function sums(
  value: Fraction,
  [first, ...rest]: readonly Place[],
  signs: readonly number[],
  terms: number,
): Fraction[] {
  if (!first || terms === 0) return [value];
  const more = signs.map((sign) => value.add(first.value.mul(sign)));
  return [
    ...sums(value, rest, signs, terms),
    ...more.flatMap((sum) => sums(sum, rest, signs, terms - 1)),
  ];
}
