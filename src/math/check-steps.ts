import type { Step } from './certificate.ts';
import { type Fraction, fraction, Rational, rational } from './fraction.ts';
import {
  add,
  constant,
  equal,
  type Polynomial,
  parseExpression,
  scale,
  substitute,
  subtract,
  symbolsOf,
  type Values,
} from './polynomial.ts';
import type { Equation, System } from './system.ts';

/** A number of a record; undefined for anything but one in lowest terms. */
export function readNumber(text: string): Fraction | undefined {
  if (!Rational.safeParse(text).success) return undefined;
  try {
    const value = fraction(text);
    return rational(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A step with what must vanish for it to hold: the sum of its equations - yields + value. */
interface Claim {
  readonly yields: string;
  readonly value: Fraction;
  readonly defect: Polynomial;
  readonly symbols: ReadonlySet<string>;
  /** The equations used, in the order of the system. */
  readonly used: readonly Equation[];
}

/**
 * Checks that the steps follow from the equations, one after the other, in the one form that is
 * allowed. Each yields a quantity; the last may yield the expression `of`.
 */
export function checkSteps(
  system: System,
  equations: readonly Equation[],
  steps: readonly Step[],
  of?: string,
): string[] {
  const claims: Claim[] = [];
  for (const [index, step] of steps.entries()) {
    const claim = readStep(system, equations, step, index === steps.length - 1 ? of : undefined);
    if (typeof claim === 'string') return [`step ${index + 1}: ${claim}`];
    if (claims.some(({ yields }) => yields === claim.yields)) {
      return [`step ${index + 1}: ${claim.yields} is found twice`];
    }
    claims.push(claim);
  }
  const known = new Map<string, Fraction>();
  for (const [index, claim] of claims.entries()) {
    const problem =
      (!vanishes(claim, known) && 'its equations do not come to what it says') ||
      equationProblem(claim, equations, known) ||
      orderProblem(claims, index, known) ||
      (index < claims.length - 1 && needProblem(claims, index));
    if (problem) return [`step ${index + 1} (${claim.yields}): ${problem}`];
    known.set(claim.yields, claim.value);
  }
  return [];
}

function readStep(
  system: System,
  equations: readonly Equation[],
  step: Step,
  of: string | undefined,
): Claim | string {
  const value = readNumber(step.value);
  if (!value) return 'its value is not a number in lowest terms';
  if (!system.domains.has(step.yields) && step.yields !== of) {
    return `"${step.yields}" is no quantity`;
  }
  const expression = system.domains.has(step.yields)
    ? new Map([[step.yields, fraction(1)]])
    : parseExpression(step.yields);
  let defect = subtract(constant(value), expression);
  let place = -1;
  const used: Equation[] = [];
  for (const { equation: id, times } of step.from) {
    const at = equations.findIndex((candidate) => candidate.id === id);
    const equation = equations[at];
    const factor = readNumber(times);
    if (!equation) return `"${id}" is no equation that it may use`;
    if (at <= place) return 'its equations are not in the order of the system, each once';
    if (!factor || factor.n === 0n)
      return `the factor of "${id}" is no number in lowest terms but 0`;
    place = at;
    used.push(equation);
    defect = add(defect, scale(equation.polynomial, factor));
  }
  return { yields: step.yields, value, defect, symbols: new Set(symbolsOf(defect)), used };
}

function vanishes({ defect }: Claim, known: Values): boolean {
  return substitute(defect, known).size === 0;
}

/** Each equation must add something, and be the first in the system that adds just that. */
function equationProblem(
  { used }: Claim,
  equations: readonly Equation[],
  known: Values,
): string | false {
  for (const equation of used) {
    const reduced = substitute(equation.polynomial, known);
    if (reduced.size === 0) return `${equation.id} adds nothing`;
    const [symbol] = symbolsOf(reduced);
    for (const earlier of equations) {
      if (earlier === equation) break;
      if (used.includes(earlier)) continue;
      if (symbol !== undefined && !mentions(earlier.polynomial, symbol)) continue;
      if (equal(substitute(earlier.polynomial, known), reduced)) {
        return `${earlier.id} says the same as ${equation.id} and comes first`;
      }
    }
  }
  return false;
}

function mentions(polynomial: Polynomial, symbol: string): boolean {
  return polynomial.has(symbol) || symbolsOf(polynomial).includes(symbol);
}

/** Of the steps that are possible at one point, the alphabetically first must come first; the last, last. */
function orderProblem(claims: readonly Claim[], index: number, known: Values): string | false {
  const claim = claims[index];
  const rival = claims
    .slice(index + 1, -1)
    .find((later) => claim && later.yields < claim.yields && vanishes(later, known));
  return rival !== undefined && `${rival.yields} could come first, and must`;
}

/** A step that all later ones do without is one too many. */
function needProblem(claims: readonly Claim[], index: number): string | false {
  const name = claims[index]?.yields ?? '';
  const known = new Map(claims.slice(0, index).map(({ yields, value }) => [yields, value]));
  for (const later of claims.slice(index + 1)) {
    if (later.symbols.has(name) && !vanishes(later, known)) return false;
    known.set(later.yields, later.value);
  }
  return 'no later step needs it';
}
