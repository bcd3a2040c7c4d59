import { z } from 'zod';
import { InputError } from '../input-error.ts';
import { holm } from './holm.ts';
import { type Interval, LEVEL, meanInterval } from './intervals.ts';
import { mcnemar, tooFewDiscordant } from './mcnemar.ts';
import { average, type MeasuredRun, type MeasuredUnit } from './measured.ts';
import {
  chanceOfMore,
  differenceInterval,
  type PairedDifference,
  pairedDifference,
} from './paired.ts';
import { studentCdf } from './student.ts';

const Count = z.int().nonnegative();
const Probability = z.number().min(0).max(1);

/** A paired difference: second run minus first. */
export const Difference = z.strictObject({
  before: z.number(),
  after: z.number(),
  difference: z.number(),
  /** 95%, clustered by family; null with fewer than two families. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Of no difference, two-sided, clustered as the interval is; null as it is. */
  p: Probability.nullable(),
  /** The same, by Holm over the table that the row stands in. */
  holm: Probability.nullable(),
  wins: Count,
  losses: Count,
  ties: Count,
  /** McNemar's exact p, pairs taken as independent; null with too few discordant ones to reach 0.05. */
  mcnemar: Probability.nullable(),
  units: Count,
  families: Count,
});
export type Difference = z.infer<typeof Difference>;

const Side = z.strictObject({
  name: z.string(),
  grader: z.string().nullable(),
  epochs: Count,
  missing: Count,
  expected: Count,
  /** Budgets that the other run does not have. */
  only: z.array(z.string()),
});

export const Flip = z.strictObject({
  item: z.string(),
  budget: z.string(),
  operator: z.string(),
  /** Of its epochs, the share that hit. */
  before: z.number(),
  after: z.number(),
  /** In labels. */
  was: z.string(),
  is: z.string(),
});
export type Flip = z.infer<typeof Flip>;

/** Two runs, item by item. Shares as fractions. */
export const Comparison = z.strictObject({
  format: z.literal('lacuna-comparison/1'),
  metric: z.string(),
  /** Whether all values are in [0, 1], so that differences are percentage points. */
  shares: z.boolean(),
  before: Side,
  after: Side,
  budgets: z.array(
    z.strictObject({
      budget: z.string(),
      overall: Difference,
      operators: z.record(z.string(), Difference),
      /** Units that one of the runs has nothing on. */
      unpaired: Count,
    }),
  ),
  flips: z.strictObject({ total: Count, shown: z.array(Flip) }),
  /** What a reader must know of the pairing. */
  notes: z.array(z.string()),
});
export type Comparison = z.infer<typeof Comparison>;

/** An item under both runs. */
export interface MatchedUnit {
  readonly id: string;
  readonly before: MeasuredUnit;
  readonly after: MeasuredUnit;
}

export interface CompareOptions {
  readonly metric: string;
  /** At most so many flips are listed. */
  readonly flips: number;
  readonly notes?: readonly string[];
}

/**
 * Compares two runs of the same items: pairs by item, epochs averaged within each, budgets by
 * intersection. Differences are clustered by family (Miller 2024, arXiv 2411.00640, on paired
 * differences and clustered errors), with Tango's interval (paired.ts), and Holm over budgets and,
 * apart, over all rows of operators.
 * Throws InputError where the runs have no budget, or no item under it, in common.
 */
export function compareRuns(
  before: MeasuredRun,
  after: MeasuredRun,
  { metric, flips, notes = [] }: CompareOptions,
): Comparison {
  const common = commonBudgets(before, after);
  const shares = [before, after].every(areShares);
  const rows = common.map((budget) => {
    const { units, unpaired } = match(before, after, budget);
    const byOperator = groupBy(units, ({ before: { operator } }) => operator);
    return {
      budget,
      units,
      unpaired,
      overall: difference(units, shares),
      operators: [...byOperator].map(([name, some]) => ({ name, row: difference(some, shares) })),
    };
  });
  adjust(rows.map(({ overall }) => overall));
  adjust(rows.flatMap(({ operators }) => operators.map(({ row }) => row)));
  const flipped = rows
    .flatMap(({ budget, units }) => units.flatMap((unit) => flipOf(budget, unit)))
    .sort((a, b) => a.after - a.before - (b.after - b.before));
  return {
    format: 'lacuna-comparison/1',
    metric,
    shares,
    before: side(before, after),
    after: side(after, before),
    budgets: rows.map(({ budget, overall, operators, unpaired }) => ({
      budget,
      overall,
      operators: Object.fromEntries(operators.map(({ name, row }) => [name, row])),
      unpaired,
    })),
    flips: { total: flipped.length, shown: bothEnds(flipped, flips) },
    notes: [...notes],
  };
}

function commonBudgets(before: MeasuredRun, after: MeasuredRun): string[] {
  const common = [...before.budgets.keys()].filter((budget) => after.budgets.has(budget));
  if (common.length > 0) return common;
  const [first, second] = [before, after].map(({ budgets }) => [...budgets.keys()].join(', '));
  throw new InputError(`the runs have no budget in common: ${first} against ${second}`);
}

/** The items that both runs have an outcome on. Throws InputError where there is none. */
export function match(
  before: MeasuredRun,
  after: MeasuredRun,
  budget: string,
): { units: MatchedUnit[]; unpaired: number } {
  const [first, second] = [before, after].map(
    ({ budgets }) => budgets.get(budget) ?? new Map<string, MeasuredUnit>(),
  );
  const units = [...(first ?? [])].flatMap(([id, unit]) => {
    const other = second?.get(id);
    return other ? [{ id, before: unit, after: other }] : [];
  });
  if (units.length === 0) {
    throw new InputError(`under ${budget} no item has an outcome in both runs`);
  }
  const all = new Set([...(first?.keys() ?? []), ...(second?.keys() ?? [])]);
  return { units, unpaired: all.size - units.length };
}

/** The paired difference of matched items, epochs averaged within each. */
export function differenceOf(units: readonly MatchedUnit[]): PairedDifference {
  return pairedDifference(
    units.map(({ before, after }) => ({
      cluster: before.cluster,
      before: average(before.outcomes),
      after: average(after.outcomes),
    })),
  );
}

function difference(units: readonly MatchedUnit[], shares: boolean): Difference {
  const of = differenceOf(units);
  const { wins, losses, ties, estimate } = of;
  const { interval, p } = shares ? byScore(of) : byStudent(of);
  return {
    before: of.before,
    after: of.after,
    difference: estimate.mean ?? 0,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    p,
    holm: null,
    wins,
    losses,
    ties,
    mcnemar: tooFewDiscordant(wins + losses) ? null : mcnemar(wins, losses).p,
    units: estimate.n,
    families: estimate.clusters,
  };
}

interface Tested {
  interval: Interval | null;
  p: number | null;
}

function byScore(of: PairedDifference): Tested {
  const more = chanceOfMore(of);
  const p = more === null ? null : twoSided(more);
  return { interval: differenceInterval(of, LEVEL), p };
}

/** For values that are no shares, for which Tango's interval does not stand. */
function byStudent({ estimate, df }: PairedDifference): Tested {
  const { mean, se } = estimate;
  const interval = meanInterval(estimate);
  if (mean === null || se === null) return { interval, p: null };
  if (se === 0) return { interval, p: mean === 0 ? 1 : 0 };
  return { interval, p: twoSided(studentCdf(mean / se, df)) };
}

function twoSided(tail: number): number {
  return Math.min(1, 2 * Math.min(tail, 1 - tail));
}

/** Fills in Holm's p over rows that are read together. */
function adjust(rows: readonly Difference[]): void {
  const tested = rows.flatMap((row) => (row.p === null ? [] : [{ row, p: row.p }]));
  for (const [i, p] of holm(tested.map((each) => each.p)).entries()) {
    const entry = tested[i];
    if (entry) entry.row.holm = p;
  }
}

function flipOf(budget: string, { id, before, after }: MatchedUnit): Flip[] {
  const [first, second] = [before, after].map(({ outcomes }) => average(outcomes));
  if (first === undefined || second === undefined || first === second) return [];
  const { operator, seen } = before;
  return [{ item: id, budget, operator, before: first, after: second, was: seen, is: after.seen }];
}

/** Losses stand first, wins last: where not all fit, some of both. */
function bothEnds<T>(sorted: readonly T[], most: number): T[] {
  if (sorted.length <= most) return [...sorted];
  const head = Math.ceil(most / 2);
  return [...sorted.slice(0, head), ...sorted.slice(sorted.length - (most - head))];
}

function side(run: MeasuredRun, other: MeasuredRun): z.infer<typeof Side> {
  const { name, grader, epochs, missing, expected, budgets } = run;
  const only = [...budgets.keys()].filter((budget) => !other.budgets.has(budget));
  return { name, grader, epochs, missing, expected, only };
}

function areShares({ budgets }: MeasuredRun): boolean {
  return [...budgets.values()].every((units) =>
    [...units.values()].every(({ outcomes }) =>
      outcomes.every((value) => value >= 0 && value <= 1),
    ),
  );
}

export function groupBy<T>(values: readonly T[], key: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(key(value));
    if (group) group.push(value);
    else groups.set(key(value), [value]);
  }
  return groups;
}
