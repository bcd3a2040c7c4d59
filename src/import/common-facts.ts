import { stem } from '../reading/words.ts';
import type { Place } from './text/number-places.ts';

/** "24 hours" where a day is spoken of, "7 days" where a week is: what every reader knows. */
export function isCommon(place: Place, text: string): boolean {
  return commonFacts(place, text).length > 0 || isDozen(place, text);
}

/** "A dozen" where dozens are spoken of elsewhere too. */
function isDozen({ value, span }: Place, text: string): boolean {
  const rest = text.slice(0, span[0]) + text.slice(span[1]);
  return value.equals(12) && /\bdozen/i.test(text.slice(...span)) && /\bdozen/i.test(rest);
}

/** Whether it says but what a word means: 7 days in a week, 180 degrees in a triangle. */
export function isDefinition(place: Place, text: string): boolean {
  return commonFacts(place, text).some(({ definition }) => definition);
}

function commonFacts({ value, unit }: Place, text: string) {
  if (value.d !== 1n) return [];
  return (COMMON.get(stem(unit)) ?? []).filter(
    ({ count, of }) => BigInt(count) === value.n && of.test(text),
  );
}

/** Facts that hold always, not of most things or by custom. */
const DEFINITIONS = new Set(
  '24 hours,7 days,60 minutes,60 seconds,12 months,12 inches,3 feet,16 ounces,100 cents,180 degrees,360 degrees'.split(
    ',',
  ),
);

interface Fact {
  readonly count: number;
  /** Its stem. */
  readonly unit: string;
  readonly of: RegExp;
  readonly definition: boolean;
}

const FACTS: readonly Fact[] = [
  [24, 'hours', /\bda(?:y|ily)/i],
  [7, 'days', /\bweek/i],
  [5, 'days', /\bweek|monday|friday|school/i],
  [28, 'days', /\bfebruary/i],
  [29, 'days', /\bfebruary/i],
  [30, 'days', /\bmonth|april|june|september|november/i],
  [31, 'days', /\bmonth|january|march|may|july|august|october|december/i],
  [365, 'days', /\byear|\bannual/i],
  [60, 'minutes', /\bhour/i],
  [60, 'seconds', /\bminute/i],
  [12, 'months', /\byear|\bannual/i],
  [52, 'weeks', /\byear|\bannual/i],
  [4, 'weeks', /\bmonth/i],
  [12, 'inches', /\bfeet|\bfoot/i],
  [3, 'feet', /\byard/i],
  [16, 'ounces', /\bpound/i],
  [16, 'cups', /\bgallon/i],
  [4, 'quarts', /\bgallon/i],
  [100, 'cents', /\bdollar|\$/i],
  [100, 'percent', /./],
  [90, 'degrees', /\bangle|\bcorner/i],
  [180, 'degrees', /\bangle|\btriangle/i],
  [360, 'degrees', /\bangle|\bcircle|\bturn/i],
  [26, 'letters', /./],
  [50, 'states', /./],
  [4, 'legs', /./],
  [6, 'legs', /./],
  [8, 'legs', /./],
  [2, 'legs', /./],
  [4, 'wheels', /./],
  [3, 'wheels', /./],
  [2, 'wheels', /./],
  [4, 'sides', /\bsquare|\brectang/i],
  [3, 'sides', /\btriangle/i],
  [6, 'sides', /\bdi[ce]e?\b/i],
  [10, 'fingers', /./],
  [10, 'toes', /./],
  [4, 'seasons', /./],
  [4, 'quarters', /\byear|\bdollar/i],
  [12, 'eggs', /\bdozen/i],
].map(([count, unit, of]) => ({
  count: Number(count),
  unit: stem(String(unit)),
  of: of instanceof RegExp ? of : /./,
  definition: DEFINITIONS.has(`${count} ${unit}`),
}));

/** By their units. */
const COMMON: ReadonlyMap<string, readonly Fact[]> = new Map(
  FACTS.map(({ unit }) => [unit, FACTS.filter((fact) => fact.unit === unit)]),
);

/** Units and how many of the smaller one the larger has. */
const CONVERSIONS: ReadonlyArray<readonly [string, string, number]> = (
  [
    ['days', 'weeks', 7],
    ['months', 'years', 12],
    ['weeks', 'months', 4],
    ['weeks', 'years', 52],
    ['days', 'months', 30],
    ['days', 'years', 365],
    ['years', 'decades', 10],
    ['hours', 'days', 24],
    ['minutes', 'hours', 60],
    ['seconds', 'minutes', 60],
    ['inches', 'feet', 12],
    ['feet', 'yards', 3],
    ['ounces', 'pounds', 16],
    ['quarts', 'gallons', 4],
    ['cents', 'dollars', 100],
  ] as const
).map(([a, b, many]) => [stem(a), stem(b), many]);

/** "14 days" where the text also says "two weeks". */
export function isConverted(place: Place, other: Place): boolean {
  const [unit, its] = [place, other].map(({ unit, kind }) =>
    stem(kind === 'money' ? 'dollars' : kind === 'cents' ? 'cents' : unit),
  );
  return CONVERSIONS.some(
    ([low, high, many]) =>
      (unit === low && its === high && other.value.mul(many).equals(place.value)) ||
      (unit === high && its === low && place.value.mul(many).equals(other.value)),
  );
}
