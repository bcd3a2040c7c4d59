import { describe, expect, it } from 'vitest';
import type { MeasuredRun, MeasuredUnit } from './measured.ts';
import { chanceOfMore, type PairedUnit, pairedDifference } from './paired.ts';
import { pilotVariances } from './pilot.ts';
import { ASSUMED, type Design, detectable, differenceVariance, pairsNeeded } from './power.ts';
import { PairSimulation } from './simulated-pairs.test-data.ts';

const design: Design = {
  variances: ASSUMED,
  correlation: 1 / 3,
  families: 1e9,
  power: 0.8,
  level: 0.05,
};

describe('the items that a difference needs', () => {
  it.each([
    // Miller 2024, section 5: omega^2 = 1/9, sigma^2 = 1/6; 969 questions without sampling noise.
    [0.03, 1e9, 969],
    [0.03, 10, 1260],
    [0.03, 1, 3876],
  ])("of %f at %i epochs are those of Miller's example where families are many", (d, epochs, n) => {
    expect(pairsNeeded(design, d, epochs)).toBeCloseTo(n, -1);
  });

  it('are what detects that difference', () => {
    for (const families of [20, 60, 120, 1e6]) {
      for (const epochs of [1, 3, 10]) {
        const some = { ...design, families };
        const pairs = pairsNeeded(some, 0.08, epochs);
        if (pairs === null) continue;
        expect(detectable(some, pairs, epochs)).toBeLessThanOrEqual(0.08);
        expect(detectable(some, pairs - 1, epochs)).toBeGreaterThan(0.08);
      }
    }
  });

  it('do not exist where families are too few', () => {
    expect(pairsNeeded({ ...design, families: 20 }, 0.02, 100)).toBeNull();
    expect(detectable({ ...design, families: 20 }, 1e9, 100)).toBeGreaterThan(0.02);
  });

  it('are fewer with more epochs, larger differences and nearer models', () => {
    const base = pairsNeeded(design, 0.05, 1) ?? 0;
    expect(pairsNeeded(design, 0.05, 5)).toBeLessThan(base);
    expect(pairsNeeded(design, 0.1, 1)).toBeLessThan(base);
    expect(pairsNeeded({ ...design, correlation: 0.7 }, 0.05, 1)).toBeLessThan(base);
    expect(pairsNeeded({ ...design, power: 0.9 }, 0.05, 1)).toBeGreaterThan(base);
  });
});

/** A run whose items came out as the first of two simulated ones. */
function asRun(units: readonly PairedUnit[], epochs: number): MeasuredRun {
  const measured = units.map(({ cluster, before }, i): [string, MeasuredUnit] => {
    const hits = Math.round(before * epochs);
    const outcomes = Array.from({ length: epochs }, (_, e) => Number(e < hits));
    return [`item-${i}`, { cluster, operator: 'remove', outcomes, seen: '' }];
  });
  const budgets = new Map([['low', new Map(measured)]]);
  return { name: 'some-model', grader: 'rules/1', epochs, missing: 0, expected: 0, budgets };
}

describe('a pilot', () => {
  it('tells families, items and replies apart', () => {
    const [[a, b], c] = [
      [
        [1, 1, 1, 0],
        [1, 0, 1, 1],
      ],
      [0, 0, 0, 1],
    ];
    const unit = (cluster: string, outcomes: number[] = []): MeasuredUnit => ({
      ...{ cluster, operator: 'remove', outcomes, seen: '' },
    });
    const units = new Map([
      ['a', unit('f', a)],
      ['b', unit('f', b)],
      ['c', unit('g', c)],
      ['d', unit('g', c)],
    ]);
    const run = { ...asRun([], 4), budgets: new Map([['low', units]]) };
    const { variances, assumed } = pilotVariances(run) ?? {};
    expect(assumed).toEqual([]);
    // Each item has one odd reply of four; items of a family have the same mean: 3/4 and 1/4.
    expect(variances?.reply).toBeCloseTo(1 / 4, 12);
    expect(variances?.item).toBe(0);
    expect(variances?.family).toBeCloseTo(1 / 8, 12);
  });

  it('foretells the standard error of a difference between two runs like it', () => {
    const runs = { families: 120, pairs: 600, before: 0.6, after: 0.6, epochs: 3 };
    const simulation = new PairSimulation(8, runs);
    const pilot = pilotVariances(asRun(new PairSimulation(9, runs).draw(), 3));
    if (!pilot) throw new Error('no pilot');
    const some = { ...design, variances: pilot.variances, correlation: 0.75, families: 120 };
    const draws = Array.from(
      { length: 300 },
      () => pairedDifference(simulation.draw()).estimate.mean ?? 0,
    );
    const found = draws.reduce((sum, each) => sum + each ** 2, 0) / draws.length;
    const foretold = differenceVariance(some, 600, 3);
    expect(Math.sqrt(foretold / found)).toBeGreaterThan(0.88);
    expect(Math.sqrt(foretold / found)).toBeLessThan(1.12);
  });

  it('gives a plan that has the power it promises', () => {
    const pilot = pilotVariances(
      asRun(
        new PairSimulation(9, {
          families: 120,
          pairs: 600,
          before: 0.6,
          after: 0.6,
          epochs: 4,
        }).draw(),
        4,
      ),
    );
    const some = {
      ...design,
      variances: pilot?.variances ?? ASSUMED,
      correlation: 0.75,
      families: 120,
    };
    const pairs = pairsNeeded(some, 0.06, 1) ?? 0;
    const perFamily = Math.ceil(pairs / 120);
    const simulation = new PairSimulation(10, {
      families: 120,
      pairs: 120 * perFamily,
      before: 0.63,
      after: 0.57,
    });
    let detected = 0;
    for (let draw = 0; draw < 300; draw++) {
      const more = chanceOfMore(pairedDifference(simulation.draw())) ?? 0.5;
      if (Math.min(more, 1 - more) < 0.025) detected += 1;
    }
    expect(detected / 300).toBeGreaterThan(0.72);
    expect(detected / 300).toBeLessThan(0.92);
  });

  it('assumes what it cannot tell, and says so', () => {
    const single = pilotVariances(
      asRun(new PairSimulation(9, { families: 60, pairs: 60, before: 0.6, after: 0.6 }).draw(), 1),
    );
    expect(single?.assumed).toEqual([
      'how much of it lies between families',
      'how far replies to one item differ (it has one epoch)',
    ]);
    const { family = 0, item = 0, reply = 0 } = single?.variances ?? {};
    expect(family + item + reply).toBeCloseTo(0.24, 1);
    expect(reply / (family + item + reply)).toBeCloseTo(2 / 3, 6);
    expect(pilotVariances(asRun([], 1))).toBeNull();
  });
});
