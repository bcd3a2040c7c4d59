import { shifts } from './candidates.ts';
import { type Fraction, fraction } from './fraction.ts';
import type { Values } from './polynomial.ts';
import { propagate } from './propagate.ts';
import { byCost, domainOf, type Group, isWorld, type Space } from './space.ts';
import { boundsOf } from './system.ts';

const LIMITS = { repairs: 4, factor: 1_000_000n };

/**
 * Small moves away from a world: one quantity is shifted, others keep their values as far as the
 * relations let them. Quantities take turns, so that one whose shift works at once is found at once.
 */
export function nudge(
  space: Space,
  group: Group,
  first: Values,
  differs: (values: Values) => boolean,
): Values | undefined {
  const turns = byCost(space, group).map((pivot) => ({
    pivot,
    shifts: shifts(domainOf(space, pivot)),
  }));
  for (let active = turns.length; active > 0; ) {
    active = 0;
    for (const { pivot, shifts: rest } of turns) {
      const shift = rest.next();
      if (shift.done) continue;
      active++;
      const moved = move(space, group, first, pivot, shift.value);
      if (moved && differs(moved) && isWorld(space, group, moved)) return moved;
    }
  }
  return undefined;
}

/** Shifts the pivot, by a multiple where that makes other values come out in whole steps. */
function move(
  space: Space,
  group: Group,
  first: Values,
  pivot: string,
  start: Fraction,
): Values | undefined {
  let shift = start;
  for (let repair = 0; repair < LIMITS.repairs; repair++) {
    const moved = settle(space, group, first, pivot, shift);
    if (!moved) return undefined;
    const factor = missedSteps(space, first, moved);
    if (factor === 1n) return moved;
    if (factor > LIMITS.factor) return undefined;
    shift = shift.mul(fraction(factor));
  }
  return undefined;
}

function settle(
  { target }: Space,
  { network, symbols }: Group,
  first: Values,
  pivot: string,
  shift: Fraction,
): Values | undefined {
  const values = new Map<string, Fraction>();
  // Of the others, the target is the last to keep its value: it is there to change.
  const order = [pivot, ...symbols.filter((symbol) => symbol !== pivot && symbol !== target)];
  for (const symbol of order) {
    const old = first.get(symbol);
    if (values.has(symbol) || !old) continue;
    values.set(symbol, symbol === pivot ? old.add(shift) : old);
    const next = propagate(network, values, network.mentions.get(symbol));
    if (next.clash || next.oversize !== undefined) return undefined;
  }
  return values;
}

/** The least factor by which all changes come to whole steps, if they are proportional to it. */
function missedSteps({ domains }: Space, first: Values, moved: Values): bigint {
  let factor = 1n;
  for (const [symbol, value] of moved) {
    const domain = domains.get(symbol);
    const step = domain && boundsOf(domain).step;
    const old = first.get(symbol);
    if (!step || !old) continue;
    const { d } = value.sub(old).div(step);
    factor = (factor * d) / gcd(factor, d);
  }
  return factor;
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}
