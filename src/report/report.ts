import { z } from 'zod';
import { Grading } from '../../graders/grading.ts';
import { Budget } from '../model/budget.ts';
import { goesByProblems } from '../protocol/index.ts';
import { Spent } from '../protocol/transcript.ts';
import type { AnsweredBy } from '../run/answered-by.ts';
import { agreedLabels, type HandLabel } from '../run/labels.ts';
import { costOfSpent } from '../run/plan.ts';
import { RunRecord } from '../run/record.ts';
import type { ReadForUser } from '../run/recorded.ts';
import { Agreement, agreement } from '../stats/agreement.ts';
import { CorrectedScores, correctedScores } from '../stats/corrected.ts';
import { pairRates } from '../stats/pair-outcomes.ts';
import { Scores, score } from '../stats/scores.ts';
import { slopePerDoubling } from '../stats/slope.ts';
import { type ItemFacts, Tally, type Verdicts } from '../stats/tally.ts';
import { BudgetFinding, FailedCalls, tookHold } from '../stats/took-hold.ts';
import { Usage, usage } from '../stats/usage.ts';
import { DistractReport, reportDistract } from './distract.ts';
import { ExploreReport, reportExplore } from './explore.ts';
import { LeadReport, reportLead } from './lead.ts';
import { PolicyGain, policyGains } from './policies.ts';
import type { ProblemRun } from './problem-runs.ts';
import { RevealReport, reportReveal } from './reveal.ts';
import { Slope, slopeOf } from './slope.ts';

const Count = z.int().nonnegative();

const BudgetReport = z.strictObject({
  budget: Budget,
  scores: Scores,
  usage: Usage,
  /** Calls that failed for good. */
  errors: Count,
  /** The scores as corrected by hand labels; null without labels of whole pairs. */
  corrected: CorrectedScores.nullable(),
});
export type BudgetReport = z.infer<typeof BudgetReport>;

const UserReport = z.strictObject({
  model: z.string(),
  /** In all sessions and conversations; no part of what the model took. */
  spent: Spent,
  /** Dollars; null where prices or tokens are unknown. */
  cost: z.number().nonnegative().nullable(),
  /** Turns of the user to replies that rules read, since they speak to whoever reads them. */
  byRules: Count,
});
export type UserReport = z.infer<typeof UserReport>;

export const RunReport = z.strictObject({
  settings: RunRecord.omit({ format: true, budgets: true }),
  /** Name and version; null without verdicts. */
  grader: z.string().nullable(),
  /** How its verdicts came about; null where no judge was asked. */
  grading: Grading.nullable(),
  /** The model that read for the user, and what that took; null where rules did. */
  user: UserReport.nullable(),
  pairs: Count,
  families: Count,
  /** Items of which nothing is proved, of all `settings.items`. */
  uncertified: Count,
  /** Replies that people labelled, and how many people that was. */
  byHand: z.strictObject({ replies: Count, people: Count }),
  /** Verdicts are missing, or calls failed: the numbers may change once the run is complete. */
  complete: z.boolean(),
  /** One each that was asked, in the run's order. */
  budgets: z.array(BudgetReport),
  /** Of the Lacuna score. */
  slope: Slope,
  findings: z.array(BudgetFinding),
  failed: z.array(FailedCalls),
});
export type RunReport = z.infer<typeof RunReport>;

/** Scores of one or more runs, shares as fractions with 95% intervals clustered by family. */
export const Report = z.strictObject({
  format: z.literal('lacuna-report/1'),
  runs: z.array(RunReport),
  /** Runs of reveal, which has other scores. */
  reveal: z.array(RevealReport).default([]),
  /** Runs of lead, likewise. */
  lead: z.array(LeadReport).default([]),
  /** Runs of explore. */
  explore: z.array(ExploreReport).default([]),
  /** Runs of distract, likewise. */
  distract: z.array(DistractReport).default([]),
  /** What policies recover of the loss without one, where both were run. */
  policies: z.array(PolicyGain).default([]),
  /** Between graders of the same run, where several were asked for. */
  agreements: z.array(Agreement),
});
export type Report = z.infer<typeof Report>;

export interface ReportInput {
  /** The run's folder: several inputs of one folder are gradings of one run, and are compared. */
  dir?: string;
  run: RunRecord;
  /** All items of the run. */
  items: Iterable<ItemFacts>;
  verdicts: Verdicts;
  errors: readonly FailedCalls[];
  grading?: Grading | null;
  user?: ReadForUser | null;
  answeredBy?: AnsweredBy;
  /** All lines of its labels.jsonl. */
  labels?: readonly HandLabel[];
}

/** Reads the verdicts of each run and reports on it. Throws InputError where inputs do not fit together. */
export async function buildReport(inputs: Iterable<ReportInput>): Promise<Report> {
  const runs: RunReport[] = [];
  const agreements: Agreement[] = [];
  const onProblems: ProblemRun[] = [];
  const onPairs: Tally[] = [];
  const earlier: Array<{ dir: string; tally: Tally }> = [];
  for (const {
    dir,
    run,
    items,
    verdicts,
    errors,
    grading = null,
    user = null,
    answeredBy,
    labels = [],
  } of inputs) {
    const tally = await new Tally(run, items).addAll(verdicts);
    if (goesByProblems(run.protocol)) {
      onProblems.push({ tally, failed: errors, answeredBy });
      continue;
    }
    onPairs.push(tally);
    runs.push(reportRun(tally, errors, { grading, user, answeredBy, labels }));
    if (dir === undefined) continue;
    for (const other of earlier) {
      if (other.dir === dir) agreements.push(agreement(other.tally, tally));
    }
    earlier.push({ dir, tally });
  }
  const of = (protocol: string) =>
    onProblems.filter(({ tally }) => tally.run.protocol === protocol);
  const [reveal, lead] = [reportReveal(of('reveal')), reportLead(of('lead'))];
  const explore = reportExplore(of('explore'));
  const distract = reportDistract(of('distract'));
  const policies = policyGains(onPairs);
  const singles = { reveal, lead, explore, distract };
  return { format: 'lacuna-report/1', runs, ...singles, policies, agreements };
}

/** Reports on one run, from its verdicts, the calls that failed for good and the labels of people. */
export function reportRun(
  tally: Tally,
  failed: readonly FailedCalls[],
  {
    grading = null,
    user = null,
    answeredBy,
    labels = [],
  }: Pick<ReportInput, 'grading' | 'user' | 'answeredBy' | 'labels'> = {},
): RunReport {
  const { format: _format, budgets: asked, ...settings } = tally.run;
  const byHand = agreedLabels(labels, tally.run, [...tally.corrupted, ...tally.intact]);
  const people = new Set(labels.map(({ labeller }) => labeller));
  const budgets = asked
    .filter(({ sameAs }) => sameAs === null)
    .map(({ budget }) => ({
      budget,
      scores: score(tally, budget.name),
      usage: usage(tally, budget.name),
      errors: failed
        .filter((calls) => calls.budget === budget.name)
        .reduce((sum, { count }) => sum + count, 0),
      corrected: correctedScores(tally, budget.name, byHand),
    }));
  return {
    settings,
    grader: tally.grader,
    // A record of other verdicts says nothing about these.
    grading: grading !== null && grading.grader === tally.grader ? grading : null,
    user: userReport(tally.run, user),
    pairs: tally.pairs.length,
    families: new Set(tally.pairs.map(({ corrupted }) => corrupted.family)).size,
    uncertified: tally.uncertified,
    byHand: { replies: byHand.size, people: byHand.size === 0 ? 0 : people.size },
    complete: budgets.every(({ scores, errors }) => scores.verdicts.missing === 0 && errors === 0),
    budgets,
    slope: slopeReport(tally, budgets),
    findings: tookHold(tally, failed, answeredBy),
    failed: [...failed],
  };
}

function userReport({ user, userPrices }: RunRecord, read: ReadForUser | null): UserReport | null {
  return user && read && { model: user.model, ...read, cost: costOfSpent(read.spent, userPrices) };
}

function slopeReport(tally: Tally, budgets: readonly BudgetReport[]): Slope {
  return slopeOf(
    slopePerDoubling(
      budgets.map(({ budget, usage: { mean } }) => ({
        tokens: mean,
        outcomes: pairRates(tally, budget.name),
      })),
    ),
  );
}
