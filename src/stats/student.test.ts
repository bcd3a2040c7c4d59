import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { studentCdf, studentQuantile } from './student.ts';

describe("Student's t", () => {
  it.each([
    [0.975, 1, 12.706204736],
    [0.975, 2, 4.3026527297],
    [0.975, 3, 3.1824463053],
    [0.995, 5, 4.0321429836],
    [0.975, 11, 2.2009851601],
    [0.6, 10, 0.2601848295],
    [0.975, 30, 2.0422724563],
    [0.995, 1000, 2.5807546981],
  ])('has the quantile of the tables: %f at %i df', (probability, df, expected) => {
    expect(studentQuantile(probability, df)).toBeCloseTo(expected, 8);
    expect(studentQuantile(1 - probability, df)).toBeCloseTo(-expected, 8);
  });

  it('is the arctangent at one degree of freedom', () => {
    for (const t of [-30, -1, 0, 0.1, 2, 500]) {
      expect(studentCdf(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 12);
    }
  });

  it('has quantiles that the distribution function takes back', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.integer({ min: 1, max: 400 }),
        (probability, df) => {
          expect(studentCdf(studentQuantile(probability, df), df)).toBeCloseTo(probability, 9);
        },
      ),
    );
  });

  it('refuses what is no probability and no number of degrees of freedom', () => {
    expect(() => studentQuantile(1, 3)).toThrow(RangeError);
    expect(() => studentQuantile(0.9, 0)).toThrow(RangeError);
  });
});
