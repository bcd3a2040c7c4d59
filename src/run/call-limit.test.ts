import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Demand, shareCalls } from './call-limit.ts';

const demands = fc.array(
  fc.record({ each: fc.integer({ min: 1, max: 300 }), most: fc.integer({ min: 1, max: 400 }) }),
  { minLength: 1, maxLength: 7 },
);

function demandsOf(given: ReadonlyArray<{ each: number; most: number }>): Demand[] {
  return given.map(({ each, most }, i) => ({
    name: `face ${i}`,
    most,
    calls: (problems) => each * problems,
  }));
}

test('never takes more calls than the limit, nor more problems than there are, and none goes without', () => {
  fc.assert(
    fc.property(demands, fc.integer({ min: 1, max: 50_000 }), (given, limit) => {
      const all = demandsOf(given);
      const shared = shareCalls(limit, all);
      const least = given.reduce((sum, { each }) => sum + each, 0);
      if (!Array.isArray(shared)) {
        expect(shared).toEqual({ least });
        expect(least).toBeGreaterThan(limit);
        return;
      }
      const calls = all.map((demand, i) => demand.calls(shared[i] ?? 0));
      expect(calls.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(limit);
      for (const [i, problems] of shared.entries()) {
        expect(problems).toBeGreaterThanOrEqual(1);
        expect(problems).toBeLessThanOrEqual(given[i]?.most ?? 0);
      }
    }),
  );
});

test('what one cannot use goes to the others', () => {
  const shared = shareCalls(
    1000,
    demandsOf([
      { each: 1, most: 100 },
      { each: 10, most: 500 },
      { each: 10, most: 500 },
    ]),
  );
  expect(shared).toEqual([100, 45, 45]);
});

test('where each has all that there is, the rest is not spent', () => {
  expect(
    shareCalls(
      10_000,
      demandsOf([
        { each: 2, most: 10 },
        { each: 3, most: 4 },
      ]),
    ),
  ).toEqual([10, 4]);
});
