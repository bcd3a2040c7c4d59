import { printable } from './plain-text.ts';
import type { Report } from './report.ts';

/** The model of each run of a report, in order; with the policy where one has several, with the grader where there are several. */
export function runNames({ runs }: Pick<Report, 'runs'>): string[] {
  const policies = runs.some(({ settings: { model, policy } }) =>
    runs.some(({ settings: other }) => other.model === model && other.policy !== policy),
  );
  const graders = new Set(runs.map(({ grader }) => grader)).size > 1;
  return runs.map(({ settings, grader }) =>
    [
      settings.model,
      ...(policies ? [settings.policy] : []),
      ...(graders ? [grader ?? 'not graded'] : []),
    ]
      .map(printable)
      .join(' · '),
  );
}
