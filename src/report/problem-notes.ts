import { counted } from './numbers.ts';
import { printable } from './plain-text.ts';

interface Noted {
  readonly settings: { readonly epochs: number };
  readonly problems: number;
  readonly families: number;
  readonly findings: ReadonlyArray<{ readonly message: string }>;
  readonly failed: ReadonlyArray<{
    readonly budget: string;
    readonly kind: string;
    readonly message: string;
    readonly count: number;
  }>;
}

/** How many problems, and what an interval is of. */
export function countsOf({ settings: { epochs }, problems, families }: Noted): string {
  const each = epochs > 1 ? `, ${epochs} epochs averaged within each` : '';
  const clusters =
    families < 2 ? 'an interval needs two families' : 'intervals are clustered by family';
  return `${counted(problems, 'intact problem')} from ${counted(families, 'family', 'families')}${each}; ${clusters}.`;
}

/** What went wrong with budgets and calls. */
export function troubles({ findings, failed }: Noted): string[] {
  return [
    ...findings.map(({ message }) => printable(message)),
    ...failed.map(
      ({ budget, kind, message, count }) =>
        `${counted(count, 'conversation')} under ${printable(budget)} failed (${kind}): ${printable(message)}`,
    ),
  ];
}

/** That conversations are missing; [] where none is. */
export function incomplete(
  where: string,
  { expected, present }: { readonly expected: number; readonly present: number },
): string[] {
  if (present === expected) return [];
  return [`Incomplete: ${where}: ${expected - present} of ${expected} conversations are missing.`];
}
