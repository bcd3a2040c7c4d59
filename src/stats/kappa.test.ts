import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cohensKappa, f1, oneAgainstRest } from './kappa.ts';

describe("Cohen's kappa", () => {
  it('is what a textbook computes', () => {
    // Agreement 35/50; by chance (25 * 30 + 25 * 20) / 50^2 = 1/2.
    expect(
      cohensKappa([
        [20, 5],
        [10, 15],
      ]),
    ).toBeCloseTo((0.7 - 0.5) / (1 - 0.5), 12);
  });

  it('is 1 for full agreement, 0 at chance, and unknown where one category is all there is', () => {
    expect(
      cohensKappa([
        [7, 0],
        [0, 3],
      ]),
    ).toBe(1);
    expect(
      cohensKappa([
        [4, 4],
        [4, 4],
      ]),
    ).toBe(0);
    expect(
      cohensKappa([
        [9, 0],
        [0, 0],
      ]),
    ).toBeNull();
    expect(cohensKappa([[0]])).toBeNull();
  });

  it('is the same whoever is called the first rater, and never above the agreement', () => {
    const table = fc.array(fc.array(fc.nat(20), { minLength: 3, maxLength: 3 }), {
      minLength: 3,
      maxLength: 3,
    });
    fc.assert(
      fc.property(table, (counts) => {
        const kappa = cohensKappa(counts);
        const turned = cohensKappa([0, 1, 2].map((k) => counts.map((row) => row[k] ?? 0)));
        if (kappa === null || turned === null) return expect(kappa).toBe(turned);
        const total = counts.flat().reduce((sum, count) => sum + count, 0);
        const agreed = counts.reduce((sum, row, k) => sum + (row[k] ?? 0), 0) / total;
        expect(kappa).toBeCloseTo(turned, 9);
        expect(kappa).toBeLessThanOrEqual(agreed + 1e-9);
      }),
    );
  });
});

describe('one category against the rest', () => {
  const counts = [
    [5, 1, 0],
    [2, 4, 0],
    [0, 0, 3],
  ];

  it('keeps every count', () => {
    expect(oneAgainstRest(counts, 0)).toEqual([
      [5, 1],
      [2, 7],
    ]);
  });

  it('has the F1 of its precision and recall', () => {
    const [precision, recall] = [5 / 7, 5 / 6];
    const harmonic = (2 * precision * recall) / (precision + recall);
    expect(f1(oneAgainstRest(counts, 0))).toBeCloseTo(harmonic, 12);
    expect(
      f1([
        [0, 0],
        [0, 9],
      ]),
    ).toBeNull();
  });
});
