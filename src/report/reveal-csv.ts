import { type Cell, shareCells as share } from './csv.ts';
import { heldCells, settingCells, slopeCells } from './problem-cells.ts';
import type { RevealBudget, RevealReport, RevealRow } from './reveal.ts';

/** A row a budget, variant and policy: shares as fractions with their intervals and denominators. */
export function revealRows(reports: readonly RevealReport[]): Array<Record<string, Cell>> {
  return reports.flatMap((report) =>
    report.budgets.flatMap((budget) => budget.rows.map((row) => revealCells(report, budget, row))),
  );
}

function revealCells(
  report: RevealReport,
  { budget }: RevealBudget,
  row: RevealRow,
): Record<string, Cell> {
  const { variant, policy, scores } = row;
  const slope = report.slopes.find(
    (each) => each.variant === variant && each.policy === policy,
  )?.slope;
  return {
    ...settingCells(report, budget, { variant, policy }),
    ...share('solved', scores.solved),
    ...share('solved_ever', scores.solvedEver),
    ...share('always', scores.always),
    ...share('never', scores.never),
    aptitude: scores.aptitude?.value ?? null,
    unreliability: scores.unreliability?.value ?? null,
    ...share('early', scores.early),
    ...share('recovered', scores.recovered),
    first_attempt: scores.firstAttempt.value,
    ...Object.fromEntries(
      Object.entries(scores.classes).map(([name, count]) => [
        `turns_${name.replace(' ', '_')}`,
        count,
      ]),
    ),
    ...slopeCells(slope),
    ...heldCells(row, report.complete),
  };
}
