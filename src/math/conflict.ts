import type { Conflict, Step, World } from './certificate.ts';
import { derive, type Goal } from './derive.ts';
import type { Found, Part } from './eliminate.ts';
import { type Fraction, fraction, rational } from './fraction.ts';
import { type Network, networkOf, type Relation, reduce } from './network.ts';
import {
  add,
  asConstant,
  format,
  type Polynomial,
  scale,
  substitute,
  subtract,
  type Values,
} from './polynomial.ts';
import { propagate } from './propagate.ts';
import { spaceOf } from './space.ts';
import type { Equation, System } from './system.ts';
import { findWorld, worldOf } from './worlds.ts';

/**
 * The certificate of a system that contradicts itself: a minimal set of premises by deletion filter
 * (Chinneck & Dravnieks 1991: leave one out; if the rest still clashes, it was not needed), two
 * derivations, and a world without each premise. Answers the reason where one of these fails.
 */
export function findConflict(system: System, guide: Values, seed: number): Conflict | string {
  const premises = minimalSet(system);
  if (premises.length === 0) return 'the background contradicts itself';
  const without: Array<[string, World]> = [];
  for (const premise of premises) {
    const network = networkOf(within(system, except(premises, premise)));
    const fixpoint = propagate(network);
    const space = spaceOf(network, fixpoint, system.domains);
    const world = fixpoint.oversize === undefined && findWorld(space, guide, seed);
    if (!world) return `no world was found in which all but ${premise.id} of the clash holds`;
    without.push([premise.id, worldOf(world)]);
  }
  const network = networkOf(within(system, premises));
  const { clash, found } = propagate(network);
  const sides = clash && twoSides(network, clash, found);
  if (!sides) return 'the clash of the premises could not be derived again';
  return {
    kind: 'conflict',
    premises: premises.map(({ id }) => id),
    ...sides,
    without: Object.fromEntries(without),
  };
}

/** The equations of these premises, in the system's order, and the background. */
function within(system: System, premises: readonly Equation[]): Equation[] {
  return [...system.premises.filter((p) => premises.includes(p)), ...system.background];
}

function except(premises: readonly Equation[], left: Equation): Equation[] {
  return premises.filter((premise) => premise !== left);
}

function minimalSet(system: System): Equation[] {
  let set = support(system, system.premises) ?? [];
  for (const premise of set) {
    if (set.includes(premise)) set = support(system, except(set, premise)) ?? set;
  }
  return set;
}

/** The premises that a clash among these rests on; undefined where there is none. */
function support(system: System, premises: readonly Equation[]): Equation[] | undefined {
  const { clash, found } = propagate(networkOf(within(system, premises)));
  if (!clash) return undefined;
  const used = new Set<string>();
  const wanted = new Set<string>();
  const use = (parts: readonly Part[]) => {
    for (const { relation } of parts) {
      used.add(relation.id);
      for (const symbol of relation.symbols) wanted.add(symbol);
    }
  };
  use(clash);
  for (const step of [...found].reverse()) if (wanted.has(step.yields)) use(step.from);
  return system.premises.filter((premise) => used.has(premise.id) && premises.includes(premise));
}

type Sides = Pick<Conflict, 'of' | 'values' | 'first' | 'second'>;

const ONE = fraction(1);

/**
 * Two derivations of two values of one thing. Where a single equation fails, that is the quantity by
 * which it first does so: once as found, once by this equation. Where the equation cannot be solved
 * for it, or only a sum of equations fails, it is an expression: what an equation says of its unknowns.
 */
function twoSides(
  network: Network,
  clash: readonly Part[],
  found: readonly Found[],
): Sides | undefined {
  const part = clash.at(-1);
  if (!part) return undefined;
  if (clash.length > 1) return sidesOfSum(network, part, clash.slice(0, -1), found);

  const values = new Map<string, Fraction>();
  let reduced = reduce(part.relation, values);
  for (const [index, step] of found.entries()) {
    if (asConstant(reduced)) break;
    values.set(step.yields, step.value);
    const next = reduce(part.relation, values);
    if (asConstant(next)) {
      return sidesOfStep(network, part.relation, reduced, found.slice(0, index), step);
    }
    reduced = next;
  }
  // The equation is false by itself ("5 = 3"): it says of 0 that it is another number.
  return sidesOf(network, [], expressed(new Map(), ZERO, []), statement(part.relation, reduced));
}

const ZERO = fraction(0);

/** The equation holds for one value of the quantity, which has another. */
function sidesOfStep(
  network: Network,
  relation: Relation,
  reduced: Polynomial,
  before: readonly Found[],
  step: Found,
): Sides | undefined {
  const second = statement(relation, reduced);
  if (second.yields === step.yields) {
    return sidesOf(network, before, { ...step, expression: second.expression }, second);
  }
  const value = asConstant(substitute(second.expression, new Map([[step.yields, step.value]])));
  if (!value) return undefined;
  const first = derive(network, [...before, step], expressed(second.expression, value, []));
  return sides(first, derive(network, before, second), second, value);
}

/** The last equation says one thing of its unknowns, the others together say another. */
function sidesOfSum(
  network: Network,
  last: Part,
  others: readonly Part[],
  found: readonly Found[],
): Sides | undefined {
  const values = new Map(found.map(({ yields, value }) => [yields, value]));
  const second = statement(last.relation, reduce(last.relation, values));
  const factor = second.from[0]?.times.div(last.times).neg() ?? ONE;
  const from = others.map(({ relation, times }) => ({ relation, times: times.mul(factor) }));
  const sum = from
    .map(({ relation, times }) => scale(reduce(relation, values), times))
    .reduce(add, new Map());
  const value = asConstant(subtract(second.expression, sum));
  return value && sidesOf(network, found, expressed(second.expression, value, from), second);
}

function sidesOf(network: Network, before: readonly Found[], first: Goal, second: Goal): Sides {
  return sides(
    derive(network, before, first),
    derive(network, before, second),
    second,
    first.value,
  );
}

function sides(first: Step[], second: Step[], { yields, value }: Goal, other: Fraction): Sides {
  return { of: yields, values: [rational(other), rational(value)], first, second };
}

/** What an equation says of its unknowns: "x + y" is 12. */
function statement(relation: Relation, reduced: Polynomial): Goal {
  const unknowns = new Map(reduced);
  unknowns.delete('');
  const [lead = ONE] = unknowns.values();
  const times = lead.inverse();
  const value = reduced.get('')?.mul(times).neg() ?? ZERO;
  return expressed(scale(unknowns, times), value, [{ relation, times }]);
}

function expressed(expression: Polynomial, value: Fraction, from: readonly Part[]): Goal {
  return { yields: format(expression), expression, value, from };
}
