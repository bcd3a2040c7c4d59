import type { Interval } from './intervals.ts';
import { proportionInterval } from './intervals.ts';

/** One outcome as a grader sees it, and as a person labelled it, where one did. */
export interface Predicted {
  readonly cluster: string;
  /** The grader's, in [0, 1]. */
  readonly predicted: number;
  /** The person's; null where nobody labelled it. */
  readonly labelled: number | null;
  /** One over the chance that it was drawn to be labelled, up to a common factor; 1 where all had the same. */
  readonly weight?: number;
}

/** A mean corrected by labels. */
export interface Corrected {
  readonly mean: number;
  /** null with labels in fewer than two clusters. */
  readonly se: number | null;
  readonly interval: Interval | null;
  /** How much of the predictions was used, 0 to 1. */
  readonly lambda: number;
  readonly labels: number;
}

/**
 * The mean of what people would have labelled, from all predictions and the labels of some: the labelled
 * mean, plus lambda times what the predictions say of the rest. This is prediction-powered inference for a
 * mean, with its power tuning (Angelopoulos, Bates, Fannjiang, Jordan and Zrnic 2023, arXiv 2301.09633;
 * PPI++: Angelopoulos, Duchi and Zrnic 2023, arXiv 2311.01453). A biased grader biases the result not at
 * all, only widens its interval. It departs from the papers in three ways:
 *
 * - The labelled outcomes are a random part of all, not a second sample: the predictions' mean is over all.
 * - Outcomes of a cluster are not independent: their influences on the result are summed before squaring,
 *   as in `clusteredMean`, with Student's t at the labelled clusters less one.
 * - Where every label agrees with the grader, which in a small sample may be luck, nothing varies but the
 *   predictions: one disagreement is reckoned with all the same.
 *
 * lambda is the slope of labels on predictions, among the labelled: what is best without clusters.
 *
 * null without labels.
 */
export function correctedMean(rows: readonly Predicted[]): Corrected | null {
  const some = rows.flatMap(({ labelled, ...row }) =>
    labelled === null ? [] : [{ ...row, labelled }],
  );
  if (some.length === 0) return null;
  const total = sum(some, weightOf);
  const weighted = (value: (row: (typeof some)[number]) => number) =>
    sum(some, (row) => weightOf(row) * value(row)) / total;
  const ofAll = sum(rows, ({ predicted }) => predicted) / rows.length;
  const [ofLabelled, truth] = [weighted((row) => row.predicted), weighted((row) => row.labelled)];
  const together = weighted((row) => (row.predicted - ofLabelled) * (row.labelled - truth));
  const spread = weighted((row) => (row.predicted - ofLabelled) ** 2);
  const lambda = spread === 0 ? 1 : Math.min(1, Math.max(0, together / spread));
  const mean = truth + lambda * (ofAll - ofLabelled);

  const influence = new Map<string, number>();
  const add = (cluster: string, value: number) =>
    influence.set(cluster, (influence.get(cluster) ?? 0) + value);
  for (const { cluster, predicted } of rows) {
    add(cluster, (lambda * (predicted - ofAll)) / rows.length);
  }
  const residual = truth - lambda * ofLabelled;
  for (const row of some) {
    const rest = row.labelled - lambda * row.predicted - residual;
    add(row.cluster, (weightOf(row) * rest) / total);
  }
  const clusters = new Set(some.map(({ cluster }) => cluster)).size;
  const squares = sum([...influence.values()], (value) => value ** 2);
  const agree = some.every(({ predicted, labelled }) => predicted === labelled);
  const unseen = agree ? (Math.max(...some.map(weightOf)) / total) ** 2 : 0;
  const correction = influence.size / Math.max(1, influence.size - 1);
  const se = clusters < 2 ? null : Math.sqrt(squares * correction + unseen);
  const share = Math.min(1, Math.max(0, mean));
  return {
    mean: share,
    se,
    interval: proportionInterval({ mean: share, se, clusters, n: rows.length }),
    lambda,
    labels: some.length,
  };
}

function weightOf({ weight = 1 }: Pick<Predicted, 'weight'>): number {
  return weight;
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}
