import type { Estimate } from '../stats/ratio.ts';
import { type Cell, shareCells } from './csv.ts';
import type { LeadBudget, LeadReport, LeadRow } from './lead.ts';
import { heldCells, settingCells, slopeCells } from './problem-cells.ts';

/** A row a budget and policy: shares as fractions with their intervals and denominators. */
export function leadRows(reports: readonly LeadReport[]): Array<Record<string, Cell>> {
  return reports.flatMap((report) =>
    report.budgets.flatMap((budget) => budget.rows.map((row) => leadCells(report, budget, row))),
  );
}

function leadCells(report: LeadReport, { budget }: LeadBudget, row: LeadRow): Record<string, Cell> {
  const { policy, scores } = row;
  const slope = report.slopes.find((each) => each.policy === policy)?.slope;
  return {
    ...settingCells(report, budget, { policy }),
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
    ...slopeCells(slope),
    ...heldCells(row, report.complete),
  };
}

function estimate(name: string, { value, low, high, units }: Estimate): Record<string, Cell> {
  return { [name]: value, [`${name}_low`]: low, [`${name}_high`]: high, [`${name}_units`]: units };
}
