import { sizeOf } from './candidates.ts';
import type { Fraction } from './fraction.ts';
import { type Network, networkOf, networkOfRelations, reduce } from './network.ts';
import type { Values } from './polynomial.ts';
import type { Fixpoint } from './propagate.ts';
import { type Domain, inDomain } from './system.ts';

/** A search space: what is known for certain, and groups of unknowns that depend on each other. */
export interface Space {
  readonly domains: ReadonlyMap<string, Domain>;
  readonly target: string | undefined;
  readonly fixed: Values;
  readonly groups: readonly Group[];
}

export interface Group {
  readonly symbols: readonly string[];
  /** The relations among them, with the fixed values put in. */
  readonly network: Network;
}

/** What a fixpoint leaves open; the target, if there is one, even where no equation mentions it. */
export function spaceOf(
  network: Network,
  fixpoint: Fixpoint,
  domains: ReadonlyMap<string, Domain>,
  target?: string,
): Space {
  const fixed = fixpoint.values;
  const open = network.relations.flatMap((relation) => {
    // What holds nothing that is known stays as it is.
    const touched = relation.symbols.some((symbol) => fixed.has(symbol));
    const polynomial = touched ? reduce(relation, fixed) : relation.polynomial;
    return polynomial.size > 0 ? [{ id: relation.id, polynomial }] : [];
  });
  const symbols = target === undefined ? [] : [target];
  const unknown = new Set(
    [...network.mentions.keys(), ...symbols].filter((symbol) => !fixed.has(symbol)).sort(),
  );
  const all = networkOf(open);
  const groups: Group[] = [];
  for (const start of unknown) {
    const members = new Set([start]);
    for (const symbol of members) {
      unknown.delete(symbol);
      for (const relation of all.mentions.get(symbol) ?? []) {
        for (const other of relation.symbols) members.add(other);
      }
    }
    const mine = all.relations.filter(({ symbols }) => symbols.some((s) => members.has(s)));
    groups.push({ symbols: [...members].sort(), network: networkOfRelations(mine) });
  }
  return { domains, target, fixed, groups };
}

/**
 * Whether the values are inside their domains and satisfy every relation, and none is loose: a
 * quantity that could have any value, the others being what they are (the price of 0 tickets),
 * makes a poor proof.
 */
export function isWorld(
  { domains, target }: Space,
  { symbols, network }: Group,
  values: Values,
): boolean {
  if (symbols.some((symbol) => !values.has(symbol)) || !allInside(values, domains)) return false;
  if (network.relations.some((relation) => reduce(relation, values).size > 0)) return false;
  return symbols.every((symbol) => {
    if (symbol === target) return true;
    const relations = network.mentions.get(symbol) ?? [];
    return relations.some(
      (relation) => relation.linear || reduce(relation, without(values, symbol)).size > 0,
    );
  });
}

function without(values: Values, symbol: string): Values {
  const rest = new Map(values);
  rest.delete(symbol);
  return rest;
}

export function allInside(
  values: Iterable<readonly [string, Fraction]>,
  domains: ReadonlyMap<string, Domain>,
): boolean {
  for (const [symbol, value] of values) {
    const domain = domains.get(symbol);
    if (!domain || !inDomain(value, domain)) return false;
  }
  return true;
}

/** Those with few possible values first: a wrong one is soon found out. */
export function byCost(space: Space, group: Group): string[] {
  const sizes = new Map(group.symbols.map((symbol) => [symbol, sizeOf(domainOf(space, symbol))]));
  const size = (symbol: string) => sizes.get(symbol) ?? 0;
  return group.symbols.toSorted((a, b) => {
    const [x, y] = [size(a), size(b)];
    if (x !== y) return x < y ? -1 : 1;
    return a < b ? -1 : 1;
  });
}

export function domainOf({ domains }: Space, symbol: string): Domain {
  const domain = domains.get(symbol);
  if (!domain) throw new RangeError(`no domain is given for ${symbol}`);
  return domain;
}
