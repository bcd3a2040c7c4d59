import { RESPONDENTS } from '../../src/model/respondents/index.ts';
import type { BudgetReport } from '../../src/report/report.ts';
import type { Entry } from './entry.ts';
import { rankRanges } from './rank.ts';
import type { Row } from './row.ts';

/** The rows of the table: a row a budget of each model, the highest score first. */
export function tableRows(entries: readonly Entry[]): Row[] {
  const rows = entries
    .filter(({ kind }) => kind === 'model')
    .flatMap((entry) =>
      entry.report.budgets.map((budget) => rowOf(entry, budget, budget === bestBudget(entry))),
    );
  const ranks = rankRanges(
    rows.map(({ items, protocol, policy, low, high }) => ({
      board: JSON.stringify([items, protocol, policy]),
      low,
      high,
    })),
  );
  return rows
    .map((row, i): Row => {
      const rank = ranks[i];
      return { ...row, rank: rank ? [rank.best, rank.worst] : null };
    })
    .sort((a, b) => (b.score ?? -1) - (a.score ?? -1));
}

/** The highest score of an entry over its budgets; null where none is known. */
export function bestScore(entry: Pick<Entry, 'report'>): number | null {
  return bestBudget(entry)?.scores.lacuna.share ?? null;
}

/** The budget with the highest score, the first of several. */
function bestBudget({ report }: Pick<Entry, 'report'>): BudgetReport | undefined {
  const known = report.budgets.filter(({ scores }) => scores.lacuna.share !== null);
  const best = Math.max(...known.map(({ scores }) => scores.lacuna.share ?? 0));
  return known.find(({ scores }) => scores.lacuna.share === best);
}

function rowOf(entry: Entry, { budget, scores, usage }: BudgetReport, best: boolean): Row {
  const { slug, model, vendor, items, date, registered, report } = entry;
  const { protocol, policy } = report.settings;
  return {
    ...{ slug, model, vendor, budget: budget.name, protocol, policy, items, date },
    rank: null,
    score: percent(scores.lacuna.share),
    low: percent(scores.lacuna.low),
    high: percent(scores.lacuna.high),
    asks: percent(scores.asks.share),
    guesses: percent(scores.guesses.share),
    overasks: percent(scores.overasks.share),
    solves: percent(scores.solves.share),
    tokens: usage.mean === null ? null : Math.round(usage.mean),
    cost: usage.cost === null ? null : Math.round(100 * usage.cost) / 100,
    registered,
    complete: report.complete,
    checked: entry.checked,
    best,
  };
}

/** A calibration mark: a scripted respondent, with the score that a right instrument must report. */
export interface CalibrationMark {
  readonly row: Row;
  /** Those under which it came to the same. */
  readonly budgets: readonly string[];
  readonly truth: number | null;
}

/** The respondents, a row for each score of theirs. */
export function calibrationMarks(entries: readonly Entry[]): CalibrationMark[] {
  return entries
    .filter(({ kind }) => kind === 'respondent')
    .flatMap((entry) => {
      const marks = new Map<string, CalibrationMark>();
      for (const budget of entry.report.budgets) {
        const row = rowOf(entry, budget, false);
        const truth = truthOf(entry, budget);
        const same = JSON.stringify([row.score, row.asks, row.guesses, row.overasks, truth]);
        const budgets = [...(marks.get(same)?.budgets ?? []), row.budget];
        marks.set(same, { row, truth, budgets });
      }
      return [...marks.values()];
    });
}

function truthOf({ model, report }: Entry, { budget }: BudgetReport): number | null {
  const respondent = RESPONDENTS.find(({ name }) => name === model);
  if (!respondent) return null;
  const effort = budget.kind === 'effort' ? budget.value : null;
  const { lacuna, resolved } = respondent.truth(report.pairs, effort);
  return percent(report.settings.protocol === 'resolve' ? resolved : lacuna);
}

/** Unrounded: what is rounded here and again where it is shown differs from the model's page in its last digit. */
function percent(share: number | null): number | null {
  return share === null ? null : 100 * share;
}
