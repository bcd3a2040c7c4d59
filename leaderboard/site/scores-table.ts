import { type Cell, renderCsv, shareCells } from '../../src/report/csv.ts';
import type { BudgetReport } from '../../src/report/report.ts';
import type { Entry } from './entry.ts';

/** All scores as CSV, a row a budget of each submission: shares as fractions, with their denominators. */
export function scoresCsv(entries: readonly Entry[]): string {
  return renderCsv(
    entries.flatMap((entry) => entry.report.budgets.map((budget) => cells(entry, budget))),
  );
}

function cells(
  entry: Entry,
  { budget, scores, usage, errors }: BudgetReport,
): Record<string, Cell> {
  const { slug, kind, model, vendor, date, registered, checked, items, report } = entry;
  const { settings, grader, slope, complete } = report;
  return {
    ...{ slug, kind, model, vendor, date, registered, checked, items },
    release_hash: settings.release,
    protocol: settings.protocol,
    policy: settings.policy,
    epochs: settings.epochs,
    seed: settings.seed,
    grader,
    budget: budget.name,
    ...shareCells('lacuna', scores.lacuna),
    ...shareCells('lacuna_gradable', scores.lacunaGradable),
    ...shareCells('asks', scores.asks),
    ...shareCells('guesses', scores.guesses),
    ...shareCells('assumes', scores.assumes),
    ...shareCells('abstains', scores.abstains),
    ...shareCells('requests', scores.requests),
    ...shareCells('accuracy', scores.accuracy),
    ...shareCells('overasks', scores.overasks),
    ...shareCells('solves', scores.solves),
    verdicts: scores.verdicts.present,
    missing: scores.verdicts.missing,
    unsure: scores.unsure,
    errors,
    complete,
    tokens_mean: usage.mean,
    tokens_input: usage.input,
    tokens_output: usage.output,
    cost: usage.cost,
    slope_per_doubling: slope.perDoubling,
    slope_low: slope.low,
    slope_high: slope.high,
  };
}
