import { z } from 'zod';
import type { Strategy } from '../model/respondents/strategies.ts';
import { type Condition, INSTANCES, partsOf } from '../protocol/explore/condition.ts';
import { tapeOf } from '../protocol/explore/instance.ts';
import { bootstrapIntervals } from './bootstrap.ts';
import { type Clustered, clusteredMean } from './clustered.ts';
import { proportionInterval } from './intervals.ts';
import { Estimate, estimateOf, meanOf } from './ratio.ts';
import type { Explored, Tally } from './tally.ts';

const Count = z.int().nonnegative();

/** What the choices of many conversations came to, with 95% intervals over conversations. */
export const ExploreScores = z.strictObject({
  /** The headline: of conversations, the share in whose second half the best source is asked most. */
  found: Estimate,
  /** SuffFailFreq(T/2): the share in which the best source is never asked from day T/2 on. */
  suffixFailure: Estimate,
  /** K x MinFrac(T): the share of the source asked least, times their number: 1 where all are asked alike. */
  evenness: Estimate,
  /** GreedyFrac: of the questions after the first, those to a source with the best mean so far. */
  greedy: Estimate,
  /** Mean of the share of days on which the number was got, 0 for what others give and 1 for the best source. */
  reward: Estimate,
  /** The median over conversations of the same. */
  median: Estimate,
  /** SuffFailFreq(t) for each day t. */
  curve: z.array(
    z.strictObject({
      day: Count,
      share: z.number(),
      low: z.number().nullable(),
      high: z.number().nullable(),
    }),
  ),
  /** Days on which the reply named nobody, of all days. */
  void: z.strictObject({ days: Count, of: Count }),
  conversations: z.strictObject({ expected: Count, present: Count }),
});
export type ExploreScores = z.infer<typeof ExploreScores>;

/** One conversation. */
export interface Replicate {
  readonly item: string;
  readonly epoch: number;
  readonly cluster: string;
  readonly explored: Explored;
}

/** Scores the conversations of one budget. */
export function scoreExplore(tally: Tally, budget: string, condition: Condition): ExploreScores {
  const expected = tally.corrupted.length * tally.run.epochs;
  return scoreReplicates(replicatesOf(tally, budget), {
    condition,
    expected,
    seed: tally.run.seed,
  });
}

/**
 * The conversations of a budget that have a verdict. They are clustered by family: what a model makes of a
 * text it may make of all like it. Where all are of one family nothing but their draws differ, which are
 * independent: then each is a cluster of its own.
 */
export function replicatesOf(tally: Tally, budget: string): Replicate[] {
  const alone = new Set(tally.corrupted.map(({ family }) => family)).size < 2;
  return tally.corrupted.flatMap(({ id, family }) =>
    Array.from({ length: tally.run.epochs }, (_, epoch) => epoch).flatMap((epoch) => {
      const explored = tally.outcome(budget, id, epoch)?.explored;
      return explored
        ? [{ item: id, epoch, cluster: alone ? `${id} ${epoch}` : family, explored }]
        : [];
    }),
  );
}

/**
 * Scores after Krishnamurthy et al. 2024 (arXiv 2403.15371), section 3: suffix failures, MinFrac, median
 * reward, GreedyFrac. A day on which nobody was asked is no choice: the best source was not asked on
 * it, it brings no reward, and it is not counted among the choices of MinFrac and GreedyFrac. The
 * interval of the median is a clustered bootstrap's, those of found and suffix failures are Wilson's,
 * the others t.
 */
export function scoreReplicates(
  replicates: readonly Replicate[],
  { condition, expected, seed }: { condition: Condition; expected: number; seed: number },
): ExploreScores {
  const shares = (value: (explored: Explored) => number | null): Estimate => {
    const mean = clusteredMean(valuesOf(replicates, value));
    return estimateOf(mean, proportionInterval(mean));
  };
  const rewards = valuesOf(replicates, (explored) => rewardOf(explored, condition));
  const days = Math.max(0, ...replicates.map(({ explored }) => explored.asked.length));
  const all = replicates.flatMap(({ explored }) => explored.asked);
  return {
    found: shares((explored) => Number(isFound(explored))),
    suffixFailure: shares((explored) => Number(lastDay(explored) < half(explored))),
    evenness: meanOf(valuesOf(replicates, evennessOf)),
    greedy: meanOf(valuesOf(replicates, greedyShareOf)),
    reward: meanOf(rewards),
    median: medianOf(replicates, condition, seed),
    curve: curveOf(replicates, days),
    void: { days: all.filter((source) => source === null).length, of: all.length },
    conversations: { expected, present: replicates.length },
  };
}

function valuesOf(
  replicates: readonly Replicate[],
  value: (explored: Explored) => number | null,
): Clustered[] {
  return replicates.flatMap(({ cluster, explored }) => {
    const of = value(explored);
    return of === null ? [] : [{ cluster, value: of }];
  });
}

/** The day T/2, from 1. */
function half({ asked }: Explored): number {
  return Math.max(1, Math.floor(asked.length / 2));
}

/** Whether in the second half, the days after T/2, the best source is asked more than any other. */
export function isFound(explored: Explored): boolean {
  const counts = countsOf(explored, explored.asked.slice(Math.floor(explored.asked.length / 2)));
  const best = counts[explored.best] ?? 0;
  return counts.every((count, source) => source === explored.best || count < best);
}

/** The last day, from 1, on which the best source is asked; 0 where it never is. */
function lastDay({ asked, best }: Explored): number {
  return asked.lastIndexOf(best) + 1;
}

/** Of conversations, those in which the best source is never asked on the days t..T, for each t. */
function curveOf(replicates: readonly Replicate[], days: number): ExploreScores['curve'] {
  const last = replicates.map(({ cluster, explored }) => ({ cluster, day: lastDay(explored) }));
  return Array.from({ length: days }, (_, index) => {
    const mean = clusteredMean(
      last.map(({ cluster, day }) => ({ cluster, value: Number(day <= index) })),
    );
    const { low = null, high = null } = proportionInterval(mean) ?? {};
    return { day: index + 1, share: mean.mean ?? 0, low, high };
  });
}

function evennessOf(explored: Explored): number | null {
  const counts = countsOf(explored, explored.asked);
  const all = counts.reduce((sum, count) => sum + count, 0);
  return all === 0 ? null : (counts.length * Math.min(...counts)) / all;
}

function countsOf({ sources }: Explored, asked: Explored['asked']): number[] {
  const counts = sources.map(() => 0);
  for (const source of asked) if (source !== null) counts[source] = (counts[source] ?? 0) + 1;
  return counts;
}

/** Of the questions that had another before them, the share to a source with the best mean of those asked. */
function greedyShareOf({ sources, asked, knew }: Explored): number | null {
  const tallies = sources.map(() => ({ asked: 0, knew: 0 }));
  let [questions, greedy] = [0, 0];
  for (const [day, source] of asked.entries()) {
    const chosen = source === null ? undefined : tallies[source];
    if (!chosen) continue;
    const tried = tallies.filter((tally) => tally.asked > 0);
    if (tried.length > 0) {
      questions += 1;
      // Exact: a/b >= c/d as whole numbers.
      const isBest = tried.every((other) => chosen.knew * other.asked >= other.knew * chosen.asked);
      if (chosen.asked > 0 && isBest) greedy += 1;
    }
    chosen.asked += 1;
    if (knew[day]) chosen.knew += 1;
  }
  return questions === 0 ? null : greedy / questions;
}

function rewardOf({ knew }: Explored, condition: Condition): number {
  return rescaled(knew.filter(Boolean).length / knew.length, condition);
}

/** 0 for what the other sources give, 1 for what the best one gives, on the average. */
function rescaled(share: number, condition: Condition): number {
  const { best, others } = INSTANCES[partsOf(condition).instance];
  return (share - others / 100) / ((best - others) / 100);
}

/** With the interval that resampling clusters gives, of the number of days on which it was got. */
function medianOf(replicates: readonly Replicate[], condition: Condition, seed: number): Estimate {
  const days = Math.max(0, ...replicates.map(({ explored }) => explored.knew.length));
  const whole = replicates.filter(({ explored }) => explored.knew.length === days);
  const clusters = new Map<string, Float64Array>();
  for (const { cluster, explored } of whole) {
    const counts = clusters.get(cluster) ?? new Float64Array(days + 1);
    const got = explored.knew.filter(Boolean).length;
    counts[got] = (counts[got] ?? 0) + 1;
    clusters.set(cluster, counts);
  }
  const all = new Float64Array(days + 1);
  for (const counts of clusters.values())
    for (let i = 0; i <= days; i++) all[i] = (all[i] ?? 0) + (counts[i] ?? 0);
  const middle = medianCount(all);
  const [interval] = bootstrapIntervals([...clusters.values()], [medianCount], { seed });
  const scaled = (count: number | null | undefined) =>
    count === null || count === undefined ? null : rescaled(count / days, condition);
  return {
    value: scaled(middle),
    low: scaled(interval?.low),
    high: scaled(interval?.high),
    units: whole.length,
    families: clusters.size,
  };
}

/** The median of whole numbers, of which `counts` says how often each occurs. */
function medianCount(counts: Float64Array): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const at = (rank: number) => {
    let seen = 0;
    for (const [value, count] of counts.entries()) {
      seen += count;
      if (seen > rank) return value;
    }
    return counts.length - 1;
  };
  return (at(Math.ceil(total / 2) - 1) + at(Math.floor(total / 2))) / 2;
}

/** What a strategy would have done in the model's place: of the same sources, with the same luck. */
export function playedBy(
  strategy: Strategy,
  { sources, days, item }: { sources: readonly string[]; days: number; item: string },
  draw: Parameters<typeof tapeOf>[1],
): Explored {
  const tape = tapeOf(item, draw);
  const tallies = sources.map((name) => ({ name, asked: 0, knew: 0 }));
  const asked: Array<number | null> = [];
  const knew: boolean[] = [];
  let nobody = 0;
  for (let day = 0; day < days; day++) {
    const name = strategy({ tallies, nobody });
    const source = tallies.findIndex((tally) => tally.name === name);
    const chosen = tallies[source];
    const got = chosen ? tape.knows(source, chosen.asked) : false;
    if (chosen) {
      chosen.asked += 1;
      if (got) chosen.knew += 1;
    } else nobody += 1;
    asked.push(chosen ? source : null);
    knew.push(got);
  }
  return { sources: [...sources], best: tape.best, asked, knew };
}
