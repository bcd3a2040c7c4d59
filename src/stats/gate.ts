import { z } from 'zod';
import { InputError } from '../input-error.ts';
import { differenceOf, type MatchedUnit, match } from './comparison.ts';
import { holm } from './holm.ts';
import type { MeasuredRun } from './measured.ts';
import { betterOf, MetricName } from './metrics.ts';
import { normalQuantile } from './normal.ts';
import { ASSUMED_ICC, chanceOfMore, differenceInterval } from './paired.ts';
import { studentQuantile } from './student.ts';

const Count = z.int().nonnegative();

export const GateVerdict = z.enum(['pass', 'fail', 'inconclusive', 'refused']);
export type GateVerdict = z.infer<typeof GateVerdict>;

/** What is held against the allowed drop, and what came of it. */
export const Criterion = z.strictObject({
  metric: MetricName,
  budget: z.string(),
  /** null for all operators. */
  operator: z.string().nullable(),
  better: z.enum(['higher', 'lower']),
  before: z.number(),
  after: z.number(),
  /** Towards the better: below 0 is a drop, also of a metric of which less is better. */
  change: z.number(),
  /** One-sided bounds of the change, each at the gate's confidence; null with fewer than two families. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** One-sided p of no drop, by Holm over the criteria. */
  holm: z.number().nullable(),
  wins: Count,
  losses: Count,
  ties: Count,
  units: Count,
  families: Count,
  verdict: GateVerdict,
  /** Why it was refused. */
  reason: z.string().nullable(),
  /** It rose beyond doubt, by as much as it may drop: often a fault of the grader. */
  jumped: z.boolean(),
  /** Further items that would settle it, four times in five; null where none or no feasible number would. */
  needed: Count.nullable(),
});
export type Criterion = z.infer<typeof Criterion>;

export interface GateOptions {
  /** As a fraction. */
  readonly maxDrop: number;
  /** Of each one-sided bound. */
  readonly confidence: number;
  /** By name; without, all that the runs have, which must be the same. */
  readonly budgets?: readonly string[] | undefined;
  /** By name; without, all operators together. */
  readonly operators?: readonly string[] | undefined;
}

/** One metric of both runs. */
export interface GateInput {
  readonly metric: MetricName;
  readonly before: MeasuredRun;
  readonly after: MeasuredRun;
}

/** A change towards the better, however it was measured. */
export interface Change {
  readonly change: number;
  readonly low: number | null;
  readonly high: number | null;
  /** One-sided: of no drop, of no rise; null as the bounds are. */
  readonly noDrop: number | null;
  readonly noRise: number | null;
}

/**
 * Non-inferiority on the paired difference, clustered by family (the bounds are Tango's: paired.ts).
 * - pass: the lower bound of the change is above -maxDrop. Errs, where the true drop is maxDrop or
 *   more, with probability 1 - confidence at most. All criteria must pass, so this needs no correction
 *   (an intersection-union test: Berger 1982).
 * - fail: there is a drop beyond doubt (no drop is rejected at (1 - confidence) / 2, by Holm over all
 *   criteria), and it is estimated at maxDrop or more. Rises are watched alike: half of the doubt is
 *   for each, so that where nothing changed a gate raises an alarm, of whichever kind, with
 *   probability 1 - confidence at most.
 * - inconclusive: neither.
 * - refused: it would be inconclusive, and nothing varies; or there is but one family.
 * Throws InputError where a budget or operator is not in both runs.
 */
export function gate(inputs: readonly GateInput[], options: GateOptions): Criterion[] {
  const measured = inputs.flatMap((input) =>
    budgetsOf(input, options.budgets).flatMap((budget) => {
      const { units } = match(input.before, input.after, budget);
      return operatorsOf(units, input, options.operators).map((operator) => {
        const some = units.filter(
          ({ before }) => operator === null || before.operator === operator,
        );
        return measureCriterion(input.metric, budget, operator, some, options);
      });
    }),
  );
  const decided = decide(
    measured.map(({ change }) => change),
    options,
  );
  return measured.map(({ criterion, change }, i): Criterion => {
    const found = decided[i] ?? { verdict: 'refused', holm: null, jumped: false };
    if (found.verdict === 'pass' || found.verdict === 'fail') {
      return { ...criterion, ...found, reason: null, needed: null };
    }
    const reason = tooFew(change, criterion);
    const verdict = reason === null ? 'inconclusive' : 'refused';
    const needed = furtherItems(change, criterion, measured.length, options);
    return { ...criterion, ...found, verdict, reason, needed };
  });
}

/** Verdicts on changes that are looked at together. Those without bounds are refused. */
export function decide(
  changes: readonly Change[],
  { maxDrop, confidence }: Pick<GateOptions, 'maxDrop' | 'confidence'>,
): Array<{ verdict: GateVerdict; holm: number | null; jumped: boolean }> {
  const level = alarmLevel(confidence);
  const drops = holm(changes.map(({ noDrop }) => noDrop ?? 1));
  const rises = holm(changes.map(({ noRise }) => noRise ?? 1));
  return changes.map(({ change, low }, i) => {
    const [drop = 1, rise = 1] = [drops[i], rises[i]];
    if (low === null) return { verdict: 'refused', holm: null, jumped: false };
    const jumped = rise <= level && change > 0 && change >= maxDrop;
    const failed = drop <= level && change < 0 && change <= -maxDrop;
    const verdict = failed ? 'fail' : low > -maxDrop ? 'pass' : 'inconclusive';
    return { verdict, holm: drop, jumped };
  });
}

/** Of each alarm, drop or rise. */
export function alarmLevel(confidence: number): number {
  return (1 - confidence) / 2;
}

/** What becomes of the release: the worst of its criteria. */
export function worst(verdicts: readonly GateVerdict[]): GateVerdict {
  const order: readonly GateVerdict[] = ['fail', 'refused', 'inconclusive', 'pass'];
  return order.find((verdict) => verdicts.includes(verdict)) ?? 'refused';
}

/** Of items that are matched. */
export function changeOf(
  units: readonly MatchedUnit[],
  better: 'higher' | 'lower',
  confidence: number,
): Change & { spread: number } {
  const of = differenceOf(better === 'higher' ? units : units.map(mirrored));
  const bounds = differenceInterval(of, 2 * confidence - 1);
  const more = chanceOfMore(of);
  return {
    change: of.estimate.mean ?? 0,
    low: bounds?.low ?? null,
    high: bounds?.high ?? null,
    noDrop: more === null ? null : 1 - more,
    noRise: more,
    // Standard deviation of one item's difference that would leave this standard error.
    spread: (of.estimate.se ?? 0) * Math.sqrt(of.estimate.n),
  };
}

function mirrored({ id, before, after }: MatchedUnit): MatchedUnit {
  const turn = (values: readonly number[]) => values.map((value) => 1 - value);
  return {
    id,
    before: { ...before, outcomes: turn(before.outcomes) },
    after: { ...after, outcomes: turn(after.outcomes) },
  };
}

function measureCriterion(
  metric: MetricName,
  budget: string,
  operator: string | null,
  units: readonly MatchedUnit[],
  { confidence }: GateOptions,
) {
  const better = betterOf(metric);
  const { before, after, wins, losses, ties, estimate } = differenceOf(units);
  const change = changeOf(units, better, confidence);
  const criterion = {
    ...{ metric, budget, operator, better, before, after },
    ...{ change: change.change, low: change.low, high: change.high },
    wins: better === 'higher' ? wins : losses,
    losses: better === 'higher' ? losses : wins,
    ties,
    units: estimate.n,
    families: estimate.clusters,
  };
  return { criterion, change };
}

type Measured = Change & { spread: number };

function tooFew(
  { low, spread }: Measured,
  { units, families }: { units: number; families: number },
): string | null {
  if (low === null) return `all ${units} items are of one family, and a bound needs two`;
  if (spread > 1e-9) return null;
  return `all ${units} items moved alike, or not at all, and in ${families} families they are too few for that to mean anything: a drop of ${(-100 * low).toFixed(1)} points could hide`;
}

/**
 * How many more items, of new families in like proportion, settle it four times in five where the change
 * is truly what was observed: enough for the lower bound to clear -maxDrop, or, where the drop is larger,
 * for no drop to be rejected among all criteria. Where nothing varies: enough for the bound alone.
 */
function furtherItems(
  { change, low, spread }: Measured,
  { units, families }: { units: number; families: number },
  criteria: number,
  { maxDrop, confidence }: GateOptions,
): number | null {
  if (low === null) return null;
  const passing = change > -maxDrop;
  const gap = passing ? change + maxDrop : -change;
  const level = passing ? 1 - confidence : alarmLevel(confidence) / criteria;
  const certain = normalQuantile(1 - level);
  const total =
    spread > 1e-9
      ? ((spread * (certain + normalQuantile(0.8))) / gap) ** 2
      : evenItems(1 - level, gap, units / families);
  const more = Math.max(1, Math.ceil(total) - units);
  return more < 1e6 ? more : null;
}

/** So many items of which none differs have bounds within `gap` (paired.ts, where nothing varies). */
function evenItems(probability: number, gap: number, perFamily: number): number {
  const together = 1 + (perFamily - 1) * ASSUMED_ICC;
  const itemsAt = (t: number) => ((t ** 2 * (1 - gap)) / gap) * together;
  const roughly = itemsAt(normalQuantile(probability));
  return itemsAt(studentQuantile(probability, Math.max(1, roughly / perFamily - 1))) + 1;
}

function budgetsOf({ before, after }: GateInput, asked: readonly string[] | undefined): string[] {
  const [first, second] = [before, after].map(({ budgets }) => [...budgets.keys()]);
  const lists = `${(first ?? []).join(', ')} in the baseline, ${(second ?? []).join(', ')} in the candidate`;
  if (asked) {
    const absent = asked.find((budget) => !first?.includes(budget) || !second?.includes(budget));
    if (absent === undefined) return [...new Set(asked)];
    throw new InputError(`no budget ${absent} in both runs: ${lists}`);
  }
  if (first?.length === second?.length && first?.every((budget) => second?.includes(budget))) {
    return first;
  }
  throw new InputError(`the runs have other budgets: ${lists}. Name those to watch with --budget.`);
}

function operatorsOf(
  units: readonly MatchedUnit[],
  { metric }: GateInput,
  asked: readonly string[] | undefined,
): Array<string | null> {
  if (!asked) return [null];
  const known = [...new Set(units.map(({ before }) => before.operator))];
  const absent = asked.find((operator) => !known.includes(operator));
  if (absent === undefined) return [...new Set(asked)];
  throw new InputError(
    `there are no items of the operator ${absent} under ${metric}, only of ${known.join(', ')}`,
  );
}
