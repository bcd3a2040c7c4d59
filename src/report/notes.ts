import { counted, percent } from './numbers.ts';
import { printable } from './plain-text.ts';
import type { BudgetReport, Report, RunReport } from './report.ts';

/** What must stand beside the numbers: denominators, gaps, doubts. */
export interface Notes {
  /** The model that they are about; null for all of them. */
  readonly about: string | null;
  readonly lines: readonly string[];
}

/** The notes on each run, then those on all. */
export function notes({ runs }: Report): Notes[] {
  const all: string[] = [];
  if (runs.some(({ settings }) => settings.protocol !== 'resolve')) {
    all.push('ACC needs the protocol resolve, in which the user answers what the model asks.');
  }
  if (runs.some(({ settings }) => settings.prices === null)) {
    all.push('Cost needs the prices of the model.');
  }
  const each = runs.map((run) => ({ about: printable(run.settings.model), lines: notesOn(run) }));
  return [...each, ...(all.length > 0 ? [{ about: null, lines: all }] : [])];
}

function notesOn(run: RunReport): string[] {
  const { pairs, families, failed, findings, budgets, settings } = run;
  const epochs = settings.epochs > 1 ? `, ${settings.epochs} epochs averaged within each` : '';
  // Calls that failed because their budget was refused are told as a finding on it.
  const others = failed.filter(({ kind }) => kind !== 'budget');
  const clusters =
    families < 2 ? 'an interval needs two families' : 'intervals are clustered by family';
  return [
    `${counted(pairs, 'pair')} from ${counted(families, 'family', 'families')}${epochs}; ${clusters}.`,
    ...budgets.flatMap(missing),
    ...ungraded(budgets),
    ...others.map(
      ({ budget, kind, message, count }) =>
        `${counted(count, 'call')} failed for good under ${printable(budget)} (${printable(kind)}): ${printable(message)}`,
    ),
    ...findings.map(({ message }) => printable(message)),
  ];
}

function missing({ budget, scores: { verdicts, lacuna } }: BudgetReport): string[] {
  if (verdicts.missing === 0) return [];
  const name = printable(budget.name);
  return [
    `Incomplete: under ${name} ${verdicts.missing} of ${verdicts.expected} verdicts are missing; its score is over ${counted(lacuna.units, 'pair')}.`,
  ];
}

function ungraded(budgets: readonly BudgetReport[]): string[] {
  const some = budgets.filter(({ scores }) => Object.keys(scores.none).length > 0);
  if (some.length === 0) return [];
  const where = some.map(({ budget, scores }) => {
    const reasons = Object.entries(scores.none).map(([why, count]) => `${count} ${printable(why)}`);
    return `under ${printable(budget.name)} ${reasons.join(', ')} of ${scores.verdicts.present}`;
  });
  const without = some.map(
    ({
      budget,
      scores: {
        lacunaGradable: { share, units },
      },
    }) => `${printable(budget.name)} ${percent(share)} over ${counted(units, 'pair')}`,
  );
  return [
    `Nothing to grade, and counted as not right: ${where.join('; ')}. Without these: ${without.join(', ')}.`,
  ];
}
