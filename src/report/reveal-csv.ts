import { type Cell, shareCells as share } from './csv.ts';
import type { RevealBudget, RevealReport, RevealRow } from './reveal.ts';

/** A row a budget, variant and policy: shares as fractions with their intervals and denominators. */
export function revealRows(reports: readonly RevealReport[]): Array<Record<string, Cell>> {
  return reports.flatMap((report) =>
    report.budgets.flatMap((budget) => budget.rows.map((row) => revealCells(report, budget, row))),
  );
}

function revealCells(
  { settings, grader, complete }: RevealReport,
  { budget }: RevealBudget,
  { variant, policy, scores, usage, errors }: RevealRow,
): Record<string, Cell> {
  return {
    model: settings.model,
    budget,
    protocol: settings.protocol,
    variant,
    policy,
    grader,
    release: settings.release,
    items: settings.items,
    seed: settings.seed,
    epochs: settings.epochs,
    max_turns: settings.maxTurns,
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
