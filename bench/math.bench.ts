import { bench, describe } from 'vitest';
import { checkCertificate } from '../src/math/check.ts';
import { determine } from '../src/math/determine.ts';
import { Random } from '../src/math/random.ts';
import { sufficientAsks } from '../src/math/sufficient.ts';
import { clashingSystem, type Made, openSystem, uniqueSystem } from './random-systems.ts';

const QUANTITIES = 8;

function thousand(make: (random: Random, size: number) => Made): Made[] {
  return Array.from({ length: 1000 }, (_, seed) => make(new Random('bench', seed), QUANTITIES));
}

describe('1,000 problem-sized systems are solved and certified', () => {
  for (const make of [uniqueSystem, openSystem, clashingSystem]) {
    const systems = thousand(make);
    bench(
      make.name,
      () => {
        for (const { system, world } of systems) {
          const result = determine(system, { known: world });
          if (result.status !== 'undecided') checkCertificate(system, result.certificate);
        }
      },
      { iterations: 3, time: 2000 },
    );
  }

  const open = thousand(openSystem);
  bench(
    'sufficientAsks',
    () => {
      for (const { system, world } of open) sufficientAsks(system, world);
    },
    { iterations: 3, time: 2000 },
  );
});
