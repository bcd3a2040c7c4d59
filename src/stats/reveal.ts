import { z } from 'zod';
import { TURN_CLASSES } from '../../graders/verdict.ts';
import { type Clustered, clusteredMean } from './clustered.ts';
import { proportionInterval } from './intervals.ts';
import { Estimate, estimateOf, gainOf, meanOf, shareOfGain } from './ratio.ts';
import { Share, share } from './scores.ts';
import type { ItemFacts, Outcome, Tally } from './tally.ts';

const Count = z.int().nonnegative();

/** What one way of telling came to under one budget. */
export const RevealScores = z.strictObject({
  /** Problems solved by the last reply, epochs averaged within each. */
  solved: Share,
  /** The same where any reply was right, as the original counts sharded. */
  solvedEver: Share,
  /** Problems solved in every epoch, and in none. */
  always: Share,
  never: Share,
  /** A90: the mean over problems of the 90th percentile of their epochs' scores. null with one epoch. */
  aptitude: Estimate.nullable(),
  /** U90-10: the mean over problems of the difference of the 90th and 10th percentile. */
  unreliability: Estimate.nullable(),
  /** Of conversations: an answer was attempted at all, and before all was told. */
  attempted: Share,
  early: Share,
  /** The turn of the first attempt, from 1, where there was one. */
  firstAttempt: Estimate,
  /** Of conversations that began with an early and wrong attempt: right in the end. */
  recovered: Share,
  /** Replies by class. */
  classes: z.record(z.enum(TURN_CLASSES), Count),
  /** Conversations that the turn cap ended before all was told: not solved. */
  capped: Count,
  /** Replies that could not be graded, as the last of their conversation. */
  none: Count,
  conversations: z.strictObject({ expected: Count, present: Count }),
});
export type RevealScores = z.infer<typeof RevealScores>;

/**
 * Scores the conversations of one budget after "Lost in Conversation" (Laban et al. 2025, arXiv
 * 2505.06120): percentiles interpolate linearly. Where they score any right answer on the way, and stop
 * there, the last reply counts here, in every variant. With a few epochs, 0 or 1 each, the
 * percentiles are coarse: see always and never as well.
 */
export function scoreReveal(tally: Tally, budget: string): RevealScores {
  const problems = tally.intact.map((item) => ({
    item,
    outcomes: tally.outcomes(budget, item.id),
  }));
  const held = problems.filter(({ outcomes }) => outcomes.length > 0);
  const over = (test: (outcome: Outcome) => boolean | null): Share =>
    share(
      problems.map(({ item, outcomes }) => ({
        family: item.family,
        outcomes: outcomes.map(test).filter((each) => each !== null),
      })),
    );
  const ofProblems = (test: (outcomes: readonly Outcome[]) => boolean): Share =>
    share(held.map(({ item, outcomes }) => ({ family: item.family, outcomes: [test(outcomes)] })));
  const percentiles = (spread: (sorted: readonly number[]) => number): Estimate | null =>
    tally.run.epochs < 2 ? null : boundedMean(eachProblem(held, spread));
  const all = held.flatMap(({ outcomes }) => outcomes);
  return {
    solved: over(({ right }) => right),
    solvedEver: over(
      ({ right, told }) => right || (told?.turns.some((turn) => turn.right) ?? false),
    ),
    always: ofProblems((outcomes) => outcomes.every(({ right }) => right)),
    never: ofProblems((outcomes) => !outcomes.some(({ right }) => right)),
    aptitude: percentiles((sorted) => at(sorted, 0.9)),
    unreliability: percentiles((sorted) => at(sorted, 0.9) - at(sorted, 0.1)),
    attempted: over((outcome) => firstAttempt(outcome) !== null),
    early: over(isEarly),
    firstAttempt: meanOf(
      held.flatMap(({ item, outcomes }) => {
        const turns = outcomes.flatMap((outcome) => firstAttempt(outcome) ?? []);
        if (turns.length === 0) return [];
        const value = turns.reduce((sum, turn) => sum + turn + 1, 0) / turns.length;
        return [{ cluster: item.family, value }];
      }),
    ),
    recovered: over((outcome) =>
      isEarly(outcome) && !startsRight(outcome) ? outcome.right : null,
    ),
    classes: countClasses(all),
    capped: all.filter(({ told }) => told?.by === null).length,
    none: all.filter(({ label }) => label === 'none').length,
    conversations: { expected: tally.intact.length * tally.run.epochs, present: all.length },
  };
}

/** A mean of values in [0, 1]. */
function boundedMean(values: readonly Clustered[]): Estimate {
  const mean = clusteredMean(values);
  return estimateOf(mean, proportionInterval(mean));
}

function eachProblem(
  problems: ReadonlyArray<{ item: ItemFacts; outcomes: readonly Outcome[] }>,
  value: (sorted: readonly number[]) => number,
) {
  return problems.map(({ item, outcomes }) => {
    const sorted = outcomes.map(({ right }) => (right ? 1 : 0)).toSorted((a, b) => a - b);
    return { cluster: item.family, value: value(sorted) };
  });
}

/** A percentile with linear interpolation between the two nearest ranks. */
function at(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const [below, above] = [Math.floor(place), Math.ceil(place)].map((rank) => sorted[rank] ?? 0);
  return (below ?? 0) + (place - Math.floor(place)) * ((above ?? 0) - (below ?? 0));
}

/** The turn of the first answer attempt, from 0. */
function firstAttempt({ told }: Outcome): number | null {
  const turn = told?.turns.findIndex((each) => each.class === 'answer attempt') ?? -1;
  return turn < 0 ? null : turn;
}

/** Whether an answer was attempted before all was told. */
export function isEarly(outcome: Outcome): boolean {
  const turn = firstAttempt(outcome);
  const by = outcome.told?.by ?? Number.POSITIVE_INFINITY;
  return turn !== null && turn < by;
}

function startsRight(outcome: Outcome): boolean {
  return outcome.told?.turns[firstAttempt(outcome) ?? -1]?.right ?? false;
}

function countClasses(outcomes: readonly Outcome[]): RevealScores['classes'] {
  const replies = outcomes.flatMap(({ told }) => told?.turns ?? []);
  const count = (name: string) => replies.filter((turn) => turn.class === name).length;
  return {
    'answer attempt': count('answer attempt'),
    clarification: count('clarification'),
    interrogation: count('interrogation'),
    discussion: count('discussion'),
    hedge: count('hedge'),
    refusal: count('refusal'),
    missing: count('missing'),
  };
}

/** Solve rates by problem, epochs averaged. */
export type Rates = ReadonlyMap<string, { readonly cluster: string; readonly value: number }>;

export function solveRates(tally: Tally, budget: string): Rates {
  return new Map(
    tally.intact.flatMap(({ id, family }) => {
      const outcomes = tally.outcomes(budget, id);
      if (outcomes.length === 0) return [];
      const value = outcomes.filter(({ right }) => right).length / outcomes.length;
      return [[id, { cluster: family, value }] as const];
    }),
  );
}

export const Drop = z.strictObject({
  /** In fractions of 1: the difference of the two means. */
  absolute: Estimate,
  /** The same as a share of the first mean; null where that may be 0. */
  relative: Estimate,
});
export type Drop = z.infer<typeof Drop>;

/** What is lost from one to the other, over the units that both have. */
export function dropBetween(from: Rates, to: Rates): Drop {
  const pairs = paired(from, to);
  return {
    absolute: gainOf(
      pairs.map(([{ cluster, value }, { value: left }]) => ({
        cluster,
        before: left,
        after: value,
      })),
    ),
    relative: shareOfGain(
      pairs.map(([{ cluster, value }, { value: left }]) => ({
        cluster,
        gain: [left, value],
        whole: [0, value],
      })),
    ),
  };
}

/**
 * The share of the loss from `ceiling` to `plain` that `treated` makes good, over the units that all three
 * have: 1 makes good all of it, below 0 it adds to it. null where there may be no loss.
 */
export function shareRecovered(ceiling: Rates, plain: Rates, treated: Rates): Estimate {
  return shareOfGain(
    paired(plain, treated).flatMap(([before, after, id]) => {
      const best = ceiling.get(id);
      if (!best) return [];
      const { cluster, value } = before;
      return [{ cluster, gain: [value, after.value], whole: [value, best.value] } as const];
    }),
  );
}

/** The same of the loss from right in all. */
export function shareRecoveredOfAll(plain: Rates, treated: Rates): Estimate {
  const all = new Map([...plain].map(([id, rate]) => [id, { ...rate, value: 1 }]));
  return shareRecovered(all, plain, treated);
}

function paired(one: Rates, other: Rates) {
  return [...one].flatMap(([id, a]) => {
    const b = other.get(id);
    return b ? [[a, b, id] as const] : [];
  });
}
