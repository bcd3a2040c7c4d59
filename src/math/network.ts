import { type Fraction, plus, product } from './fraction.ts';
import { factorsOf, isParsed, type Polynomial, symbolsOf, type Values } from './polynomial.ts';
import type { Equation } from './system.ts';

/** An equation taken apart once, so that putting values in is quick. */
export interface Relation {
  readonly id: string;
  /** Place in the system: earlier ones are preferred in proofs. */
  readonly index: number;
  readonly polynomial: Polynomial;
  readonly symbols: readonly string[];
  /** Every monomial is one symbol at most. */
  readonly linear: boolean;
  readonly terms: ReadonlyArray<{
    readonly coefficient: Fraction;
    readonly factors: readonly string[];
  }>;
}

/** Equations with an index of which mention a symbol. */
export interface Network {
  readonly relations: readonly Relation[];
  readonly mentions: ReadonlyMap<string, readonly Relation[]>;
}

/** Takes equations apart; their order is kept. */
export function networkOf(equations: readonly Equation[]): Network {
  return networkOfRelations(equations.map(relationOf));
}

/** The network of some relations of another. */
export function networkOfRelations(relations: readonly Relation[]): Network {
  const mentions = new Map<string, Relation[]>();
  for (const relation of relations) {
    for (const symbol of relation.symbols) {
      const list = mentions.get(symbol);
      if (list) list.push(relation);
      else mentions.set(symbol, [relation]);
    }
  }
  return { relations, mentions };
}

function relationOf({ id, polynomial }: Equation, index: number): Relation {
  const { symbols, linear, terms } = partsOf(polynomial);
  return { id, index, polynomial, symbols, linear, terms };
}

type Parts = Pick<Relation, 'symbols' | 'linear' | 'terms'>;

function partsOf(polynomial: Polynomial): Parts {
  const known = PARTS.get(polynomial);
  if (known) return known;
  const terms = Array.from(polynomial, ([monomial, coefficient]) => ({
    coefficient,
    factors: factorsOf(monomial),
  }));
  const linear = terms.every(({ factors }) => factors.length <= 1);
  const parts = { symbols: symbolsOf(polynomial), linear, terms };
  if (isParsed(polynomial)) PARTS.set(polynomial, parts);
  return parts;
}

/** The same equation is part of many networks, and never changes. */
const PARTS = new WeakMap<Polynomial, Parts>();

/** The relation's polynomial with the values put in. */
export function reduce(relation: Relation, values: Values): Polynomial {
  const reduced = new Map<string, Fraction>();
  for (const { coefficient, factors } of relation.terms) {
    let factor = coefficient;
    let monomial = '';
    for (const symbol of factors) {
      const value = values.get(symbol);
      if (value) factor = product(factor, value);
      else monomial = monomial === '' ? symbol : `${monomial}*${symbol}`;
    }
    const earlier = reduced.get(monomial);
    const total = earlier ? plus(earlier, factor) : factor;
    if (total.n === 0n) reduced.delete(monomial);
    else reduced.set(monomial, total);
  }
  return reduced;
}
