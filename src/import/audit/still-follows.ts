import { type Fraction, fraction } from '../../math/fraction.ts';
import { stem } from '../../reading/words.ts';
import { isDefinition } from '../common-facts.ts';
import type { Place } from '../text/number-places.ts';

/** Why a number is still known. */
export interface StillKnown {
  readonly why: string;
  readonly detail: string;
}

/**
 * Why a number that was taken out of a text plainly follows from what is left: it stands there again,
 * of the same things; it says but what a word means; it is the one part that the other parts leave.
 * Undefined where it does not, or not plainly.
 */
export function stillFollows(
  place: Place,
  left: readonly Place[],
  text: string,
): StillKnown | undefined {
  if (isDefinition(place, text))
    return { why: 'every reader knows what was taken out', detail: place.text };
  const again = left.find((other) => isAgain(other, place));
  if (again) return { why: 'what was taken out stands there again', detail: around(text, again) };
  const parts = left.filter(({ kind }) => kind === place.kind);
  if (place.kind === 'percent' && isRest(place.value, parts, fraction(100))) {
    return { why: 'the other parts leave what was taken out', detail: said(parts) };
  }
  return undefined;
}

/** The same number of the same things: "5 red baskets", "all 5 red baskets". Two words must agree. */
export function isAgain(other: Place, place: Place): boolean {
  return (
    other.value.equals(place.value) &&
    other.kind === place.kind &&
    place.unit !== '' &&
    place.next !== '' &&
    stem(other.unit) === stem(place.unit) &&
    stem(other.next) === stem(place.next)
  );
}

function isRest(value: Fraction, parts: readonly Place[], whole: Fraction): boolean {
  const sum = parts.reduce((total, part) => total.add(part.value), value);
  return parts.length > 0 && sum.equals(whole);
}

function around(text: string, { span }: Place): string {
  return text.slice(Math.max(0, span[0] - 30), span[1] + 30).trim();
}

function said(places: readonly Place[]): string {
  return places.map(({ text }) => text).join(', ');
}
