import { z } from 'zod';
import { LeadScores, scoreLead, withinRates } from '../stats/lead.ts';
import { Estimate } from '../stats/ratio.ts';
import { type Rates, shareRecoveredOfAll } from '../stats/reveal.ts';
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

const LeadRow = z.strictObject({
  policy: z.string(),
  scores: LeadScores,
  usage: Usage,
  /** Calls that failed for good. */
  errors: z.int().nonnegative(),
});
export type LeadRow = z.infer<typeof LeadRow>;

const LeadBudget = z.strictObject({
  budget: z.string(),
  rows: z.array(LeadRow),
  /** Of what plain loses from 100% within the fewest turns and two more, the share that each policy makes good. */
  recovered: z.array(z.strictObject({ policy: z.string(), share: Estimate })),
});
export type LeadBudget = z.infer<typeof LeadBudget>;

/** Runs of lead that differ in the policy alone. */
export const LeadReport = ProblemRuns.extend({
  complete: z.boolean(),
  budgets: z.array(LeadBudget),
  /** Change of the share within the fewest turns and two more for each doubling of the tokens used, a policy each. */
  slopes: PolicySlopes,
});
export type LeadReport = z.infer<typeof LeadReport>;

/** Reports on runs of lead. Only runs of the same model, problems, requests and limits are held against each other. */
export function reportLead(runs: readonly ProblemRun[]): LeadReport[] {
  return groupsByPolicy(runs).flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const budgets = budgetsOf(first).map((budget) => reportBudget(group, budget));
    return [
      {
        ...describeGroup(first, group),
        complete: areComplete(budgets.flatMap(({ rows }) => rows)),
        budgets,
        slopes: policySlopes(group, withinRates),
      },
    ];
  });
}

function reportBudget(group: readonly ProblemRun[], budget: string): LeadBudget {
  const plain = group.find(({ tally }) => tally.run.policy === 'plain');
  const before: Rates = plain ? withinRates(plain.tally, budget) : new Map();
  return {
    budget,
    rows: group.map((run) => ({
      policy: run.tally.run.policy,
      scores: scoreLead(run.tally, budget),
      usage: usage(run.tally, budget),
      errors: errorsUnder(run, budget),
    })),
    recovered: group.flatMap((run) => {
      if (!plain || run === plain) return [];
      const share = shareRecoveredOfAll(before, withinRates(run.tally, budget));
      return [{ policy: run.tally.run.policy, share }];
    }),
  };
}
