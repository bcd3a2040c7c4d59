import { z } from 'zod';
import { canonicalJson } from '../corrupt/digest.ts';
import { POLICIES } from '../policy/index.ts';
import { VARIANTS, type Variant } from '../protocol/reveal/variant.ts';
import { RunRecord } from '../run/record.ts';
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
import type { Tally } from '../stats/tally.ts';
import { BudgetFinding, FailedCalls, tookHold } from '../stats/took-hold.ts';
import { Usage, usage } from '../stats/usage.ts';

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
export const RevealReport = z.strictObject({
  settings: RunRecord.omit({
    ...{ format: true, budgets: true, reveal: true, policy: true, createdAt: true, versions: true },
    ...{ user: true, userPrices: true },
  }),
  grader: z.string().nullable(),
  problems: Count,
  families: Count,
  complete: z.boolean(),
  budgets: z.array(RevealBudget),
  findings: z.array(BudgetFinding),
  failed: z.array(FailedCalls),
});
export type RevealReport = z.infer<typeof RevealReport>;

/** A run of reveal with its verdicts, and the calls that failed for good. */
export interface RevealRun {
  readonly tally: Tally;
  readonly failed: readonly FailedCalls[];
}

/**
 * Reports on runs of reveal. Only runs of the same model, problems, requests and limits are held against
 * each other: a variant with another token cap is a report of its own.
 */
export function reportReveal(runs: readonly RevealRun[]): RevealReport[] {
  const groups = new Map<string, RevealRun[]>();
  for (const run of runs) {
    const key = sameConditions(run.tally);
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return [...groups.values()].flatMap((group) => reportGroup(group) ?? []);
}

function sameConditions({ run, grader }: Tally): string {
  const { reveal: _, policy: __, createdAt: ___, versions: ____, prices: _____, ...same } = run;
  return canonicalJson([same, grader]);
}

function reportGroup(group: readonly RevealRun[]): RevealReport | null {
  const [first] = group;
  if (!first) return null;
  const { run, grader, intact } = first.tally;
  const budgets = run.budgets
    .filter(({ sameAs }) => sameAs === null)
    .map(({ budget }) => reportBudget(group, budget.name));
  return {
    settings: {
      ...{ model: run.model, baseUrl: run.baseUrl, api: run.api, dialect: run.dialect },
      ...{ protocol: run.protocol, maxTurns: run.maxTurns, answers: run.answers },
      ...{ epochs: run.epochs, seed: run.seed, release: run.release, items: run.items },
      prices: run.prices,
    },
    grader,
    problems: intact.length,
    families: new Set(intact.map(({ family }) => family)).size,
    complete: budgets.every(({ rows }) =>
      rows.every(
        ({ errors, scores: { conversations } }) =>
          errors === 0 && conversations.present === conversations.expected,
      ),
    ),
    budgets,
    findings: group.flatMap(({ tally, failed }) => tookHold(tally, failed)),
    failed: group.flatMap(({ failed }) => [...failed]),
  };
}

/** Variants in their order, and policies in theirs within each. */
function placeOf({ variant, policy }: Pick<RevealRow, 'variant' | 'policy'>): number {
  const told = VARIANTS.indexOf(variant);
  return told * POLICIES.length + POLICIES.findIndex(({ name }) => name === policy);
}

function reportBudget(group: readonly RevealRun[], budget: string): RevealBudget {
  const rows = group.map(({ tally, failed }) => ({
    variant: tally.run.reveal ?? 'sharded',
    policy: tally.run.policy,
    scores: scoreReveal(tally, budget),
    usage: usage(tally, budget),
    errors: failed
      .filter((calls) => calls.budget === budget)
      .reduce((sum, { count }) => sum + count, 0),
    rates: solveRates(tally, budget),
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
