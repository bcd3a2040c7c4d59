import { eliminate, type Found, type Part } from './eliminate.ts';
import {
  type Fraction,
  fitsRecord,
  fraction,
  inverse,
  negative,
  plus,
  plusProduct,
  product,
} from './fraction.ts';
import { type Network, type Relation, reduce } from './network.ts';
import { factorsOf, type Polynomial } from './polynomial.ts';

/** What follows from the relations by putting values in and solving what is linear. */
export interface Fixpoint {
  readonly values: Map<string, Fraction>;
  /** In the order of discovery. */
  readonly found: readonly Found[];
  /** Set when the relations contradict: with the values put in, this sum is a non-zero number. */
  readonly clash?: readonly Part[];
  /** Set when this quantity's value has more digits than a record holds. */
  readonly oversize?: string;
}

const ZERO = fraction(0);

/**
 * Adds to `values` (in place) everything that follows from them: relations with one unknown first,
 * and when there is none left, what is linear is solved together; again until nothing is new.
 * `agenda`: the relations to look at first; all, unless `values` are a fixpoint but for a few.
 */
export function propagate(
  network: Network,
  values = new Map<string, Fraction>(),
  agenda: Iterable<Relation> = network.relations,
): Fixpoint {
  const found: Found[] = [];
  const waiting = new Set(agenda);
  const learn = (step: Found): boolean => {
    found.push(step);
    values.set(step.yields, step.value);
    for (const relation of network.mentions.get(step.yields) ?? []) waiting.add(relation);
    return fitsRecord(step.value);
  };

  for (;;) {
    // A set visits what is added to it meanwhile.
    for (const relation of waiting) {
      waiting.delete(relation);
      const result = solve(relation, values);
      if (result === undefined) continue;
      if ('clash' in result) return { values, found, clash: result.clash };
      if (!learn(result)) return { values, found, oversize: result.yields };
      waiting.delete(relation);
    }
    const rows = entangled(linearRows(network, values));
    if (rows.length < 2) return { values, found };
    const result = eliminate(
      rows.map(({ relation, reduced = reduce(relation, values) }) => ({ relation, reduced })),
    );
    if ('clash' in result) return { values, found, clash: result.clash };
    if (result.found.length === 0) return { values, found };
    // Those that take the fewest equations: the rest mostly follows from them one by one.
    const fewest = Math.min(...result.found.map(({ from }) => from.length));
    for (const step of result.found.filter(({ from }) => from.length === fewest)) {
      if (!learn(step)) return { values, found, oversize: step.yields };
    }
  }
}

/** The value that a relation gives its only unknown, where it is linear in it; or that it fails. */
function solve(
  relation: Relation,
  values: ReadonlyMap<string, Fraction>,
): Found | { clash: Part[] } | undefined {
  let unknown = '';
  let coefficient = ZERO;
  let rest = ZERO;
  if (relation.linear) {
    for (const { coefficient: factor, factors } of relation.terms) {
      const [symbol = ''] = factors;
      const value = values.get(symbol);
      if (value) rest = plusProduct(rest, factor, value);
      else if (symbol === '') rest = plus(rest, factor);
      else if (unknown !== '') return undefined;
      else {
        unknown = symbol;
        coefficient = factor;
      }
    }
  } else {
    for (const [monomial, factor] of reduce(relation, values)) {
      if (monomial === '') rest = factor;
      else if (unknown !== '' || monomial.includes('*')) return undefined;
      else {
        unknown = monomial;
        coefficient = factor;
      }
    }
  }
  if (unknown === '') return rest.n === 0n ? undefined : { clash: [{ relation, times: ONE }] };
  const times = inverse(coefficient);
  const value = product(rest, negative(times));
  return { yields: unknown, value, from: [{ relation, times }] };
}

const ONE = fraction(1);

/** A relation that is linear in its unknowns; `reduced` where that took putting the values in. */
interface Candidate {
  readonly relation: Relation;
  readonly unknowns: readonly string[];
  readonly reduced?: Polynomial;
}

/** The relations that are linear in two or more unknowns, with the values put in. */
function linearRows(network: Network, values: ReadonlyMap<string, Fraction>): Candidate[] {
  const rows: Candidate[] = [];
  for (const relation of network.relations) {
    if (!isOpen(relation, values)) continue;
    if (relation.linear) {
      const unknowns = relation.symbols.filter((symbol) => !values.has(symbol));
      rows.push({ relation, unknowns });
      continue;
    }
    const reduced = reduce(relation, values);
    const unknowns = [...reduced.keys()].filter((symbol) => symbol !== '');
    if (unknowns.length >= 2 && isLinear(reduced)) rows.push({ relation, unknowns, reduced });
  }
  return rows;
}

/** Whether two or more of its symbols have no value. */
function isOpen({ symbols }: Relation, values: ReadonlyMap<string, Fraction>): boolean {
  let unknowns = 0;
  for (const symbol of symbols) if (!values.has(symbol) && ++unknowns === 2) return true;
  return false;
}

/**
 * Without the rows that have an unknown to themselves, again until none has: such a row fixes nothing
 * and contradicts nothing, and what others fix settles it on its own.
 */
function entangled(rows: readonly Candidate[]): readonly Candidate[] {
  let left = rows;
  for (;;) {
    if (left.length < 2) return [];
    const uses = new Map<string, number>();
    for (const { unknowns } of left) {
      for (const symbol of unknowns) uses.set(symbol, (uses.get(symbol) ?? 0) + 1);
    }
    const kept = left.filter(({ unknowns }) => unknowns.every((symbol) => uses.get(symbol) !== 1));
    if (kept.length === left.length) return left;
    left = kept;
  }
}

function isLinear(polynomial: Polynomial): boolean {
  for (const monomial of polynomial.keys()) if (factorsOf(monomial).length > 1) return false;
  return true;
}
