import { type Fraction, fraction } from '../math/fraction.ts';
import { stem } from '../reading/words.ts';
import { isCommon, isConverted } from './common-facts.ts';
import { balances, follows } from './follows.ts';
import type { Place } from './text/number-places.ts';
import { type Expression, leavesOf } from './worked/arithmetic.ts';
import type { Computation } from './worked/computation.ts';
import { listLengths, ordinalThings } from './worked/enumerations.ts';

/**
 * Why a reader who is not told a number may know it all the same; undefined where he cannot. `used`:
 * the numbers of the text that the solution uses.
 */
export function whyImplied(
  text: string,
  place: Place,
  others: readonly Place[],
  used: ReadonlySet<number>,
  computation: Computation,
): string | undefined {
  const { value, kind } = place;
  const counts = kind === 'plain' && value.d === 1n;
  if (kind === 'plain' && (value.compare(1) <= 0 || (value.equals(2) && PAIRED.test(text)))) {
    return 'so small a number may be said otherwise';
  }
  if (isCommon(place, text) || REAL.test(text)) return 'every reader knows it';
  if (counts && value.compare(2) > 0 && listLengths(text).has(Number(value.n))) {
    return 'the text lists as many';
  }
  if (counts && value.compare(2) > 0 && isCounted(place, text)) return 'the text counts as far';
  const unused = (other: Place) => !used.has(other.index) && other.value.compare(3) > 0;
  if (follows(place, others, (a, b) => unused(a) || unused(b))) {
    return 'it may follow from numbers that the solution does not use';
  }
  if (balances(place, others, (other) => !used.has(other.index) && other.value.compare(3) > 0)) {
    return 'it may follow from numbers that the solution does not use';
  }
  if (counts && others.some((other) => !used.has(other.index) && isSameCount(text, place, other))) {
    return 'the text counts the same things otherwise';
  }
  if (countsTerms(place, computation)) return 'the things that it counts are all told';
  if (others.some((other) => isConverted(place, other))) return 'another unit says it';
  return isRest(place, others) ? 'the other parts leave it' : undefined;
}

/** "For 7 months, and the rest in the eighth month". */
function isCounted({ value, unit }: Place, text: string): boolean {
  return ordinalThings(text).some(
    ({ rank, thing }) =>
      stem(thing) === stem(unit) && (value.equals(rank) || value.add(1).equals(rank)),
  );
}

/** "Nine sheds … the eleven sheds". */
function isSameCount(text: string, { unit }: Place, other: Place): boolean {
  const before = text.slice(Math.max(0, other.span[0] - 12), other.span[0]);
  return (
    unit !== '' && stem(unit) === stem(other.unit) && /\b(?:the|these|those|all) $/i.test(before)
  );
}

/** What the text says of these can be looked up. */
const REAL =
  /\b(?:number of (?:states|continents|planets)|(?:states|continents|planets) in the (?:USA?|world))\b/i;

/** Words that say two without a number. */
const PAIRED = /\b(?:both|pairs?|couple|twins?|each other|either|neither|former|latter)\b/i;

/** "The average of the three": as many as the solution adds up. */
function countsTerms(
  { index, value }: Place,
  { calculations, links, steps }: Computation,
): boolean {
  return steps.some((step) => {
    const expression = calculations[step]?.expression;
    if (expression?.kind !== 'operation' || expression.operator !== '/') return false;
    const { left, right } = expression;
    const divisor = right.kind === 'leaf' ? links[step]?.get(right.index)?.source : undefined;
    if (divisor?.from !== 'place' || divisor.place.index !== index) return false;
    const source = left.kind === 'leaf' ? links[step]?.get(left.index)?.source : undefined;
    const sum = source?.from === 'step' ? calculations[source.step]?.expression : left;
    return sum !== undefined && value.equals(termsOf(sum));
  });
}

function termsOf(expression: Expression): number {
  return expression.kind === 'operation' && expression.operator === '+'
    ? termsOf(expression.left) + termsOf(expression.right)
    : 1;
}

/** A part of a whole whose other parts are said: 3/4 where the rest is 1/4, 40% beside 60%. */
function isRest(place: Place, others: readonly Place[]): boolean {
  const part = partOf(place);
  if (!part) return false;
  const parts = others.flatMap((other) => partOf(other) ?? []);
  const sums = [
    ...parts,
    ...parts.flatMap((a, i) => parts.slice(i + 1).map((b) => a.add(b))),
    parts.reduce((sum, each) => sum.add(each), fraction(0)),
  ];
  return sums.some((sum) => sum.add(part).equals(1));
}

function partOf({ kind, value }: Place): Fraction | undefined {
  if (kind === 'percent') return value.div(100);
  return kind === 'fraction' ? value : undefined;
}

/** Numbers of the calculations that the text states without being told where. */
export function statedBySteps({ links, steps, calculations }: Computation): Fraction[] {
  return steps.flatMap((step) =>
    leavesOf(calculations[step]?.expression ?? NOTHING)
      .filter(({ index }) => {
        const source = links[step]?.get(index)?.source;
        return source?.from === 'text' || (source?.from === 'place' && source.loose);
      })
      .map(({ value }) => value),
  );
}

const NOTHING: Expression = { kind: 'leaf', index: 0, value: fraction(0) };
