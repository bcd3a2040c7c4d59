import { z } from 'zod';
import { DistractScores, keptRates, scoreDistract } from '../stats/distract.ts';
import { Estimate } from '../stats/ratio.ts';
import { shareRecoveredOfAll } from '../stats/reveal.ts';
import type { Tally } from '../stats/tally.ts';
import { Usage, usage } from '../stats/usage.ts';
import {
  areComplete,
  budgetsOf,
  describeGroup,
  errorsUnder,
  groupsByPolicy,
  PolicySlopes,
  type ProblemRun,
  ProblemRuns,
  policySlopes,
} from './problem-runs.ts';

const Count = z.int().nonnegative();

const DistractRow = z.strictObject({
  budget: z.string(),
  policy: z.string(),
  scores: DistractScores,
  usage: Usage,
  /** Calls that failed for good. */
  errors: Count,
  /** Of what plain loses from a headline of 100 under this budget, the share that the policy makes good; null for plain. */
  recovered: Estimate.nullable(),
});
export type DistractRow = z.infer<typeof DistractRow>;

/** Runs of distract that differ in the policy alone. */
export const DistractReport = ProblemRuns.extend({
  complete: z.boolean(),
  /** Budgets in the run's order, and policies in theirs within each. */
  rows: z.array(DistractRow),
  /** Of the headline, for each policy. */
  slopes: PolicySlopes,
});
export type DistractReport = z.infer<typeof DistractReport>;

/** Reports on runs of distract. Only runs of the same model, problems, script, requests and limits are held against each other. */
export function reportDistract(runs: readonly ProblemRun[]): DistractReport[] {
  return groupsByPolicy(runs).flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const plain = group.find(({ tally }) => tally.run.policy === 'plain');
    const rows = budgetsOf(first).flatMap((budget) =>
      group.map((run) => reportRow(run, budget, plain)),
    );
    return [
      {
        ...describeGroup(first, group),
        complete: areComplete(rows),
        rows,
        slopes: policySlopes(group, keptRates),
      },
    ];
  });
}

function reportRow(run: ProblemRun, budget: string, plain: ProblemRun | undefined): DistractRow {
  const { tally } = run;
  const { policy } = tally.run;
  return {
    budget,
    policy,
    scores: scoreDistract(tally, budget),
    usage: usage(tally, budget),
    errors: errorsUnder(run, budget),
    recovered: policy === 'plain' || !plain ? null : recovered(plain.tally, tally, budget),
  };
}

function recovered(plain: Tally, treated: Tally, budget: string): Estimate {
  return shareRecoveredOfAll(keptRates(plain, budget), keptRates(treated, budget));
}
