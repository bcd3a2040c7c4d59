import type { Usage } from '../stats/usage.ts';
import type { Cell } from './csv.ts';
import type { ProblemRuns } from './problem-runs.ts';
import type { Slope } from './slope.ts';

/** The first columns of a row: what was run, and how. `how` is what tells a protocol's runs apart. */
export function settingCells(
  { settings, grader }: Pick<ProblemRuns, 'settings' | 'grader'>,
  budget: string,
  how: Readonly<Record<string, Cell>>,
): Record<string, Cell> {
  return {
    model: settings.model,
    budget,
    protocol: settings.protocol,
    ...how,
    grader,
    release: settings.release,
    items: settings.items,
    seed: settings.seed,
    epochs: settings.epochs,
    max_turns: settings.maxTurns,
  };
}

interface Held {
  readonly scores: {
    readonly capped: number;
    readonly none: number;
    readonly conversations: { readonly expected: number; readonly present: number };
  };
  readonly usage: Usage;
  readonly errors: number;
}

/** The last columns: what is missing, and what it took. */
export function heldCells(
  { scores, usage, errors }: Held,
  complete: boolean,
): Record<string, Cell> {
  const { capped, none, conversations } = scores;
  return {
    capped,
    none,
    conversations: conversations.present,
    missing: conversations.expected - conversations.present,
    errors,
    complete,
    tokens_mean: usage.mean,
    tokens_input: usage.input,
    tokens_output: usage.output,
    cost: usage.cost,
  };
}

/** The change of a row's headline for each doubling of the tokens used, over all budgets. */
export function slopeCells(slope: Slope | undefined): Record<string, Cell> {
  return {
    slope: slope?.perDoubling ?? null,
    slope_low: slope?.low ?? null,
    slope_high: slope?.high ?? null,
  };
}
