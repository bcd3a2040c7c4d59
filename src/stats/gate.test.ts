import { describe, expect, it } from 'vitest';
import { gate, worst } from './gate.ts';
import type { MeasuredRun, MeasuredUnit } from './measured.ts';
import { failsTooOften, nullGate } from './null-gate.ts';
import type { PairedUnit } from './paired.ts';
import { PairSimulation } from './simulated-pairs.test-data.ts';

/** Runs of budgets, each a list of paired units. */
function runs(budgets: Record<string, readonly PairedUnit[]>): [MeasuredRun, MeasuredRun] {
  const side = (of: 'before' | 'after'): MeasuredRun => ({
    name: of,
    grader: 'rules/1',
    epochs: 1,
    missing: 0,
    expected: 0,
    budgets: new Map(
      Object.entries(budgets).map(([name, units]) => [
        name,
        new Map(
          units.map((unit, i): [string, MeasuredUnit] => [
            `item-${i}`,
            {
              cluster: unit.cluster,
              operator: i % 2 ? 'blur' : 'remove',
              outcomes: [unit[of]],
              seen: '',
            },
          ]),
        ),
      ]),
    ),
  });
  return [side('before'), side('after')];
}

function gated(budgets: Record<string, readonly PairedUnit[]>, changes = {}) {
  const [before, after] = runs(budgets);
  const options = { maxDrop: 0.02, confidence: 0.95, ...changes };
  return gate([{ metric: 'lacuna', before, after }], options);
}

const same = (count: number, before: number, after: number, families = count): PairedUnit[] =>
  Array.from({ length: count }, (_, i) => ({ cluster: `family-${i % families}`, before, after }));
const mixed = (gains: number, losses: number, ties: number) =>
  [...same(gains, 0, 1), ...same(losses, 1, 0), ...same(ties, 1, 1)].map((unit, i) => ({
    ...unit,
    cluster: `family-${i}`,
  }));

describe('a gate', () => {
  it('passes what is shown to have lost less than it may', () => {
    expect(gated({ low: mixed(30, 30, 1940) })[0]).toMatchObject({
      verdict: 'pass',
      change: 0,
      needed: null,
    });
  });

  it('fails a drop beyond doubt', () => {
    const [criterion] = gated({ low: mixed(10, 60, 530) });
    expect(criterion).toMatchObject({ verdict: 'fail', losses: 60, wins: 10 });
    expect(criterion?.holm).toBeLessThan(0.001);
  });

  it('fails where every item is lost, though nothing varies', () => {
    expect(gated({ low: same(60, 1, 0) })[0]?.verdict).toBe('fail');
  });

  it('does not fail a drop that is certain and allowed', () => {
    const [criterion] = gated({ low: mixed(0, 20, 1980) });
    expect(criterion?.high).toBeLessThan(0);
    expect(criterion?.verdict).toBe('pass');
  });

  it('says how many more items would settle what it cannot tell', () => {
    const few = gated({ low: mixed(15, 15, 170) })[0];
    expect(few?.verdict).toBe('inconclusive');
    const { needed = null } = few ?? {};
    expect(needed).toBeGreaterThan(1000);
    // As many, in like proportion, do settle it.
    const times = (200 + (needed ?? 0)) / 200;
    const scaled = [15, 15, 170].map((count) => Math.round(count * times));
    expect(gated({ low: mixed(scaled[0] ?? 0, scaled[1] ?? 0, scaled[2] ?? 0) })[0]?.verdict).toBe(
      'pass',
    );
    expect(gated({ low: mixed(10, 15, 225) }, { maxDrop: 0.0201 })[0]).toMatchObject({
      verdict: 'inconclusive',
      needed: null,
    });
  });

  it('refuses few items of which none differs, and one family', () => {
    const [criterion] = gated({ low: same(20, 1, 1) });
    expect(criterion).toMatchObject({ verdict: 'refused', needed: 116 });
    expect(criterion?.reason).toMatch(/20 items .* too few/);
    expect(gated({ low: same(136, 1, 1) })[0]?.verdict).toBe('pass');
    expect(gated({ low: same(600, 1, 1, 60) })[0]?.verdict).toBe('pass');
    expect(gated({ low: same(500, 1, 0, 1) })[0]?.reason).toMatch(/one family/);
  });

  it('notes a jump', () => {
    expect(gated({ low: mixed(60, 10, 530) })[0]).toMatchObject({ verdict: 'pass', jumped: true });
    expect(gated({ low: mixed(30, 30, 1940) })[0]?.jumped).toBe(false);
  });

  it('corrects by Holm over its criteria, and is as bad as the worst of them', () => {
    const doubtful = mixed(10, 24, 366);
    expect(gated({ low: doubtful })[0]?.verdict).toBe('fail');
    const several = gated({
      low: doubtful,
      medium: mixed(30, 30, 1940),
      high: mixed(30, 31, 1939),
    });
    expect(several.map(({ verdict }) => verdict)).toEqual(['inconclusive', 'pass', 'pass']);
    expect(several[0]?.holm).toBeCloseTo(3 * (gated({ low: doubtful })[0]?.holm ?? 0), 9);
    expect(worst(['pass', 'inconclusive', 'refused', 'fail'])).toBe('fail');
    expect(worst(['pass', 'inconclusive', 'refused'])).toBe('refused');
    expect(worst(['pass', 'inconclusive'])).toBe('inconclusive');
    expect(worst([])).toBe('refused');
  });

  it('takes a rise of what should be low as a drop', () => {
    const [before, after] = runs({ low: mixed(60, 10, 530) });
    const options = { maxDrop: 0.02, confidence: 0.95 };
    const [criterion] = gate([{ metric: 'overasks', before, after }], options);
    expect(criterion).toMatchObject({ verdict: 'fail', losses: 60, better: 'lower' });
    expect(criterion?.change).toBeLessThan(0);
    expect(criterion?.after).toBeGreaterThan(criterion?.before ?? 1);
  });

  it('looks at budgets and operators apart where asked, and refuses those that are not there', () => {
    const budgets = { low: mixed(5, 5, 390), high: mixed(5, 5, 390) };
    const names = (changes: object) =>
      gated(budgets, changes).map(({ budget, operator }) => `${budget} ${operator}`);
    expect(names({ budgets: ['high'], operators: ['remove', 'blur'] })).toEqual([
      'high remove',
      'high blur',
    ]);
    expect(() => names({ budgets: ['medium'] })).toThrow(/no budget medium in both/);
    expect(() => names({ operators: ['cut'] })).toThrow(
      /operator cut under lacuna, only of remove, blur/,
    );
    const [before] = runs(budgets);
    const [, after] = runs({ low: mixed(5, 5, 390) });
    const options = { maxDrop: 0.02, confidence: 0.95 };
    expect(() => gate([{ metric: 'lacuna', before, after }], options)).toThrow(/other budgets/);
  });
});

// `npm run simulate` holds 2,000 of each; docs/release-gate.md has its figures.
describe('the error rates of a gate, by simulation over 600 pairs in 120 families', () => {
  const runsOf = 250;
  function rates(before: number, after: number) {
    const simulation = new PairSimulation(3, { families: 120, pairs: 600, before, after });
    const counts = { pass: 0, fail: 0, inconclusive: 0, refused: 0 };
    for (let i = 0; i < runsOf; i++) {
      const [criterion] = gated({ low: simulation.draw() });
      if (criterion) counts[criterion.verdict] += 1;
    }
    return counts;
  }

  it('fails at most one in twenty that did not drop', () => {
    expect(rates(0.6, 0.6).fail / runsOf).toBeLessThan(0.05);
  });

  it('stops nine in ten that dropped by 5 points', () => {
    const { fail, inconclusive, pass } = rates(0.6, 0.55);
    expect((fail + inconclusive) / runsOf).toBeGreaterThan(0.9);
    expect(fail).toBeGreaterThan(pass);
  });
});

describe('a run against itself', () => {
  const options = { splits: 300, seed: 1, maxDrop: 0.02, confidence: 0.95 };
  function aRun(epochs: number): MeasuredRun {
    const simulation = new PairSimulation(5, {
      families: 40,
      pairs: 120,
      before: 0.6,
      after: 0.6,
      epochs,
    });
    const units = simulation.draw().map(({ cluster, before }, i): [string, MeasuredUnit] => {
      const outcomes = Array.from({ length: epochs }, (_, e) =>
        Number(e < Math.round(before * epochs)),
      );
      return [`item-${i}`, { cluster, operator: 'remove', outcomes, seen: '' }];
    });
    const budgets = new Map([['low', new Map(units)]]);
    return { name: 'some-model', grader: 'rules/1', epochs, missing: 0, expected: 0, budgets };
  }

  it.each([
    [6, 'epochs'],
    [1, 'families'],
  ])('of %i epochs is split by %s, and rarely fails', (epochs, split) => {
    const found = nullGate(aRun(epochs), options);
    expect(found).toMatchObject({ split, units: 120, families: 40 });
    const { pass, fail, inconclusive, refused } = found.verdicts;
    expect(pass + fail + inconclusive + refused).toBe(300);
    expect(fail / 300).toBeLessThan(0.06);
    expect(failsTooOften(found)).toBe(false);
    // Point estimates alone would stop far more.
    expect(found.pointEstimate).toBeGreaterThan(5 * fail);
  });

  it('gives the same verdicts for the same seed, and others for another', () => {
    const run = aRun(4);
    expect(nullGate(run, options)).toEqual(nullGate(run, options));
    expect(nullGate(run, { ...options, seed: 2 }).verdicts).not.toEqual(
      nullGate(run, options).verdicts,
    );
  });

  it('is refused where every epoch is the same and the items are few', () => {
    const run = aRun(4);
    const [[, units = new Map()] = []] = [...run.budgets];
    const few = [...units]
      .slice(0, 10)
      .map(([id, unit]): [string, MeasuredUnit] => [id, { ...unit, outcomes: [1, 1, 1, 1] }]);
    const found = nullGate({ ...run, budgets: new Map([['low', new Map(few)]]) }, options);
    expect(found.verdicts.pass + found.verdicts.fail).toBe(0);
  });
});
