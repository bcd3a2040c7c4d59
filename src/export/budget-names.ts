import type { Budget } from '../model/budget.ts';
import type { RunRecord } from '../run/record.ts';

/** A budget that was asked, with a name that is safe as a part of a file name and unlike the others'. */
export interface NamedBudget {
  readonly budget: Budget;
  readonly fields: Readonly<Record<string, unknown>>;
  /** "tokens-2048" for "tokens:2048". */
  readonly fileName: string;
}

/** The budgets of a run that were asked, in order. Their names come from a file: no path is made of them. */
export function namedBudgets(run: Pick<RunRecord, 'budgets'>): NamedBudget[] {
  const taken = new Set<string>();
  return run.budgets
    .filter(({ sameAs }) => sameAs === null)
    .map(({ budget, fields }) => {
      const safe = budget.name.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 60);
      let fileName = safe;
      for (let n = 2; taken.has(fileName); n += 1) fileName = `${safe}-${n}`;
      taken.add(fileName);
      return { budget, fields, fileName };
    });
}
