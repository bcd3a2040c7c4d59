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
  if (value.compare(fraction(domain.min)) < 0 || value.compare(fraction(domain.max)) > 0)
    return false;
  return domain.step === undefined || value.div(fraction(domain.step)).d === 1n;
}
