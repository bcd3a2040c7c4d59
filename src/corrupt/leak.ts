import type { Fraction } from '../math/fraction.ts';
import { fraction } from '../math/fraction.ts';
import { canonicalUnit, type Measure, measureOf } from '../problem/measures.ts';
import type { Premise, Quantity } from '../problem/problem.ts';
import type { Item } from './item.ts';
import { statedAmounts, statedNumbers, statedRatios } from './stated-numbers.ts';

/** The intact problem: what the removed premise gave. */
interface Intact {
  readonly premises: ReadonlyArray<Pick<Premise, 'id' | 'gives'>>;
  readonly quantities: readonly Quantity[];
  readonly world: Item['world'];
}

/**
 * The removed value, where the text still states it: in digits, in words, derived ("half of 40", "5 more
 * than 10"), as a share ("half" for 50 percent), a multiple ("twice" for 2 times) or in another unit
 * ("90 minutes" for 1.5 hours).
 */
export function leak(
  { text, change }: Pick<Item, 'text' | 'change'>,
  { premises, quantities, world }: Intact,
): string | undefined {
  if (change.kind !== 'gap') return undefined;
  const given = premises.find(({ id }) => id === change.premise)?.gives;
  const value = given ? world[given] : undefined;
  if (value === undefined) return undefined;
  const removed = fraction(value);
  const unit = quantities.find(({ id }) => id === given)?.unit ?? '';
  return isStated(text, removed, unit)
    ? `the removed value ${value} of ${given} still stands in the text`
    : undefined;
}

function isStated(text: string, removed: Fraction, unit: string): boolean {
  const numbers = statedNumbers(text);
  if (numbers.some((number) => number.equals(removed))) return true;
  const name = canonicalUnit(unit);
  if (name === 'percent') return numbers.some((number) => number.mul(100).equals(removed));
  if (name === '' || name === 'time')
    return statedRatios(text).some((ratio) => ratio.equals(removed));
  const measure = measureOf(unit);
  return measure !== undefined && inOtherUnit(text, removed, measure);
}

function inOtherUnit(text: string, removed: Fraction, { system, factor }: Measure): boolean {
  const least = removed.mul(factor);
  return statedAmounts(text).some(({ value, unit }) => {
    const other = measureOf(unit);
    return other?.system === system && value.mul(other.factor).equals(least);
  });
}
