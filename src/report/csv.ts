import type { CorrectedShare } from '../stats/corrected.ts';
import type { Share } from '../stats/scores.ts';
import { printable } from './plain-text.ts';
import type { BudgetReport, Report, RunReport } from './report.ts';

type Cell = string | number | boolean | null;

/** A row a budget as RFC 4180 CSV: shares as fractions, unknown empty, with all denominators. */
export function renderCsv(report: Report): string {
  const rows = report.runs.flatMap((run) => run.budgets.map((budget) => cells(run, budget)));
  const [first = {}] = rows;
  const lines = [Object.keys(first), ...rows.map((row) => Object.values(row))];
  return lines.map((line) => `${line.map(field).join(',')}\r\n`).join('');
}

function cells(run: RunReport, { budget, scores, usage, errors, corrected }: BudgetReport) {
  const { settings, slope } = run;
  return {
    model: settings.model,
    budget: budget.name,
    protocol: settings.protocol,
    policy: settings.policy,
    grader: run.grader,
    release: settings.release,
    items: settings.items,
    uncertified: run.uncertified,
    seed: settings.seed,
    epochs: settings.epochs,
    ...share('lacuna', scores.lacuna),
    ...share('lacuna_gradable', scores.lacunaGradable),
    ...share('asks', scores.asks),
    ...share('overasks', scores.overasks),
    ...share('guesses', scores.guesses),
    ...share('assumes', scores.assumes),
    ...share('abstains', scores.abstains),
    ...share('requests', scores.requests),
    ...share('accuracy', scores.accuracy),
    ...share('solves', scores.solves),
    none: Object.values(scores.none).reduce((sum, count) => sum + count, 0),
    unsure: scores.unsure,
    suspect: scores.suspect,
    verdicts: scores.verdicts.present,
    missing: scores.verdicts.missing,
    errors,
    complete: run.complete,
    tokens_mean: usage.mean,
    tokens_reported: usage.reported,
    tokens_input: usage.input,
    tokens_output: usage.output,
    cost: usage.cost,
    slope_per_doubling: slope.perDoubling,
    slope_low: slope.low,
    slope_high: slope.high,
    labels: run.byHand.replies,
    ...correctedShare('lacuna_corrected', corrected?.lacuna),
    ...correctedShare('asks_corrected', corrected?.asks),
    ...correctedShare('guesses_corrected', corrected?.guesses),
    ...correctedShare('overasks_corrected', corrected?.overasks),
  } satisfies Record<string, Cell>;
}

function share(name: string, value: Share | null): Record<string, Cell> {
  return {
    [name]: value?.share ?? null,
    [`${name}_low`]: value?.low ?? null,
    [`${name}_high`]: value?.high ?? null,
    [`${name}_units`]: value?.units ?? null,
    [`${name}_outcomes`]: value?.outcomes ?? null,
    [`${name}_families`]: value?.families ?? null,
  };
}

function correctedShare(name: string, value: CorrectedShare | undefined): Record<string, Cell> {
  return {
    [name]: value?.share ?? null,
    [`${name}_low`]: value?.low ?? null,
    [`${name}_high`]: value?.high ?? null,
    [`${name}_labels`]: value?.labels ?? null,
  };
}

/** A spreadsheet runs text that begins like a formula: such text gets a "'" before it. */
function field(value: Cell): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const clean = printable(value);
  const safe = /^\s*[=+\-@]/.test(clean) ? `'${clean}` : clean;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
