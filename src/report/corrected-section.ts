import type { Share } from '../stats/scores.ts';
import { counted, withInterval } from './numbers.ts';
import { printable } from './plain-text.ts';
import type { BudgetReport, RunReport } from './report.ts';
import type { Section } from './section.ts';

type Corrected = NonNullable<BudgetReport['corrected']>;

/** Name, and what a label is counted for. */
const SHARES: ReadonlyArray<readonly [keyof Corrected, string, (of: BudgetReport) => Share]> = [
  ['lacuna', 'Lacuna', ({ scores }) => scores.lacuna],
  ['asks', 'asks', ({ scores }) => scores.asks],
  ['guesses', 'guesses', ({ scores }) => scores.guesses],
  ['overasks', 'over-asks', ({ scores }) => scores.overasks],
];

/** The scores as graded, beside the same corrected by hand labels; null where there are no labels. */
export function correctedSection({ settings, grader, budgets, byHand }: RunReport): Section | null {
  const rows = budgets.flatMap((budget) => {
    const { corrected } = budget;
    if (corrected === null) return [];
    return SHARES.map(([name, heading, raw]) => [
      `${printable(budget.budget.name)} · ${heading}`,
      withInterval(raw(budget)),
      withInterval(corrected[name]),
      String(corrected[name].labels),
    ]);
  });
  if (rows.length === 0) return null;
  const people = counted(byHand.people, 'person', 'people');
  const replies = counted(byHand.replies, 'reply', 'replies');
  return {
    title: `${printable(settings.model)} · ${printable(grader ?? '')}, corrected: ${replies} labelled by ${people}`,
    head: ['', 'as graded', 'corrected', 'labels'],
    rows,
  };
}

/** How the correction is made, in one breath. */
export const CORRECTION =
  'corrected: prediction-powered inference (PPI++): what labellers would have found, from all verdicts ' +
  'and the labels of some, with 95% intervals clustered by family.';
