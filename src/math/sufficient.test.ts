import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openSystem } from '../../bench/random-systems.ts';
import type { World } from './certificate.ts';
import { determine } from './determine.ts';
import { Random } from './random.ts';
import { sufficientAsks } from './sufficient.ts';
import { equation, type System } from './system.ts';

/** All subsets by size, each tried by stating its values and asking `determine`. */
function byBruteForce(system: System, world: World): string[][] {
  const stating = (names: readonly string[], target = system.target) =>
    determine(
      {
        ...system,
        target,
        premises: [
          ...system.premises,
          ...names.map((name) => equation(`told-${name}`, `${name} = ${world[name]}`)),
        ],
      },
      { known: world },
    ).status;
  const names = Object.keys(world)
    .filter((name) => name !== system.target && stating([], name) !== 'unique')
    .sort();
  const found: string[][] = [];
  const subsets: string[][] = [[]];
  for (const name of names) subsets.push(...subsets.map((set) => [...set, name]));
  for (const size of [1, 2, 3]) {
    for (const set of subsets.filter(({ length }) => length === size)) {
      const minimal = !found.some((smaller) => smaller.every((name) => set.includes(name)));
      if (minimal && stating(set) === 'unique') found.push(set);
    }
  }
  return found.sort((a, b) => a.length - b.length || (a.join() < b.join() ? -1 : 1));
}

describe('sufficient asks', () => {
  test('are those that stating every set in turn finds', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 3, max: 6 }), fc.nat(3), (seed, size, drop) => {
        const { system, world } = openSystem(new Random(seed), size);
        const fewer = { ...system, premises: system.premises.slice(drop) };
        expect(sufficientAsks(fewer, world)).toEqual(byBruteForce(fewer, world));
      }),
      { numRuns: 60 },
    );
  });

  const domains = new Map(
    ['price', 'count', 'total', 'change', 'note'].map((name) => [name, { min: '0', max: '99' }]),
  );
  const system: System = {
    premises: [equation('note', 'note = 20'), equation('change', 'change = note - total')],
    background: [equation('sum', 'total = price*count')],
    domains,
    target: 'change',
  };
  const world = { price: '3', count: '4', total: '12', change: '8', note: '20' };

  test('hold every way to close the gap, and neither the target nor what is known', () => {
    expect(sufficientAsks(system, world)).toEqual([['total'], ['count', 'price']]);
  });

  test('are bounded in size', () => {
    expect(sufficientAsks(system, world, 1)).toEqual([['total']]);
  });

  test('are none where nothing is missing, or nothing would help', () => {
    const told = { ...system, premises: [...system.premises, equation('t', 'total = 12')] };
    expect(sufficientAsks(told, world)).toEqual([]);
    const clash = { ...told, premises: [...told.premises, equation('u', 'total = 13')] };
    expect(sufficientAsks(clash, world)).toEqual([]);
    const lone = { ...system, premises: [], background: [] };
    expect(sufficientAsks(lone, world)).toEqual([]);
  });
});
