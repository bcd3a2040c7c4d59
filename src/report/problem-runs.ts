import { z } from 'zod';
import { canonicalJson } from '../corrupt/digest.ts';
import { POLICIES } from '../policy/index.ts';
import type { AnsweredBy } from '../run/answered-by.ts';
import { RunRecord } from '../run/record.ts';
import type { Rates } from '../stats/reveal.ts';
import { slopePerDoubling } from '../stats/slope.ts';
import type { Tally } from '../stats/tally.ts';
import { BudgetFinding, FailedCalls, tookHold } from '../stats/took-hold.ts';
import { usage } from '../stats/usage.ts';
import { Slope, slopeOf } from './slope.ts';

const Count = z.int().nonnegative();

/** A run of a protocol that puts single problems, with its verdicts, and the calls that failed for good. */
export interface ProblemRun {
  readonly tally: Tally;
  readonly failed: readonly FailedCalls[];
  readonly answeredBy?: AnsweredBy | undefined;
}

/** What is said of runs that differ in the policy, and in how the problem was told, alone. */
export const ProblemRuns = z.strictObject({
  settings: RunRecord.omit({
    ...{
      format: true,
      budgets: true,
      reveal: true,
      explore: true,
      policy: true,
      createdAt: true,
      versions: true,
    },
    ...{ user: true, userPrices: true, batch: true },
  }),
  grader: z.string().nullable(),
  problems: Count,
  families: Count,
  findings: z.array(BudgetFinding),
  failed: z.array(FailedCalls),
});
export type ProblemRuns = z.infer<typeof ProblemRuns>;

/** Runs of the same model, problems, requests and limits: only these are held against each other. */
export function groupsOf(runs: readonly ProblemRun[]): ProblemRun[][] {
  const groups = new Map<string, ProblemRun[]>();
  for (const run of runs) {
    const key = sameConditions(run.tally);
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return [...groups.values()];
}

function sameConditions({ run, grader }: Tally): string {
  const { reveal: _, explore: __, policy: ___, ...settings } = run;
  const { createdAt: ____, versions: _____, prices: ______, batch: _______, ...same } = settings;
  return canonicalJson([same, grader]);
}

/** What is the same for a group, and what went wrong in it. */
export function describeGroup(first: ProblemRun, group: readonly ProblemRun[]): ProblemRuns {
  const { run, grader, intact, corrupted } = first.tally;
  // Of either kind, and never of both.
  const problems = [...intact, ...corrupted];
  return {
    settings: {
      ...{ model: run.model, baseUrl: run.baseUrl, api: run.api, dialect: run.dialect },
      ...{ protocol: run.protocol, maxTurns: run.maxTurns, answers: run.answers },
      ...{ epochs: run.epochs, seed: run.seed, release: run.release, items: run.items },
      prices: run.prices,
    },
    grader,
    problems: problems.length,
    families: new Set(problems.map(({ family }) => family)).size,
    findings: group.flatMap(({ tally, failed, answeredBy }) => tookHold(tally, failed, answeredBy)),
    failed: group.flatMap(({ failed }) => [...failed]),
  };
}

/** Names of the budgets that were asked. */
export function budgetsOf({ tally }: ProblemRun): string[] {
  return tally.run.budgets.filter(({ sameAs }) => sameAs === null).map(({ budget }) => budget.name);
}

/** The place of a run's policy among all: reports list policies in that order. */
export function policyPlace({ policy }: Pick<RunRecord, 'policy'>): number {
  return POLICIES.findIndex(({ name }) => name === policy);
}

/** Groups as `groupsOf`, of runs that differ in nothing but the policy: in the order of policies. */
export function groupsByPolicy(runs: readonly ProblemRun[]): ProblemRun[][] {
  return groupsOf(runs).map((group) =>
    group.toSorted((a, b) => policyPlace(a.tally.run) - policyPlace(b.tally.run)),
  );
}

/** Change of a headline for each doubling of the tokens used, a policy each. */
export const PolicySlopes = z.array(z.strictObject({ policy: z.string(), slope: Slope }));

/** The slope of each run of a group whose runs differ in the policy; `rates` as for `slopeOver`. */
export function policySlopes(
  group: readonly ProblemRun[],
  rates: Parameters<typeof slopeOver>[1],
): z.infer<typeof PolicySlopes> {
  return group.map((run) => ({ policy: run.tally.run.policy, slope: slopeOver(run, rates) }));
}

/** What a doubling of the tokens used changes a run's headline by, of which `rates` tells the rates by problem under a budget. */
export function slopeOver(run: ProblemRun, rates: (tally: Tally, budget: string) => Rates): Slope {
  return slopeOf(
    slopePerDoubling(
      budgetsOf(run).map((budget) => ({
        tokens: usage(run.tally, budget).mean,
        outcomes: rates(run.tally, budget),
      })),
    ),
  );
}

/** Calls that failed for good under a budget. */
export function errorsUnder({ failed }: ProblemRun, budget: string): number {
  return failed
    .filter((calls) => calls.budget === budget)
    .reduce((sum, { count }) => sum + count, 0);
}

interface Held {
  readonly errors: number;
  readonly scores: {
    readonly conversations: { readonly present: number; readonly expected: number };
  };
}

/** Whether no call failed, and every conversation is there. */
export function areComplete(rows: readonly Held[]): boolean {
  return rows.every(
    ({ errors, scores: { conversations } }) =>
      errors === 0 && conversations.present === conversations.expected,
  );
}
