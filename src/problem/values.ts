import { display, type Fraction, fraction, rational } from '../math/fraction.ts';
import type { Random } from '../math/random.ts';
import { type Domain, inDomain } from '../math/system.ts';
import type { Family, FamilyQuantity } from './family.ts';

/**
 * Named domains. `measure` has no step: a length or a duration may be any number, and a third of an
 * hour is one; `drawProblem` still prefers draws whose answer has two decimals at most.
 */
const DOMAINS = {
  count: { min: '1', max: '10000', step: '1' },
  money: { min: '1/100', max: '1000000', step: '1/100' },
  percent: { min: '1', max: '99', step: '1' },
  measure: { min: '1/100', max: '100000' },
} satisfies Record<string, Domain>;

export function domainOf(domain: FamilyQuantity['domain']): Domain {
  return typeof domain === 'string' ? DOMAINS[domain] : domain;
}

/** A value as a problem's text shows it: money that is not whole with two decimals ("2.50"). */
export function formatValue(value: Fraction, of: { unit: string; domain: Domain }): string {
  const money = of.domain.step === DOMAINS.money.step || /^(dollar|euro)s?\b/.test(of.unit);
  const hundredths = value.mul(100);
  if (!money || value.d === 1n || hundredths.d !== 1n || value.s < 0n) return display(value);
  const digits = String(hundredths.n).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Whether a value can be written with two decimals at most. */
export function isShort(value: Fraction): boolean {
  return value.mul(100).d === 1n;
}

export type Draw = Family['asides'][number]['draw'];

/** One value of a draw: of its list, or of its range (step 1; the last decimal for "0.5..3"). */
export function drawValue(draw: Draw, random: Random): Fraction {
  if (typeof draw !== 'string') return fraction(random.pick(draw));
  const { min, step, steps } = range(draw);
  return min.add(step.mul(random.int(0, steps)));
}

/** The least and the greatest value of a draw. Throws a RangeError on an empty range. */
export function drawBounds(draw: Draw): { min: Fraction; max: Fraction } {
  if (typeof draw === 'string') {
    const { min, step, steps } = range(draw);
    return { min, max: min.add(step.mul(steps)) };
  }
  const sorted = draw.map((value) => fraction(value)).sort((a, b) => a.compare(b));
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (!min || !max) throw new RangeError('an empty list to draw from');
  return { min, max };
}

/** Whether a draw can give this value. */
export function mayDraw(draw: Draw, value: Fraction): boolean {
  if (typeof draw !== 'string') return draw.some((each) => fraction(each).equals(value));
  const { min, step, steps } = range(draw);
  const place = value.sub(min).div(step);
  return place.d === 1n && place.s >= 0n && place.compare(steps) <= 0;
}

/** A value of the draw that the domain does not hold, if there is one. */
export function drawOutside(draw: Draw, domain: Domain): string | undefined {
  const { min, max } = drawBounds(draw);
  const probes =
    typeof draw === 'string' ? [min, min.add(range(draw).step), max] : draw.map(String);
  const outside = probes
    .map((probe) => (typeof probe === 'string' ? fraction(probe) : probe))
    .find((value) => value.compare(max) <= 0 && !inDomain(value, domain));
  return outside && rational(outside);
}

function range(draw: string): { min: Fraction; step: Fraction; steps: number } {
  const [bounds = '', given] = draw.split(' step ');
  const [low = '', high = ''] = bounds.split('..');
  const [min, max] = [fraction(low), fraction(high)];
  const decimals = Math.max(...[low, high].map((text) => text.split('.')[1]?.length ?? 0));
  const step = given ? fraction(given) : fraction(1).div(fraction(10n ** BigInt(decimals)));
  if (step.equals(0)) throw new RangeError('the step of a range is 0');
  const steps = Number(max.sub(min).div(step).floor().valueOf());
  if (steps < 0) throw new RangeError(`the range ${draw} is empty: its start is above its end`);
  if (steps > 2 ** 31 - 2) throw new RangeError(`the range ${draw} has too many values`);
  return { min, step, steps };
}
