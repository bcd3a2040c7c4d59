import type { ExploreScores } from '../stats/explore.ts';
import type { Estimate } from '../stats/ratio.ts';
import type { Usage } from '../stats/usage.ts';
import type { Cell } from './csv.ts';
import type { ExploreReport } from './explore.ts';

/** The curve is given at each tenth of the days. */
const TENTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** A row a budget, condition and policy, then one a strategy: fractions with their intervals. */
export function exploreRows(reports: readonly ExploreReport[]): Array<Record<string, Cell>> {
  return reports.flatMap((report) => [
    ...report.budgets.flatMap(({ budget, rows }) =>
      rows.map(({ condition, policy, scores, usage, errors }) =>
        cells(
          report,
          { model: report.settings.model, budget, condition, policy, errors },
          scores,
          usage,
        ),
      ),
    ),
    ...report.strategies.map(({ instance, strategy, scores }) =>
      cells(
        report,
        { model: strategy, budget: null, condition: instance, policy: null, errors: 0 },
        scores,
        null,
      ),
    ),
  ]);
}

interface Which {
  readonly model: string;
  readonly budget: string | null;
  readonly condition: string;
  readonly policy: string | null;
  readonly errors: number;
}

function cells(
  { settings, grader, complete }: ExploreReport,
  { model, budget, condition, policy, errors }: Which,
  scores: ExploreScores,
  usage: Usage | null,
): Record<string, Cell> {
  return {
    ...{ model, budget, protocol: settings.protocol, condition, policy, grader },
    release: settings.release,
    items: settings.items,
    seed: settings.seed,
    epochs: settings.epochs,
    days: settings.maxTurns,
    ...estimate('found', scores.found),
    ...estimate('suffix_failure', scores.suffixFailure),
    ...estimate('evenness', scores.evenness),
    ...estimate('greedy', scores.greedy),
    ...estimate('reward', scores.reward),
    ...estimate('median_reward', scores.median),
    ...Object.fromEntries(
      TENTHS.map((tenth) => [
        `suffix_failure_at_${tenth}0_percent`,
        scores.curve[Math.max(1, Math.floor((tenth * scores.curve.length) / 10)) - 1]?.share ??
          null,
      ]),
    ),
    void_days: scores.void.days,
    all_days: scores.void.of,
    conversations: scores.conversations.present,
    missing: scores.conversations.expected - scores.conversations.present,
    errors,
    complete,
    tokens_mean: usage?.mean ?? null,
    tokens_input: usage?.input ?? null,
    tokens_output: usage?.output ?? null,
    cost: usage?.cost ?? null,
  };
}

function estimate(name: string, { value, low, high, units, families }: Estimate) {
  return {
    [name]: value,
    [`${name}_low`]: low,
    [`${name}_high`]: high,
    [`${name}_units`]: units,
    [`${name}_clusters`]: families,
  };
}
