import { z } from 'zod';
import { type Fraction, fraction, Rational } from './fraction.ts';
import { type Polynomial, parseEquation } from './polynomial.ts';

/** What values make sense for a quantity: multiples of `step` (any rational without it) in [min, max]. */
export const Domain = z.strictObject({ min: Rational, max: Rational, step: Rational.optional() });
export type Domain = z.infer<typeof Domain>;

export interface Equation {
  readonly id: string;
  readonly polynomial: Polynomial;
}

/** The mathematics of a problem: no text. Every symbol of every equation has a domain. */
export interface System {
  /** Stated by the text; an operator may take one away. */
  readonly premises: readonly Equation[];
  /** Supplied by every reader; always holds. */
  readonly background: readonly Equation[];
  readonly domains: ReadonlyMap<string, Domain>;
  readonly target: string;
}

export function equation(id: string, text: string): Equation {
  return { id, polynomial: parseEquation(text) };
}

export function inDomain(value: Fraction, domain: Domain): boolean {
  const { min, max, step } = boundsOf(domain);
  if (value.compare(min) < 0 || value.compare(max) > 0) return false;
  // Whether value / step is whole, without the division, which would be reduced first.
  return step === undefined || (value.n * step.d) % (value.d * step.n) === 0n;
}

export interface Bounds {
  readonly min: Fraction;
  readonly max: Fraction;
  readonly step: Fraction | undefined;
}

/** A domain's numbers, read once. Throws a RangeError where they are no numbers, or the step is 0. */
export function boundsOf(domain: Domain): Bounds {
  const known = BOUNDS.get(domain);
  if (known) return known;
  const step = domain.step === undefined ? undefined : fraction(domain.step).abs();
  if (step?.n === 0n) throw new RangeError('the step of a domain is not 0');
  const bounds = { min: fraction(domain.min), max: fraction(domain.max), step };
  BOUNDS.set(domain, bounds);
  return bounds;
}

const BOUNDS = new WeakMap<Domain, Bounds>();
