import type { MathNode } from 'mathjs';
import { math } from './exact.ts';
import { type Fraction, fitsRecord, fraction } from './fraction.ts';

/**
 * A polynomial over the rationals: monomial -> coefficient, no zero coefficients.
 * A monomial is its symbols, sorted and joined by "*" ("count*price"); "" is the constant term.
 */
export type Polynomial = ReadonlyMap<string, Fraction>;

/** Values of some symbols. */
export type Values = ReadonlyMap<string, Fraction>;

/** Equations come from files that we did not write: bounds stand before any work is done. */
const LIMITS = { characters: 400, exponent: 4, degree: 8, terms: 200, remembered: 2000 };

export class EquationError extends Error {
  override readonly name = 'EquationError';
}

/**
 * Reads "total = price * count" as the polynomial left - right, which the equation sets to 0.
 * Throws EquationError for anything but polynomials with rational coefficients.
 */
export function parseEquation(text: string): Polynomial {
  const known = EQUATIONS.get(text);
  if (known) return known;
  const polynomial = readValue(text) ?? readEquation(text);
  if (EQUATIONS.size >= LIMITS.remembered) EQUATIONS.clear();
  EQUATIONS.set(text, polynomial);
  PARSED.add(polynomial);
  return polynomial;
}

/** Whether a polynomial is one that an equation says, and not one of many that come and go in between. */
export function isParsed(polynomial: Polynomial): boolean {
  return PARSED.has(polynomial);
}

const PARSED = new WeakSet<Polynomial>();

/** Items of a family share their equations: the last ones read are kept. Polynomials never change. */
const EQUATIONS = new Map<string, Polynomial>();

/** "price = 5/2", as most premises are, without the parser. */
function readValue(text: string): Polynomial | undefined {
  const [, name = '', value = ''] =
    /^([a-z][a-z0-9_]{0,39}) = (-?\d{1,60}(?:\/\d{1,60})?)$/.exec(text) ?? [];
  if (name === '' || /\/0+$/.test(value)) return undefined;
  return subtract(new Map([[name, fraction(1)]]), constant(fraction(value)));
}

function readEquation(text: string): Polynomial {
  const [left, right, ...rest] = text.split('=');
  if (left === undefined || right === undefined || rest.length > 0) {
    throw new EquationError(`an equation has one "=": ${text.slice(0, 80)}`);
  }
  return subtract(parseExpression(left), parseExpression(right));
}

/** Reads "2 * (length + width)". Throws EquationError for what is not a polynomial. */
export function parseExpression(text: string): Polynomial {
  if (text.length > LIMITS.characters) {
    throw new EquationError(`an expression has at most ${LIMITS.characters} characters`);
  }
  let node: MathNode;
  try {
    node = math().parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new EquationError(`cannot read "${text.trim()}": ${why}`);
  }
  return fromNode(node);
}

function fromNode(node: MathNode): Polynomial {
  if (math().isParenthesisNode(node)) return fromNode(node.content);
  if (math().isSymbolNode(node)) return new Map([[node.name, fraction(1)]]);
  if (math().isConstantNode(node)) return constant(number(node.value));
  if (math().isOperatorNode(node)) {
    const [first, second]: Array<MathNode | undefined> = node.args;
    const op: string = node.op;
    if (first && !second && op === '-') return scale(fromNode(first), fraction(-1));
    if (first && second) return combine(op, fromNode(first), fromNode(second));
  }
  throw new EquationError(`only + - * / ^ of numbers and names may stand here: ${node.toString()}`);
}

function number(value: unknown): Fraction {
  const text = String(value);
  try {
    if (typeof value !== 'string') return fraction(text);
  } catch {
    // Said below.
  }
  throw new EquationError(`not a number that we can read exactly: ${text.slice(0, 40)}`);
}

function combine(op: string, a: Polynomial, b: Polynomial): Polynomial {
  if (op === '+') return add(a, b);
  if (op === '-') return subtract(a, b);
  if (op === '*') return multiply(a, b);
  const value = asConstant(b);
  if (op === '/' && value && !value.equals(0)) return scale(a, value.inverse());
  if (op === '^' && value && value.d === 1n && value.s > 0n && value.n <= LIMITS.exponent) {
    return Array.from({ length: Number(value.n) }, () => a).reduce(multiply, constant(fraction(1)));
  }
  throw new EquationError(
    `"${op}" needs a constant on its right (a power: 1 to ${LIMITS.exponent})`,
  );
}

export function constant(value: Fraction): Polynomial {
  return value.equals(0) ? new Map() : new Map([['', value]]);
}

/** The value of a polynomial without symbols, else undefined. */
export function asConstant(polynomial: Polynomial): Fraction | undefined {
  if (polynomial.size === 0) return fraction(0);
  return polynomial.size === 1 ? polynomial.get('') : undefined;
}

export function add(a: Polynomial, b: Polynomial): Polynomial {
  const sum = new Map(a);
  for (const [monomial, coefficient] of b) addTerm(sum, monomial, coefficient);
  return sum;
}

export function subtract(a: Polynomial, b: Polynomial): Polynomial {
  return add(a, scale(b, fraction(-1)));
}

export function scale(polynomial: Polynomial, factor: Fraction): Polynomial {
  if (factor.equals(0)) return new Map();
  return new Map(Array.from(polynomial, ([monomial, c]) => [monomial, c.mul(factor)]));
}

export function multiply(a: Polynomial, b: Polynomial): Polynomial {
  if (a.size * b.size > LIMITS.terms) throw new EquationError('the product has too many terms');
  if (degree(a) + degree(b) > LIMITS.degree) {
    throw new EquationError(`a product has at most ${LIMITS.degree} factors`);
  }
  const product = new Map<string, Fraction>();
  for (const [m, c] of a) {
    for (const [n, d] of b) {
      addTerm(product, joinMonomials(m, n), c.mul(d));
    }
  }
  for (const coefficient of product.values()) {
    if (!fitsRecord(coefficient)) throw new EquationError('a number has at most 60 digits');
  }
  return product;
}

function degree(polynomial: Polynomial): number {
  return Math.max(0, ...Array.from(polynomial.keys(), (monomial) => factorsOf(monomial).length));
}

/** The polynomial with the values put in; symbols without a value stay. */
export function substitute(polynomial: Polynomial, values: Values): Polynomial {
  const result = new Map<string, Fraction>();
  for (const [monomial, coefficient] of polynomial) {
    // Most monomials are one symbol: no need to take them apart.
    if (!monomial.includes('*')) {
      const value = values.get(monomial);
      if (value) addTerm(result, '', coefficient.mul(value));
      else addTerm(result, monomial, coefficient);
      continue;
    }
    let factor = coefficient;
    const left: string[] = [];
    for (const symbol of factorsOf(monomial)) {
      const value = values.get(symbol);
      if (value) factor = factor.mul(value);
      else left.push(symbol);
    }
    addTerm(result, left.join('*'), factor);
  }
  return result;
}

/** The text of a polynomial, which `parseExpression` reads: "2*x + y^2 - 3". */
export function format(polynomial: Polynomial): string {
  let text = '';
  for (const [monomial, coefficient] of polynomial) {
    const size = coefficient.abs();
    const factors = [
      ...(monomial === '' || !size.equals(1) ? [size.toFraction()] : []),
      ...[...new Set(factorsOf(monomial))].map((symbol) => power(symbol, monomial)),
    ].join('*');
    const sign = coefficient.s < 0n ? '-' : '+';
    if (text === '') text = sign === '-' ? `-${factors}` : factors;
    else text += ` ${sign} ${factors}`;
  }
  return text === '' ? '0' : text;
}

function power(symbol: string, monomial: string): string {
  const times = factorsOf(monomial).filter((factor) => factor === symbol);
  if (times.length === 1) return symbol;
  return times.length <= LIMITS.exponent ? `${symbol}^${times.length}` : times.join('*');
}

/** Whether both have the same terms. */
export function equal(a: Polynomial, b: Polynomial): boolean {
  if (a.size !== b.size) return false;
  for (const [monomial, coefficient] of a) {
    if (!b.get(monomial)?.equals(coefficient)) return false;
  }
  return true;
}

/** The symbols that occur, each once, in order of first occurrence. */
export function symbolsOf(polynomial: Polynomial): string[] {
  const symbols = new Set<string>();
  for (const monomial of polynomial.keys()) {
    if (monomial.includes('*')) for (const factor of factorsOf(monomial)) symbols.add(factor);
    else if (monomial !== '') symbols.add(monomial);
  }
  return [...symbols];
}

/** The symbols of a monomial with repeats; [] for the constant term. */
export function factorsOf(monomial: string): string[] {
  if (monomial === '') return [];
  return monomial.includes('*') ? monomial.split('*') : [monomial];
}

function joinMonomials(a: string, b: string): string {
  return [...factorsOf(a), ...factorsOf(b)].sort().join('*');
}

function addTerm(into: Map<string, Fraction>, monomial: string, coefficient: Fraction): void {
  const sum = into.get(monomial)?.add(coefficient) ?? coefficient;
  if (sum.n === 0n) into.delete(monomial);
  else into.set(monomial, sum);
}
