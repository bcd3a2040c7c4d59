import { printable } from './plain-text.ts';
import type { Report } from './report.ts';

/** The model of each run of a report, in order; with the grader where not all have the same one. */
export function runNames({ runs }: Pick<Report, 'runs'>): string[] {
  const several = new Set(runs.map(({ grader }) => grader)).size > 1;
  return runs.map(({ settings, grader }) =>
    printable(several ? `${settings.model} · ${grader ?? 'not graded'}` : settings.model),
  );
}
