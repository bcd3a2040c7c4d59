import { z } from 'zod';
import { POLICIES } from '../policy/index.ts';
import { VARIANTS, type Variant } from '../protocol/reveal/variant.ts';
import { Estimate } from '../stats/ratio.ts';
import {
  Drop,
  dropBetween,
  type Rates,
  RevealScores,
  scoreReveal,
  shareRecovered,
  solveRates,
} from '../stats/reveal.ts';
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
  slopeOver,
} from './problem-runs.ts';
import { Slope } from './slope.ts';

const Count = z.int().nonnegative();

const RevealRow = z.strictObject({
  variant: z.enum(VARIANTS),
  policy: z.string(),
  scores: RevealScores,
  usage: Usage,
  /** Calls that failed for good. */
  errors: Count,
});
export type RevealRow = z.infer<typeof RevealRow>;

const RevealBudget = z.strictObject({
  budget: z.string(),
  rows: z.array(RevealRow),
  /** From full to each other way of telling, under one policy. */
  drops: z.array(z.strictObject({ policy: z.string(), to: z.string(), drop: Drop })),
  /** Of the loss from full to sharded without a policy, the share that each makes good on sharded. */
  recovered: z.array(z.strictObject({ policy: z.string(), share: Estimate })),
});
export type RevealBudget = z.infer<typeof RevealBudget>;

/** Runs of reveal that differ in how the problem was told and in the policy alone. */
export const RevealReport = ProblemRuns.extend({
  complete: z.boolean(),
  budgets: z.array(RevealBudget),
  /** Change of the share solved for each doubling of the tokens used, by way of telling and policy. */
  slopes: z.array(z.strictObject({ variant: z.enum(VARIANTS), policy: z.string(), slope: Slope })),
});
export type RevealReport = z.infer<typeof RevealReport>;

/**
 * Reports on runs of reveal. Only runs of the same model, problems, requests and limits are held against
 * each other: a variant with another token cap is a report of its own.
 */
export function reportReveal(runs: readonly ProblemRun[]): RevealReport[] {
  return groupsOf(runs).flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const budgets = budgetsOf(first).map((budget) => reportBudget(group, budget));
    const complete = areComplete(budgets.flatMap(({ rows }) => rows));
    const slopes = group
      .map((run) => ({ ...wayOf(run), slope: slopeOver(run, solveRates) }))
      .sort((a, b) => placeOf(a) - placeOf(b));
    return [{ ...describeGroup(first, group), complete, budgets, slopes }];
  });
}

function wayOf({ tally: { run } }: ProblemRun): Pick<RevealRow, 'variant' | 'policy'> {
  return { variant: run.reveal ?? 'sharded', policy: run.policy };
}

/** Variants in their order, and policies in theirs within each. */
function placeOf({ variant, policy }: Pick<RevealRow, 'variant' | 'policy'>): number {
  const told = VARIANTS.indexOf(variant);
  return told * POLICIES.length + policyPlace({ policy });
}

function reportBudget(group: readonly ProblemRun[], budget: string): RevealBudget {
  const rows = group.map((run) => ({
    ...wayOf(run),
    scores: scoreReveal(run.tally, budget),
    usage: usage(run.tally, budget),
    errors: errorsUnder(run, budget),
    rates: solveRates(run.tally, budget),
  }));
  rows.sort((a, b) => placeOf(a) - placeOf(b));
  const ratesOf = (variant: Variant, policy: string): Rates | undefined =>
    rows.find((row) => row.variant === variant && row.policy === policy)?.rates;
  const [full, plain] = [ratesOf('full', 'plain'), ratesOf('sharded', 'plain')];
  return {
    budget,
    rows: rows.map(({ rates: _, ...row }) => row),
    drops: rows.flatMap(({ variant, policy, rates }) => {
      const whole = ratesOf('full', policy);
      if (variant === 'full' || !whole) return [];
      return [{ policy, to: variant, drop: dropBetween(whole, rates) }];
    }),
    recovered: rows.flatMap(({ variant, policy, rates }) => {
      if (!full || !plain || variant !== 'sharded' || policy === 'plain') return [];
      return [{ policy, share: shareRecovered(full, plain, rates) }];
    }),
  };
}
