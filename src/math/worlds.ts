import { candidates } from './candidates.ts';
import type { World } from './certificate.ts';
import { type Fraction, fraction, rational } from './fraction.ts';
import type { Network } from './network.ts';
import { nudge } from './nudge.ts';
import type { Values } from './polynomial.ts';
import { propagate } from './propagate.ts';
import { Random } from './random.ts';
import { allInside, byCost, domainOf, type Group, isWorld, type Space } from './space.ts';

/** How much is tried before a search gives up: an item without proof is no item. */
const LIMITS = { attempts: 8, trials: 60 };

/** A full world, like the guide where that is possible; undefined where none was found. */
export function findWorld(space: Space, guide: Values, seed: number): Values | undefined {
  if (!allInside(space.fixed, space.domains)) return undefined;
  const world = new Map(space.fixed);
  for (const group of space.groups) {
    const same = valuesOfSome(group.symbols, guide);
    const found = isWorld(space, group, same)
      ? same
      : search(space, group, guide, () => true, seed);
    if (!found) return undefined;
    for (const [symbol, value] of found) world.set(symbol, value);
  }
  return world;
}

/** The values that some quantities have, as far as they have any. */
export function valuesOfSome(symbols: readonly string[], values: Values): Map<string, Fraction> {
  const some = new Map<string, Fraction>();
  for (const symbol of symbols) {
    const value = values.get(symbol);
    if (value) some.set(symbol, value);
  }
  return some;
}

/** A world in which the target has another value; all that has nothing to do with it stays the same. */
export function findOther(space: Space, first: Values, seed: number): Values | undefined {
  const { target } = space;
  const group = space.groups.find(({ symbols }) => symbols.some((symbol) => symbol === target));
  const old = target === undefined ? undefined : first.get(target);
  if (target === undefined || !group || !old) return undefined;
  const differs = (values: Values) => values.get(target)?.equals(old) !== true;
  const found = nudge(space, group, first, differs) ?? search(space, group, first, differs, seed);
  return found && new Map([...first, ...found]);
}

/** Values as they stand in records, sorted by name. */
export function worldOf(values: Values): World {
  return Object.fromEntries(
    [...values]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, rational(value)]),
  );
}

export function valuesOf(world: World): Values {
  return new Map(Object.entries(world).map(([name, value]) => [name, fraction(value)]));
}

/** Bounded depth-first search, begun anew with the quantities in another order when it gets stuck. */
function search(
  space: Space,
  group: Group,
  guide: Values,
  promising: (values: Values) => boolean,
  seed: number,
): Values | undefined {
  const order = byCost(space, group);
  for (let attempt = 0; attempt < LIMITS.attempts; attempt++) {
    const random = new Random(seed, 'world', attempt, ...group.symbols);
    const found = descend(new Map(), group.network.relations, {
      space,
      group,
      order: attempt === 0 ? order : random.shuffle(order),
      guide,
      random,
      promising,
      left: LIMITS.trials,
    });
    if (found) return found;
  }
  return undefined;
}

interface Search {
  readonly space: Space;
  readonly group: Group;
  readonly order: readonly string[];
  readonly guide: Values;
  readonly random: Random;
  readonly promising: (values: Values) => boolean;
  /** How many more values may be tried. */
  left: number;
}

function descend(
  values: Map<string, Fraction>,
  agenda: Network['relations'],
  state: Search,
): Values | undefined {
  const { space, group, order, guide, random, promising } = state;
  const next = propagate(group.network, values, agenda);
  if (next.clash || next.oversize !== undefined) return undefined;
  const learnt = next.found.map(({ yields, value }): [string, Fraction] => [yields, value]);
  if (!allInside(learnt, space.domains)) return undefined;
  if (!promising(values)) return undefined;
  const symbol = order.find((name) => !values.has(name));
  if (symbol === undefined) return isWorld(space, group, values) ? values : undefined;
  for (const value of candidates(domainOf(space, symbol), guide.get(symbol), random)) {
    if (state.left-- <= 0) return undefined;
    const tried = new Map(values).set(symbol, value);
    const found = descend(tried, group.network.mentions.get(symbol) ?? [], state);
    if (found) return found;
  }
  return undefined;
}
