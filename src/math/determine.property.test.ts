import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clashingSystem, openSystem, uniqueSystem } from '../../bench/random-systems.ts';
import { checkCertificate } from './check.ts';
import { determine } from './determine.ts';
import { Random } from './random.ts';

const RUNS = 400;

describe.each([
  ['a system made to have one answer', 'unique', uniqueSystem],
  ['a system that lacks what the target needs', 'open', openSystem],
  ['a system with a false statement added', 'inconsistent', clashingSystem],
] as const)('%s is found %s', (_, status, make) => {
  test.each([true, false])('with a certificate that holds (known world given: %s)', (given) => {
    let undecided = 0;
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 3, max: 8 }), (seed, size) => {
        const { system, world } = make(new Random(seed), size);
        const result = determine(system, given ? { known: world } : {});
        if (result.status === 'undecided') {
          undecided++;
          return;
        }
        expect(result.status).toBe(status);
        expect(checkCertificate(system, result.certificate)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
    expect(undecided / RUNS).toBeLessThan(0.05);
  });
});
