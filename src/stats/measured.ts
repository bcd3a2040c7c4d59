import { InputError } from '../input-error.ts';
import { type MetricName, REPLY_METRICS } from './metrics.ts';
import { pairOutcomes } from './pair-outcomes.ts';
import type { Outcome, Tally } from './tally.ts';

/** What one item, or one pair, came to in a run. */
export interface MeasuredUnit {
  readonly cluster: string;
  readonly operator: string;
  /** One an epoch that has a verdict; at least one. */
  readonly outcomes: readonly number[];
  /** What the replies did, in labels: "asks + solves". */
  readonly seen: string;
}

/** A run reduced to one metric. Budgets by name, in the run's order; units by the id of their item. */
export interface MeasuredRun {
  readonly name: string;
  readonly grader: string | null;
  readonly epochs: number;
  /** Verdicts that are not there. */
  readonly missing: number;
  readonly expected: number;
  readonly budgets: ReadonlyMap<string, ReadonlyMap<string, MeasuredUnit>>;
}

/** Throws InputError where the run cannot tell the metric. */
export function measure(tally: Tally, metric: MetricName): MeasuredRun {
  const { run } = tally;
  if (metric === 'accuracy' && run.protocol !== 'resolve') {
    throw new InputError(
      `accuracy needs the protocol resolve, in which the user answers; the run of ${run.model} has ${run.protocol}`,
    );
  }
  const asked = run.budgets.flatMap(({ budget, sameAs }) => (sameAs === null ? [budget.name] : []));
  const items = [...tally.corrupted, ...tally.intact];
  const present = asked
    .flatMap((budget) => items.map(({ id }) => tally.outcomes(budget, id).length))
    .reduce((sum, count) => sum + count, 0);
  const expected = asked.length * run.items * run.epochs;
  return {
    name: run.model,
    grader: tally.grader,
    epochs: run.epochs,
    missing: expected - present,
    expected,
    budgets: new Map(
      asked.map((budget) => [
        budget,
        metric === 'lacuna' ? pairsUnder(tally, budget) : itemsUnder(tally, budget, metric),
      ]),
    ),
  };
}

function pairsUnder(tally: Tally, budget: string): Map<string, MeasuredUnit> {
  return new Map(
    pairOutcomes(tally, budget).flatMap(({ pair: { corrupted, intact }, right }) => {
      if (right.length === 0) return [];
      const [lacks, whole] = [corrupted, intact].map(({ id }) =>
        labels(tally.outcomes(budget, id)),
      );
      const { family: cluster, operator } = corrupted;
      const seen = `${lacks} + ${whole}`;
      return [[corrupted.id, { cluster, operator, outcomes: right.map(Number), seen }] as const];
    }),
  );
}

function itemsUnder(
  tally: Tally,
  budget: string,
  metric: keyof typeof REPLY_METRICS,
): Map<string, MeasuredUnit> {
  const { over, test } = REPLY_METRICS[metric];
  return new Map(
    tally[over].flatMap(({ id, family: cluster, operator }) => {
      const replies = tally.outcomes(budget, id);
      if (replies.length === 0) return [];
      const outcomes = replies.map((reply) => Number(test(reply)));
      return [[id, { cluster, operator, outcomes, seen: labels(replies) }] as const];
    }),
  );
}

/** "asks"; over epochs "3 asks, 1 guesses". */
function labels(outcomes: readonly Outcome[]): string {
  const counts = new Map<string, number>();
  for (const { label } of outcomes) counts.set(label, (counts.get(label) ?? 0) + 1);
  if (outcomes.length === 1) return [...counts.keys()].join();
  return [...counts].map(([label, count]) => `${count} ${label}`).join(', ');
}

export function average(outcomes: readonly number[]): number {
  return outcomes.reduce((sum, each) => sum + each, 0) / outcomes.length;
}
