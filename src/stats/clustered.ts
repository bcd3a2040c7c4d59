/** A value that belongs to a cluster; values of one cluster are not independent of each other. */
export interface Clustered {
  readonly cluster: string;
  readonly value: number;
}

/** A mean with the standard error that its clusters leave. */
export interface ClusteredMean {
  /** null without values. */
  readonly mean: number | null;
  /** null with fewer than two clusters: one cluster cannot tell how clusters vary. */
  readonly se: number | null;
  readonly clusters: number;
  /** The number of values. */
  readonly n: number;
}

/**
 * The mean of all values and its clustered standard error: Miller 2024, "Adding Error Bars to
 * Evals" (arXiv 2411.00640), on clustered standard errors, which sums the residuals of each cluster before
 * squaring; times C/(C-1) under the root, since C clusters are a sample (Miller leaves it out;
 * Liang and Zeger's estimator without it is too small for the dozen families that we have).
 * With every value in a cluster of its own this is s / sqrt(n).
 */
export function clusteredMean(values: readonly Clustered[]): ClusteredMean {
  const n = values.length;
  if (n === 0) return { mean: null, se: null, clusters: 0, n };
  const mean = values.reduce((sum, { value }) => sum + value, 0) / n;
  const residuals = new Map<string, number>();
  for (const { cluster, value } of values) {
    residuals.set(cluster, (residuals.get(cluster) ?? 0) + value - mean);
  }
  const clusters = residuals.size;
  if (clusters === 1) return { mean, se: null, clusters, n };
  const squares = [...residuals.values()].reduce((sum, residual) => sum + residual ** 2, 0);
  return { mean, se: Math.sqrt((squares * clusters) / (clusters - 1)) / n, clusters, n };
}
