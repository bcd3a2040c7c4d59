import type { Determination, World } from './certificate.ts';
import { findConflict } from './conflict.ts';
import { derive } from './derive.ts';
import { fraction, rational } from './fraction.ts';
import { networkOf } from './network.ts';
import { symbolsOf, type Values } from './polynomial.ts';
import { propagate } from './propagate.ts';
import { type Space, spaceOf } from './space.ts';
import { inDomain, type System } from './system.ts';
import { findOther, findWorld, valuesOf, worldOf } from './worlds.ts';

/**
 * Decides whether a system fixes its target, and proves it: one value (a derivation), several (two
 * worlds) or a contradiction (a conflict). What cannot be proved is undecided, with the reason.
 * `known`: the true world, if there is one; it becomes the first world where it satisfies the system,
 * and others are looked for near it. `seed` is for the search for worlds; same input, same answer.
 * Method: constraint propagation, exact Gauss-Jordan elimination, then bounded search.
 */
export function determine(
  system: System,
  options: { known?: World; seed?: number } = {},
): Determination {
  const flaw = flawOf(system);
  if (flaw !== undefined) return undecided(flaw);
  const { seed = 0 } = options;
  const guide = valuesOf(options.known ?? {});

  const network = networkOf([...system.premises, ...system.background]);
  const fixpoint = propagate(network);
  if (fixpoint.oversize !== undefined) {
    return undecided(`the value of ${fixpoint.oversize} has more than 60 digits`);
  }
  if (fixpoint.clash) {
    const conflict = findConflict(system, guide, seed);
    return typeof conflict === 'string'
      ? undecided(conflict)
      : { status: 'inconsistent', certificate: conflict };
  }
  for (const [symbol, value] of fixpoint.values) {
    const domain = system.domains.get(symbol);
    if (domain && !inDomain(value, domain)) {
      return undecided(`${symbol} would be ${rational(value)}, which is outside its domain`);
    }
  }
  const space = spaceOf(network, fixpoint, system.domains, system.target);
  const world = findWorld(space, guide, seed);
  if (!world) {
    const open = space.groups.flatMap(({ symbols }) => symbols).join(', ');
    return undecided(`no world was found with values for ${open}`);
  }

  const goal = fixpoint.found.find(({ yields }) => yields === system.target);
  if (!goal) return openOf(system.target, space, world, seed);
  const before = fixpoint.found.slice(0, fixpoint.found.indexOf(goal));
  const expression = new Map([[goal.yields, ONE]]);
  return {
    status: 'unique',
    certificate: {
      kind: 'derivation',
      target: system.target,
      answer: rational(goal.value),
      steps: derive(network, before, { ...goal, expression }),
      world: worldOf(world),
    },
  };
}

const ONE = fraction(1);

function openOf(target: string, space: Space, first: Values, seed: number): Determination {
  const second = findOther(space, first, seed);
  const answers = [first.get(target), second?.get(target)];
  const [a, b] = answers;
  if (!second || !a || !b) {
    return undecided(`no second world was found in which ${target} has another value`);
  }
  return {
    status: 'open',
    certificate: {
      kind: 'worlds',
      target,
      answers: [rational(a), rational(b)],
      worlds: [worldOf(first), worldOf(second)],
    },
  };
}

function undecided(reason: string): Determination {
  return { status: 'undecided', reason };
}

/** What makes a system unfit for any proof. */
function flawOf({ premises, background, domains, target }: System): string | undefined {
  const ids = new Set<string>();
  const symbols = new Set([target]);
  for (const { id, polynomial } of [...premises, ...background]) {
    if (ids.has(id)) return `two equations are called ${id}`;
    ids.add(id);
    for (const symbol of symbolsOf(polynomial)) symbols.add(symbol);
  }
  for (const symbol of symbols) {
    if (!domains.has(symbol)) return `no domain is given for ${symbol}`;
  }
  return undefined;
}
