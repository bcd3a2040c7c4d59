import type { InspectLog, InspectScore } from '../import/inspect-log.ts';
import { InputError } from '../input-error.ts';
import { groupBy } from './comparison.ts';
import type { MeasuredRun, MeasuredUnit } from './measured.ts';

/**
 * A log of Inspect AI as a run: each scorer stands for a budget, each sample for an item. Samples are
 * taken as independent unless `cluster` names the field of their metadata that says which are not.
 * Throws InputError where a sample lacks that field.
 */
export function measureLog(log: InspectLog, cluster: string | null): MeasuredRun {
  const byScorer = groupBy(log.scores, ({ scorer }) => scorer);
  return {
    name: log.model,
    grader: null,
    epochs: Math.max(0, ...log.scores.map(({ epoch }) => epoch)),
    missing: log.expected - log.scored,
    expected: log.expected,
    budgets: new Map(
      [...byScorer].map(([scorer, scores]) => [scorer, samplesOf(scores, cluster)] as const),
    ),
  };
}

function samplesOf(
  scores: readonly InspectScore[],
  cluster: string | null,
): Map<string, MeasuredUnit> {
  return new Map(
    [...groupBy(scores, ({ sample }) => sample)].map(([id, some]) => {
      const outcomes = some.map(({ value }) => value);
      const seen = outcomes.map((value) => String(Number(value.toFixed(4)))).join(', ');
      return [id, { cluster: clusterOf(some[0], id, cluster), operator: 'sample', outcomes, seen }];
    }),
  );
}

function clusterOf(score: InspectScore | undefined, id: string, field: string | null): string {
  if (field === null) return id;
  const value = score && Object.hasOwn(score.metadata, field) ? score.metadata[field] : undefined;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new InputError(`sample ${id}: its metadata has no "${field}" to cluster by`);
}

/** Throws InputError, naming what differs, for logs of other tasks. */
export function refuseOtherTask(
  before: { where: string; log: InspectLog },
  after: { where: string; log: InspectLog },
): void {
  const settings: ReadonlyArray<readonly [string, (log: InspectLog) => string]> = [
    ['task', ({ task }) => task],
    ['task version', ({ taskVersion }) => taskVersion],
    ['dataset', ({ dataset }) => dataset],
  ];
  const differing = settings.flatMap(([name, of]) =>
    of(before.log) === of(after.log)
      ? []
      : [`${name} (${of(before.log)} against ${of(after.log)})`],
  );
  if (differing.length === 0) return;
  throw new InputError(
    `${before.where} and ${after.where} cannot be compared: they differ in ${differing.join('; ')}.`,
  );
}
