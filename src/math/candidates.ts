import { type Fraction, fraction } from './fraction.ts';
import type { Random } from './random.ts';
import { boundsOf, type Domain, inDomain } from './system.ts';

const BOUNDS = { near: 6, small: 4, random: 8, draw: 2 ** 31 - 1 };

const HALF = fraction('1/2');

/**
 * Values to try for a quantity: near the guide's value first (a proof with small natural differences
 * is one that people can follow), then small ones, then random ones. None twice, all in the domain.
 */
export function* candidates(
  domain: Domain,
  guide: Fraction | undefined,
  random: Random,
): Generator<Fraction> {
  const seen = new Set<string>();
  for (const value of proposals(domain, guide, random)) {
    const key = value.toFraction();
    if (seen.has(key) || !inDomain(value, domain)) continue;
    seen.add(key);
    yield value;
  }
}

function* proposals(
  domain: Domain,
  guide: Fraction | undefined,
  random: Random,
): Generator<Fraction> {
  if (guide) {
    yield guide;
    for (const shift of shifts(domain)) yield guide.add(shift);
    yield guide.mul(2);
    yield guide.mul(HALF);
  }
  const first = firstOf(domain);
  const unit = unitOf(domain);
  for (let k = 1; k <= BOUNDS.small; k++) yield first.add(unit.mul(k));
  for (let k = 0; k < BOUNDS.random; k++) yield drawn(domain, random);
  // Last, for it is mostly 0, which makes products indifferent to their other factors.
  yield first;
}

/** +1, -1, +2, -2, … in natural units; in steps of the domain too, where those are finer. */
export function* shifts(domain: Domain): Generator<Fraction> {
  const unit = unitOf(domain);
  const step = boundsOf(domain).step ?? HALF;
  for (let k = 1; k <= BOUNDS.near; k++) {
    yield unit.mul(k);
    yield unit.mul(-k);
  }
  if (step.equals(unit)) return;
  yield step;
  yield step.neg();
}

/** 1 where the domain has it (money of step 0.01), else its step. */
function unitOf(domain: Domain): Fraction {
  const { step } = boundsOf(domain);
  return step === undefined || step.inverse().d === 1n ? fraction(1) : step;
}

/** The value of the domain that is nearest to 0 from above, or else its least. */
function firstOf(domain: Domain): Fraction {
  const least = leastOf(domain);
  return least.s < 0n && boundsOf(domain).max.s >= 0n ? fraction(0) : least;
}

function leastOf(domain: Domain): Fraction {
  const { min, step } = boundsOf(domain);
  return step === undefined ? min : min.div(step).ceil().mul(step);
}

/** A random value: one of the steps, or a whole number or quarter where there are none. */
function drawn(domain: Domain, random: Random): Fraction {
  const { max, step } = boundsOf(domain);
  const least = leastOf(domain);
  const grain = step ?? fraction(random.pick(['1', '1', '1/2', '1/4']));
  const steps = max.sub(least).div(grain).floor();
  if (steps.s < 0n) return least;
  const most = steps.n > BigInt(BOUNDS.draw) ? BOUNDS.draw : Number(steps.n);
  return least.add(grain.mul(random.int(0, most)));
}

/** How many values the domain has: fewer are cheaper to try. Infinity without step. */
export function sizeOf(domain: Domain): number {
  const { min, max, step } = boundsOf(domain);
  return step === undefined ? Number.POSITIVE_INFINITY : max.sub(min).div(step).valueOf();
}
