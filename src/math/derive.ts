import type { Step } from './certificate.ts';
import type { Found, Part } from './eliminate.ts';
import { type Fraction, fraction, rational } from './fraction.ts';
import { type Network, reduce } from './network.ts';
import {
  add,
  constant,
  equal,
  factorsOf,
  type Polynomial,
  scale,
  substitute,
  subtract,
  symbolsOf,
} from './polynomial.ts';

/** What a derivation ends in: a quantity, or an expression where two statements clash over one. */
export interface Goal extends Found {
  readonly expression: Polynomial;
}

/**
 * The derivation of a goal from what was found before it, in the one form that the checker accepts:
 * no step that the goal does without; of the steps that are possible the alphabetically first comes
 * first; of equations that say the same at that point the first in the system is used.
 */
export function derive(network: Network, before: readonly Found[], goal: Goal): Step[] {
  let links = neededFor(linkOf(goal), before);
  for (;;) {
    links = prune(arrange(links));
    const better = preferEarlier(network, links);
    if (better === undefined) break;
    links = better;
  }
  return links.map(({ yields, value, from }) => ({
    yields,
    value: rational(value),
    from: [...from]
      .sort((a, b) => a.relation.index - b.relation.index)
      .map(({ relation, times }) => ({ equation: relation.id, times: rational(times) })),
  }));
}

/** A step with what must vanish for it to hold: sum of parts - yields + value. */
interface Link extends Goal {
  readonly defect: () => Polynomial;
  /** Symbols of the defect: what the step may need to know. */
  readonly needs: readonly string[];
  readonly linear: boolean;
}

function linkOf(goal: Goal): Link {
  const [only, ...more] = goal.from;
  if (only && more.length === 0 && goal.expression.size === 1 && goal.expression.has(goal.yields)) {
    // Of one equation only the quantity that it yields can cancel out: no need to compute the sum.
    const { relation } = only;
    const needs = relation.symbols.filter((symbol) => symbol !== goal.yields);
    return { ...goal, needs, linear: relation.linear, defect: () => defectOf(goal) };
  }
  const defect = defectOf(goal);
  return {
    ...goal,
    needs: symbolsOf(defect).filter((symbol) => symbol !== goal.yields),
    linear: [...defect.keys()].every((monomial) => factorsOf(monomial).length <= 1),
    defect: () => defect,
  };
}

function defectOf({ from, value, expression }: Goal): Polynomial {
  const sum = from
    .map(({ relation, times }) => scale(relation.polynomial, times))
    .reduce(add, constant(value));
  return subtract(sum, expression);
}

function linkOfFound(found: Found): Link {
  return linkOf({ ...found, expression: new Map([[found.yields, ONE]]) });
}

const ONE = fraction(1);

/** The goal and, of the steps before it, those that may matter to it; the goal last. */
function neededFor(goal: Link, before: readonly Found[]): Link[] {
  const wanted = new Set(goal.needs);
  const links = [goal];
  for (const found of [...before].reverse()) {
    if (!wanted.has(found.yields)) continue;
    const link = linkOfFound(found);
    for (const symbol of link.needs) wanted.add(symbol);
    links.push(link);
  }
  return links.reverse();
}

/** Alphabetical order, as far as each step can only come when it holds; the last stays last. */
function arrange(links: readonly Link[]): Link[] {
  const goal = links.slice(-1);
  const waiting = links.slice(0, -1).sort((a, b) => (a.yields < b.yields ? -1 : 1));
  const known = new Map<string, Fraction>();
  const arranged: Link[] = [];
  while (waiting.length > 0) {
    // The steps stand in some order that works, so that one is always possible.
    const next = Math.max(
      0,
      waiting.findIndex((link) => holds(link, known)),
    );
    for (const link of waiting.splice(next, 1)) {
      arranged.push(link);
      known.set(link.yields, link.value);
    }
  }
  return [...arranged, ...goal];
}

function holds(link: Link, known: ReadonlyMap<string, Fraction>): boolean {
  if (link.needs.every((symbol) => known.has(symbol))) return true;
  // A product with a factor that is 0 vanishes without its other factors; a sum never does.
  return !link.linear && substitute(link.defect(), known).size === 0;
}

/** Leaves out each step, from the last one back, that the others do without. */
function prune(links: readonly Link[]): Link[] {
  let kept = [...links];
  for (const link of [...links].reverse().slice(1)) {
    const at = kept.indexOf(link);
    const later = kept.slice(at + 1).filter(({ needs }) => needs.includes(link.yields));
    if (later.some(({ linear }) => linear)) continue;
    const without = kept.filter((other) => other !== link);
    if (later.every((other) => holds(other, valuesBefore(without, other)))) kept = without;
  }
  return kept;
}

function valuesBefore(links: readonly Link[], end: Link): Map<string, Fraction> {
  return new Map(links.slice(0, links.indexOf(end)).map(({ yields, value }) => [yields, value]));
}

/**
 * Uses an earlier equation that comes to the same, and none that adds nothing; undefined where every
 * step is so already.
 */
function preferEarlier(network: Network, links: readonly Link[]): Link[] | undefined {
  const known = new Map<string, Fraction>();
  for (const [index, link] of links.entries()) {
    // Solved together, equations may turn out to be found one after the other.
    const needed = link.from.filter(({ relation }) => reduce(relation, known).size > 0);
    const from = needed.map((part) => earliest(network, part, needed, known));
    if (from.length < link.from.length || from.some((part, i) => part !== link.from[i])) {
      return links.with(index, linkOf({ ...link, from }));
    }
    known.set(link.yields, link.value);
  }
  return undefined;
}

function earliest(
  network: Network,
  part: Part,
  from: readonly Part[],
  known: ReadonlyMap<string, Fraction>,
): Part {
  const [symbol] = part.relation.symbols.filter((name) => !known.has(name));
  const rivals = (network.mentions.get(symbol ?? '') ?? []).filter(
    ({ index }) =>
      index < part.relation.index && from.every(({ relation }) => relation.index !== index),
  );
  if (rivals.length === 0) return part;
  const reduced = reduce(part.relation, known);
  const relation = rivals.find((rival) => equal(reduce(rival, known), reduced));
  return relation ? { relation, times: part.times } : part;
}
