import fc from 'fast-check';
import { sampleStandardDeviation } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { clusteredMean } from './clustered.ts';

const values = (...clusters: number[][]) =>
  clusters.flatMap((each, i) => each.map((value) => ({ cluster: `c${i}`, value })));

describe('the clustered mean', () => {
  it('sums the residuals of a cluster before it squares them', () => {
    // Residual sums 1, 0, -1: sqrt((1 + 0 + 1) * 3/2) / 6.
    const { mean, se, clusters, n } = clusteredMean(values([1, 1], [0, 1], [0, 0]));
    expect({ mean, clusters, n }).toEqual({ mean: 0.5, clusters: 3, n: 6 });
    expect(se).toBeCloseTo(Math.sqrt(3) / 6, 12);
  });

  it('has the usual standard error where every value is a cluster of its own', () => {
    const numbers = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 2 });
    fc.assert(
      fc.property(numbers, (each) => {
        const { se } = clusteredMean(values(...each.map((value) => [value])));
        expect(se).toBeCloseTo(sampleStandardDeviation(each) / Math.sqrt(each.length), 8);
      }),
    );
  });

  it('has no standard error with one cluster, and no mean without values', () => {
    expect(clusteredMean(values([1, 0]))).toEqual({ mean: 0.5, se: null, clusters: 1, n: 2 });
    expect(clusteredMean([])).toEqual({ mean: null, se: null, clusters: 0, n: 0 });
  });
});
