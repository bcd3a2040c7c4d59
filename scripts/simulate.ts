import { clusteredMean } from '../src/stats/clustered.ts';
import { gate } from '../src/stats/gate.ts';
import { type Interval, meanInterval, proportionInterval } from '../src/stats/intervals.ts';
import type { MeasuredRun, MeasuredUnit } from '../src/stats/measured.ts';
import { differenceInterval, type PairedUnit, pairedDifference } from '../src/stats/paired.ts';
import { type PairedRuns, PairSimulation } from '../src/stats/simulated-pairs.test-data.ts';
import { slopePerDoubling } from '../src/stats/slope.ts';

/**
 * Measures by simulation what docs/release-gate.md promises: how often a gate errs, and how often each
 * interval holds the truth. Seeded: the same figures each time. Some minutes.
 */
const DRAWS = 2_000;
const percent = (count: number) => `${((100 * count) / DRAWS).toFixed(1)}%`;
const print = (...cells: Array<string | number>) =>
  process.stdout.write(`| ${cells.join(' | ')} |\n`);

print(
  'families',
  'pairs',
  'budgets',
  'before',
  'after',
  'fails',
  'inconclusive',
  'passes',
  'stops',
);
print(...Array.from({ length: 9 }, () => '---:'));
for (const [runs, budgets] of gateSettings()) gateRates(runs, budgets);

process.stdout.write('\n');
print(
  'families',
  'pairs',
  'epochs',
  'before',
  'after',
  'score',
  'difference',
  'lower',
  'upper',
  'slope',
);
print(...Array.from({ length: 10 }, () => '---:'));
for (const runs of coverageSettings()) coverage(runs);

function gateSettings(): Array<[PairedRuns, number]> {
  const usual = { families: 120, pairs: 600 };
  return [
    [{ ...usual, before: 0.6, after: 0.6 }, 1],
    [{ ...usual, before: 0.9, after: 0.9 }, 1],
    [{ ...usual, before: 0.6, after: 0.6 }, 3],
    [{ families: 60, pairs: 600, before: 0.6, after: 0.6 }, 1],
    [{ families: 15, pairs: 75, before: 0.6, after: 0.6 }, 1],
    [{ ...usual, before: 0.6, after: 0.58 }, 1],
    [{ ...usual, before: 0.6, after: 0.55 }, 1],
    [{ ...usual, before: 0.9, after: 0.85 }, 1],
    [{ families: 60, pairs: 600, before: 0.6, after: 0.55 }, 1],
    [{ ...usual, before: 0.6, after: 0.55, epochs: 5 }, 1],
    [{ ...usual, before: 0.6, after: 0.6, epochs: 5 }, 1],
    [{ families: 120, pairs: 1500, before: 0.6, after: 0.6, epochs: 5 }, 1],
    [{ families: 120, pairs: 1500, before: 0.6, after: 0.55 }, 1],
  ];
}

function gateRates(runs: PairedRuns, budgets: number): void {
  const simulation = new PairSimulation(11, runs);
  const counts = { pass: 0, fail: 0, inconclusive: 0, refused: 0 };
  for (let draw = 0; draw < DRAWS; draw++) {
    const units = Array.from({ length: budgets }, () => simulation.draw());
    const [before, after] = [side(units, 'before'), side(units, 'after')];
    const options = { maxDrop: 0.02, confidence: 0.95 };
    const verdicts = gate([{ metric: 'lacuna', before, after }], options).map((c) => c.verdict);
    const worst = (['fail', 'refused', 'inconclusive'] as const).find((v) => verdicts.includes(v));
    counts[worst ?? 'pass'] += 1;
  }
  const { pass, fail, inconclusive, refused } = counts;
  print(
    ...[runs.families, epochsOf(runs), budgets, runs.before, runs.after],
    ...[fail, inconclusive + refused, pass, fail + inconclusive + refused].map(percent),
  );
}

function epochsOf({ pairs, epochs = 1 }: PairedRuns): string {
  return epochs === 1 ? String(pairs) : `${pairs} × ${epochs} epochs`;
}

function side(budgets: PairedUnit[][], of: 'before' | 'after'): MeasuredRun {
  const named = budgets.map((units, b): [string, Map<string, MeasuredUnit>] => [
    `budget ${b}`,
    new Map(
      units.map((unit, i) => [
        `item ${i}`,
        { cluster: unit.cluster, operator: 'remove', outcomes: [unit[of]], seen: '' },
      ]),
    ),
  ]);
  const run = { name: of, grader: 'rules/1', epochs: 1, missing: 0, expected: 0 };
  return { ...run, budgets: new Map(named) };
}

function coverageSettings(): PairedRuns[] {
  return [
    [15, 75],
    [60, 60],
    [60, 300],
    [120, 600],
  ].flatMap(([families = 0, pairs = 0]) => [
    { families, pairs, before: 0.6, after: 0.55 },
    { families, pairs, before: 0.9, after: 0.9 },
    { families, pairs, before: 0.95, after: 0.9, uneven: pairs > families },
    { families, pairs, before: 0.5, after: 0.5, epochs: 3 },
  ]);
}

function coverage(runs: PairedRuns): void {
  const simulation = new PairSimulation(12, runs);
  const { truth } = simulation;
  const hits = { score: 0, difference: 0, lower: 0, upper: 0, slope: 0 };
  const holds = (interval: Interval | null, value: number) =>
    interval !== null && interval.low <= value && value <= interval.high;
  for (let draw = 0; draw < DRAWS; draw++) {
    const units = simulation.draw();
    const first = clusteredMean(units.map(({ cluster, before }) => ({ cluster, value: before })));
    const trials = units.length * (runs.epochs ?? 1);
    if (holds(proportionInterval(first, { trials }), runs.before)) hits.score += 1;
    const of = pairedDifference(units);
    if (holds(differenceInterval(of, 0.95), truth)) hits.difference += 1;
    const bounds = differenceInterval(of, 0.9);
    if (bounds && bounds.low <= truth) hits.lower += 1;
    if (bounds && bounds.high >= truth) hits.upper += 1;
    const slope = slopePerDoubling([at(units, 'before', 200), at(units, 'after', 800)]);
    if ('estimate' in slope && holds(meanInterval(slope.estimate), truth / 2)) hits.slope += 1;
  }
  print(
    ...[runs.families, `${runs.pairs}${runs.uneven ? ' (uneven)' : ''}`, runs.epochs ?? 1],
    ...[runs.before, runs.after],
    ...[hits.score, hits.difference, hits.lower, hits.upper, hits.slope].map(percent),
  );
}

function at(units: readonly PairedUnit[], of: 'before' | 'after', tokens: number) {
  const outcomes = units.map((unit, i): [string, { cluster: string; value: number }] => [
    `item ${i}`,
    { cluster: unit.cluster, value: unit[of] },
  ]);
  return { tokens, outcomes: new Map(outcomes) };
}
