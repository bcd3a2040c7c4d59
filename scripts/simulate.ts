import { Random } from '../src/math/random.ts';
import { calibrate } from '../src/stats/calibration.ts';
import { clusteredMean } from '../src/stats/clustered.ts';
import { gate } from '../src/stats/gate.ts';
import { meanInterval, proportionInterval } from '../src/stats/intervals.ts';
import type { MeasuredRun, MeasuredUnit } from '../src/stats/measured.ts';
import { differenceInterval, type PairedUnit, pairedDifference } from '../src/stats/paired.ts';
import { correctedMean } from '../src/stats/ppi.ts';
import {
  drawGraded,
  drawJudged,
  GRADED,
  type GradedSetting,
  labelledSome,
} from '../src/stats/simulated-labels.test-data.ts';
import { type PairedRuns, PairSimulation } from '../src/stats/simulated-pairs.test-data.ts';
import { slopePerDoubling } from '../src/stats/slope.ts';

/**
 * Measures by simulation what docs/release-gate.md promises: how often a gate errs, and how often each
 * interval holds the truth; the last tables stand in docs/model-card.md. Seeded: the same figures each time.
 * Many minutes.
 */
const DRAWS = 2_000;
/** Each takes a bootstrap of its own. */
const CALIBRATIONS = 500;
/** Families of a set so large that its figures are the true ones. */
const MANY = 20_000;
/** Families and items of the shares' table; slices of a report have as few as the first. */
const SIZES = [
  [5, 20],
  [8, 40],
  [15, 75],
  [25, 300],
  [60, 60],
  [120, 600],
] as const;
/** Families, replies each, and percent that the grader gets right. */
const JUDGED = [
  [15, 6, 85],
  [100, 2, 95],
] as const;
const percent = (count: number, of = DRAWS) => `${((100 * count) / of).toFixed(1)}%`;
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

process.stdout.write('\n');
const SHARES = [0.02, 0.05, 0.1, 0.3, 0.6, 0.9, 0.98];
print('families', 'items', ...SHARES);
print(...Array.from({ length: 2 + SHARES.length }, () => '---:'));
for (const [families, pairs] of SIZES) shareCoverage(families, pairs);

process.stdout.write('\n');
print('families', 'replies', 'labelled', 'true share', 'misses', 'false', 'corrected');
print(...Array.from({ length: 7 }, () => '---:'));
for (const setting of GRADED) correctedCoverage(setting);

process.stdout.write('\n');
print('families', 'replies', 'right', 'label right', 'κ', 'F1', 'precision', 'recall');
print(...Array.from({ length: 8 }, () => '---:'));
for (const [families, each, right] of JUDGED) calibrationCoverage({ families, each, right });

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
    ...[fail, inconclusive + refused, pass, fail + inconclusive + refused].map((count) =>
      percent(count),
    ),
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
    ...[hits.score, hits.difference, hits.lower, hits.upper, hits.slope].map((count) =>
      percent(count),
    ),
  );
}

function at(units: readonly PairedUnit[], of: 'before' | 'after', tokens: number) {
  const outcomes = units.map((unit, i): [string, { cluster: string; value: number }] => [
    `item ${i}`,
    { cluster: unit.cluster, value: unit[of] },
  ]);
  return { tokens, outcomes: new Map(outcomes) };
}

function holds(
  interval: { readonly low: number | null; readonly high: number | null } | null | undefined,
  value: number,
): boolean {
  const { low = null, high = null } = interval ?? {};
  return low !== null && high !== null && low <= value && value <= high;
}

/** Every rate of a report, and of a calibration, has this interval. */
function shareCoverage(families: number, pairs: number): void {
  const hits = SHARES.map((share) => {
    const simulation = new PairSimulation(13, { families, pairs, before: share, after: 0.5 });
    let hit = 0;
    for (let draw = 0; draw < DRAWS; draw++) {
      const units = simulation.draw();
      const mean = clusteredMean(units.map(({ cluster, before }) => ({ cluster, value: before })));
      if (holds(proportionInterval(mean, { trials: units.length }), share)) hit += 1;
    }
    return percent(hit);
  });
  print(families, pairs, ...hits);
}

function correctedCoverage(setting: GradedSetting): void {
  const { families, each, labels, chances, misses } = setting;
  const random = new Random(14, 'corrected', JSON.stringify(setting));
  const truth = chances.reduce((sum, chance) => sum + chance, 0) / chances.length / 100;
  let hit = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    const rows = labelledSome(random, drawGraded(random, setting), labels);
    if (holds(correctedMean(rows)?.interval, truth)) hit += 1;
  }
  print(families, families * each, labels, truth, misses, setting.false, percent(hit));
}

function calibrationCoverage(setting: { families: number; each: number; right: number }): void {
  const { families, each, right } = setting;
  const all = drawJudged(new Random(15, 'all'), { ...setting, families: MANY });
  const truth = calibrate('simulated', all, { seed: 1, draws: 2 });
  const [first] = truth.labels;
  const random = new Random(15, 'samples', JSON.stringify(setting));
  const hits = { accuracy: 0, kappa: 0, f1: 0, precision: 0, recall: 0 };
  for (let draw = 0; draw < CALIBRATIONS; draw++) {
    const found = calibrate('simulated', drawJudged(random, setting), { seed: draw, draws: 400 });
    const label = found.labels.find((each) => each.label === first?.label);
    if (holds(found.accuracy, truth.accuracy.rate ?? 0)) hits.accuracy += 1;
    if (holds(found.kappa, truth.kappa.value ?? 0)) hits.kappa += 1;
    if (holds(label?.f1, first?.f1.value ?? 0)) hits.f1 += 1;
    if (holds(label?.precision, first?.precision.rate ?? 0)) hits.precision += 1;
    if (holds(label?.recall, first?.recall.rate ?? 0)) hits.recall += 1;
  }
  print(
    families,
    families * each,
    right,
    ...Object.values(hits).map((count) => percent(count, CALIBRATIONS)),
  );
}
