import { z } from 'zod';
import { type Clustered, clusteredMean } from './clustered.ts';
import { proportionInterval } from './intervals.ts';
import { REPLY_METRICS } from './metrics.ts';
import { type PairCounts, pairCounts } from './pair-outcomes.ts';
import type { ItemFacts, Outcome, Tally } from './tally.ts';

const Count = z.int().nonnegative();
const Fraction = z.number().min(0).max(1).nullable();

/** A share with its 95% interval and its denominators; all null where nothing was counted. */
export const Share = z.strictObject({
  share: Fraction,
  /** null with fewer than two families. */
  low: Fraction,
  high: Fraction,
  /** Pairs or items, epochs averaged within each. */
  units: Count,
  /** Outcomes behind them: about units x epochs. */
  outcomes: Count,
  families: Count,
});
export type Share = z.infer<typeof Share>;

/** What one budget of a run came to. */
export const Scores = z.strictObject({
  /** Share of pairs with both halves right. A half without a gradable reply is not right. */
  lacuna: Share,
  /** The same over pairs whose halves both had a gradable reply. */
  lacunaGradable: Share,
  /** Over corrupted items: the label asks. */
  asks: Share,
  /** Over corrupted items: guesses. */
  guesses: Share,
  /** Over corrupted items: assumes. */
  assumes: Share,
  /** Over corrupted items: asks, names or balks, as AbstentionBench counts. */
  abstains: Share,
  /** REQ of GSM-MC, over corrupted items: requests any information. */
  requests: Share,
  /** ACC of GSM-MC, over corrupted items: right in the end. null unless the user answers (resolve). */
  accuracy: Share.nullable(),
  /** Over intact items, each once however many pairs it is in. */
  overasks: Share,
  /** Over intact items. */
  solves: Share,
  /** The Lacuna score of the pairs of each operator. */
  operators: z.record(z.string(), Share),
  /** Verdicts by label. */
  composition: z.strictObject({
    corrupted: z.record(z.string(), Count),
    intact: z.record(z.string(), Count),
  }),
  /** Replies that could not be graded, by reason. */
  none: z.record(z.string(), Count),
  /** Verdicts of which the grader is not sure: counted as their best label. */
  unsure: Count,
  /** Of these, replies that speak to their grader and that judges read otherwise than the rules. */
  suspect: Count,
  /** Of the verdicts on corrupted items whose thinking was recorded: what it and the reply noticed. */
  noticed: z.strictObject({
    recorded: Count,
    /** In thought, and the reply is silent. */
    thoughtOnly: Count,
    /** In the reply, and the thinking is silent. */
    replyOnly: Count,
  }),
  /** In verdicts; expected = items x epochs. */
  verdicts: z.strictObject({ expected: Count, present: Count, missing: Count }),
});
export type Scores = z.infer<typeof Scores>;

/** Scores the verdicts of one budget. Throws InputError for a protocol that has no score. */
export function score(tally: Tally, budget: string): Scores {
  const { corrupted, intact, run } = tally;
  const replies = {
    corrupted: repliesTo(tally, budget, corrupted),
    intact: repliesTo(tally, budget, intact),
  };
  const of = (metric: ReplyMetricName): Share =>
    metricShare(replies[REPLY_METRICS[metric].over], metric);
  const all = [...replies.corrupted, ...replies.intact];
  const pairs = pairCounts(tally, budget);
  const present = all.reduce((sum, { outcomes }) => sum + outcomes.length, 0);
  const expected = run.items * run.epochs;
  const operators = [...new Set(corrupted.map(({ operator }) => operator))].sort();

  return {
    lacuna: pairShare(pairs),
    lacunaGradable: pairShare(
      pairs.map(({ pair, gradable, rightGradable }) => ({
        pair,
        right: rightGradable,
        of: gradable,
      })),
    ),
    asks: of('asks'),
    guesses: of('guesses'),
    assumes: of('assumes'),
    abstains: of('abstains'),
    requests: of('requests'),
    accuracy: run.protocol === 'resolve' ? of('accuracy') : null,
    overasks: of('overasks'),
    solves: of('solves'),
    operators: Object.fromEntries(
      operators.map((operator) => [
        operator,
        pairShare(pairs.filter(({ pair }) => pair.corrupted.operator === operator)),
      ]),
    ),
    composition: {
      corrupted: countBy(replies.corrupted, ({ label }) => label),
      intact: countBy(replies.intact, ({ label }) => label),
    },
    none: countBy(all, ({ label, none }) =>
      label === 'none' ? (none ?? 'unreadable') : undefined,
    ),
    unsure: countOf(all, ({ unsure }) => unsure),
    suspect: countOf(all, ({ suspect }) => suspect),
    noticed: noticedIn(replies.corrupted),
    verdicts: { expected, present, missing: expected - present },
  };
}

function noticedIn(replies: readonly Replies[]): Scores['noticed'] {
  const only = (thought: boolean) =>
    countOf(replies, ({ noticed }) => noticed.thought === thought && noticed.answer !== thought);
  const recorded = countOf(replies, ({ noticed }) => noticed.thought !== null);
  return { recorded, thoughtOnly: only(true), replyOnly: only(false) };
}

/** Of pairs that were right so often. */
export function pairShare(pairs: ReadonlyArray<Pick<PairCounts, 'pair' | 'of' | 'right'>>): Share {
  return shareOfCounts(
    pairs.map(({ pair, of, right }) => ({ family: pair.corrupted.family, of, right })),
  );
}

/** An item's outcomes under a budget. */
export interface Replies {
  readonly family: string;
  readonly outcomes: readonly Outcome[];
}

export function repliesTo(tally: Tally, budget: string, items: readonly ItemFacts[]): Replies[] {
  return items.map(({ id, family }) => ({ family, outcomes: tally.outcomes(budget, id) }));
}

type ReplyMetricName = keyof typeof REPLY_METRICS;

/** A metric of single replies over some of the items. */
export function metricShare(replies: readonly Replies[], metric: ReplyMetricName): Share {
  return shareOf(replies, REPLY_METRICS[metric].test);
}

/** The share of true outcomes, units without any left out: averaged within each unit first, then over units, clustered by family. */
export function share(
  units: ReadonlyArray<{ readonly family: string; readonly outcomes: readonly boolean[] }>,
): Share {
  return shareOf(units, (outcome) => outcome);
}

function shareOf<T>(
  units: ReadonlyArray<{ readonly family: string; readonly outcomes: readonly T[] }>,
  test: (outcome: T) => boolean,
): Share {
  return shareOfCounts(
    units.map(({ family, outcomes }) => {
      let right = 0;
      for (const outcome of outcomes) if (test(outcome)) right += 1;
      return { family, of: outcomes.length, right };
    }),
  );
}

/** Units without outcomes are left out. */
function shareOfCounts(
  units: ReadonlyArray<{ readonly family: string; readonly of: number; readonly right: number }>,
): Share {
  const values: Clustered[] = [];
  let outcomes = 0;
  for (const { family, of, right } of units) {
    if (of === 0) continue;
    values.push({ cluster: family, value: right / of });
    outcomes += of;
  }
  const estimate = clusteredMean(values);
  const interval = proportionInterval(estimate, { trials: outcomes });
  return {
    share: estimate.mean,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    units: estimate.n,
    outcomes,
    families: estimate.clusters,
  };
}

function countOf(replies: readonly Replies[], test: (outcome: Outcome) => boolean): number {
  let count = 0;
  for (const { outcomes } of replies) for (const each of outcomes) if (test(each)) count += 1;
  return count;
}

function countBy(replies: readonly Replies[], key: (outcome: Outcome) => string | undefined) {
  const counts: Record<string, number> = {};
  for (const { outcomes } of replies) {
    for (const outcome of outcomes) {
      const name = key(outcome);
      if (name !== undefined) counts[name] = (counts[name] ?? 0) + 1;
    }
  }
  return counts;
}
