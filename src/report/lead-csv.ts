import type { Estimate } from '../stats/ratio.ts';
import { type Cell, shareCells } from './csv.ts';
import type { LeadBudget, LeadReport, LeadRow } from './lead.ts';

/** A row a budget and policy: shares as fractions with their intervals and denominators. */
export function leadRows(reports: readonly LeadReport[]): Array<Record<string, Cell>> {
  return reports.flatMap((report) =>
    report.budgets.flatMap((budget) => budget.rows.map((row) => leadCells(report, budget, row))),
  );
}

function leadCells(
  { settings, grader, complete, slopes }: LeadReport,
  { budget }: LeadBudget,
  { policy, scores, usage, errors }: LeadRow,
): Record<string, Cell> {
  const slope = slopes.find((each) => each.policy === policy)?.slope;
  return {
    model: settings.model,
    budget,
    protocol: settings.protocol,
    policy,
    grader,
    release: settings.release,
    items: settings.items,
    seed: settings.seed,
    epochs: settings.epochs,
    max_turns: settings.maxTurns,
    ...shareCells('within', scores.within),
    ...shareCells('solved', scores.solved),
    ...shareCells('early', scores.early),
    ...estimate('over', scores.over),
    ...estimate('fewest', scores.fewest),
    ...estimate('irrelevant', scores.irrelevant),
    ...estimate('moved', scores.moved),
    ...Object.fromEntries(
      Object.entries(scores.moves).map(([name, count]) => [
        `replies_${name.replace(' ', '_')}`,
        count,
      ]),
    ),
    slope: slope?.perDoubling ?? null,
    slope_low: slope?.low ?? null,
    slope_high: slope?.high ?? null,
    capped: scores.capped,
    none: scores.none,
    conversations: scores.conversations.present,
    missing: scores.conversations.expected - scores.conversations.present,
    errors,
    complete,
    tokens_mean: usage.mean,
    tokens_input: usage.input,
    tokens_output: usage.output,
    cost: usage.cost,
  };
}

function estimate(name: string, { value, low, high, units }: Estimate): Record<string, Cell> {
  return { [name]: value, [`${name}_low`]: low, [`${name}_high`]: high, [`${name}_units`]: units };
}
