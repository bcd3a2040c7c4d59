import { z } from 'zod';
import { STRATEGIES } from '../model/respondents/explorers.ts';
import { POLICIES } from '../policy/index.ts';
import { CONDITIONS, type Condition, partsOf } from '../protocol/explore/condition.ts';
import {
  ExploreScores,
  isFound,
  playedBy,
  replicatesOf,
  scoreExplore,
  scoreReplicates,
} from '../stats/explore.ts';
import { slopePerDoubling } from '../stats/slope.ts';
import type { Tally } from '../stats/tally.ts';
import { Usage, usage } from '../stats/usage.ts';
import {
  areComplete,
  budgetsOf,
  describeGroup,
  errorsUnder,
  groupsOf,
  type ProblemRun,
  ProblemRuns,
  policyPlace,
} from './problem-runs.ts';
import { Slope, slopeOf } from './slope.ts';

const Count = z.int().nonnegative();

const ExploreRow = z.strictObject({
  condition: z.enum(CONDITIONS),
  policy: z.string(),
  scores: ExploreScores,
  usage: Usage,
  /** Calls that failed for good. */
  errors: Count,
});
export type ExploreRow = z.infer<typeof ExploreRow>;

const ExploreBudget = z.strictObject({ budget: z.string(), rows: z.array(ExploreRow) });
export type ExploreBudget = z.infer<typeof ExploreBudget>;

/** Runs of explore that differ in condition and policy alone. */
export const ExploreReport = ProblemRuns.extend({
  complete: z.boolean(),
  budgets: z.array(ExploreBudget),
  /** Of the headline, for each condition and policy. */
  slopes: z.array(
    z.strictObject({ condition: z.enum(CONDITIONS), policy: z.string(), slope: Slope }),
  ),
  /** What strategies would have come to in the model's place: the same sources, with the same luck. */
  strategies: z.array(
    z.strictObject({ instance: z.string(), strategy: z.string(), scores: ExploreScores }),
  ),
});
export type ExploreReport = z.infer<typeof ExploreReport>;

/** Reports on runs of explore; those of the same model, problems, requests and days in one report. */
export function reportExplore(runs: readonly ProblemRun[]): ExploreReport[] {
  return groupsOf(runs).flatMap((group) => reportGroup(group) ?? []);
}

function reportGroup(runs: readonly ProblemRun[]): ExploreReport | null {
  const group = runs.toSorted((a, b) => placeOf(a.tally) - placeOf(b.tally));
  const [first] = group;
  if (!first) return null;
  const names = budgetsOf(first);
  const budgets = names.map((budget) => ({
    budget,
    rows: group.map((each) => reportRow(each, budget)),
  }));
  return {
    ...describeGroup(first, group),
    complete: budgets.every(({ rows }) => areComplete(rows)),
    budgets,
    slopes: group.map(({ tally }) => slopeOfFound(tally, names)),
    strategies: strategiesOf(group, names),
  };
}

function conditionOf({ run }: Tally): Condition {
  return run.explore ?? 'hard';
}

/** Conditions in their order, and policies in theirs within each. */
function placeOf(tally: Tally): number {
  const condition = CONDITIONS.indexOf(conditionOf(tally));
  return condition * POLICIES.length + policyPlace(tally.run);
}

function reportRow(run: ProblemRun, budget: string): ExploreRow {
  const { tally } = run;
  const condition = conditionOf(tally);
  return {
    condition,
    policy: tally.run.policy,
    scores: scoreExplore(tally, budget, condition),
    usage: usage(tally, budget),
    errors: errorsUnder(run, budget),
  };
}

function slopeOfFound(tally: Tally, budgets: readonly string[]): ExploreReport['slopes'][number] {
  const slope = slopePerDoubling(
    budgets.map((budget) => ({
      tokens: usage(tally, budget).mean,
      outcomes: new Map(
        replicatesOf(tally, budget).map(({ item, epoch, cluster, explored }) => [
          JSON.stringify([item, epoch]),
          { cluster, value: Number(isFound(explored)) },
        ]),
      ),
    })),
  );
  return { condition: conditionOf(tally), policy: tally.run.policy, slope: slopeOf(slope) };
}

/** Once for each instance: hint, history, policy and budget do not change what its sources know. */
function strategiesOf(
  group: readonly ProblemRun[],
  budgets: readonly string[],
): ExploreReport['strategies'] {
  const instances = new Map<string, Tally>();
  for (const { tally } of group) {
    const { instance } = partsOf(conditionOf(tally));
    if (!instances.has(instance)) instances.set(instance, tally);
  }
  return [...instances].flatMap(([instance, tally]) => {
    const condition = conditionOf(tally);
    const { seed } = tally.run;
    const held = budgets.map((budget) => replicatesOf(tally, budget));
    const replicates = held.reduce((most, each) => (each.length > most.length ? each : most), []);
    return STRATEGIES.map(({ name, strategy }) => {
      const played = replicates.map((replicate) => ({
        ...replicate,
        explored: playedBy(
          strategy,
          {
            item: replicate.item,
            sources: replicate.explored.sources,
            days: replicate.explored.asked.length,
          },
          { condition, seed, epoch: replicate.epoch },
        ),
      }));
      const scores = scoreReplicates(played, { condition, expected: played.length, seed });
      return { instance, strategy: name, scores };
    });
  });
}
