import type { World } from './certificate.ts';
import { networkOf } from './network.ts';
import { propagate } from './propagate.ts';
import { spaceOf } from './space.ts';
import type { System } from './system.ts';
import { valuesOf, valuesOfSome } from './worlds.ts';

/**
 * The minimal sets of at most `maxSize` quantities whose true values (from `world`) would make the
 * target unique: any of them is a right thing to ask for. Neither the target itself nor what is
 * already determined is among them. Smaller sets first, then by name; [] where nothing is missing
 * or the system contradicts itself.
 * QuestBench's 1-sufficiency (Li, Kim & Wang 2025) for sets of k quantities.
 */
export function sufficientAsks(system: System, world: World, maxSize = 3): string[][] {
  const network = networkOf([...system.premises, ...system.background]);
  const fixpoint = propagate(network);
  if (fixpoint.clash || fixpoint.oversize !== undefined) return [];
  const truth = valuesOf(world);
  const { groups } = spaceOf(network, fixpoint, system.domains, system.target);
  // Only what depends on the target, and the target on it, can help.
  const group = groups.find(({ symbols }) => symbols.includes(system.target));
  if (!group) return [];
  const names = group.symbols.filter((name) => name !== system.target && truth.has(name));

  const sufficient: string[][] = [];
  for (let size = 1; size <= maxSize; size++) {
    for (const set of combinations(names, size)) {
      if (sufficient.some((smaller) => smaller.every((name) => set.includes(name)))) continue;
      const values = valuesOfSome(set, truth);
      // Without the values nothing follows in a group: only what mentions them can say more.
      const agenda = set.flatMap((name) => group.network.mentions.get(name) ?? []);
      const next = propagate(group.network, values, agenda);
      if (!next.clash && next.oversize === undefined && values.has(system.target)) {
        sufficient.push(set);
      }
    }
  }
  return sufficient;
}

/** All sets of `size` of the names, in alphabetical order where the names are. */
function combinations(names: readonly string[], size: number): string[][] {
  if (size === 0) return [[]];
  return names.flatMap((name, index) =>
    combinations(names.slice(index + 1), size - 1).map((rest) => [name, ...rest]),
  );
}
