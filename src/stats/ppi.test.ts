import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../math/random.ts';
import { clusteredMean } from './clustered.ts';
import { correctedMean, type Predicted } from './ppi.ts';
import {
  drawGraded,
  GRADED,
  type GradedSetting,
  labelledSome,
} from './simulated-labels.test-data.ts';

const row = (
  cluster: string,
  predicted: number,
  labelled: number | null,
  weight = 1,
): Predicted => ({
  cluster,
  predicted,
  labelled,
  weight,
});

describe('a mean corrected by labels', () => {
  it('is what can be worked out by hand', () => {
    // Labelled: predictions 1, 1, 0, 0, labels 1, 0, 0, 0; lambda = (1/8) / (1/4). All: 3/6 predicted.
    const corrected = correctedMean([
      row('a', 1, 1),
      row('b', 1, 0),
      row('c', 0, 0),
      row('d', 0, 0),
      row('e', 1, null),
      row('f', 0, null),
    ]);
    expect(corrected?.lambda).toBeCloseTo(0.5, 12);
    expect(corrected?.mean).toBeCloseTo(1 / 4 + 0.5 * (3 / 6 - 2 / 4), 12);
    expect(corrected?.labels).toBe(4);
    // Influences: predictions 1/2 (f - 1/2) / 6 each; residuals 3/8, -1/8 ... over 4.
    const influences = [1, 1, 0, 0, 1, 0].map((predicted) => (0.5 * (predicted - 0.5)) / 6);
    const residuals = [0.5, -0.5, 0, 0].map((rest) => rest / 4);
    const squares = influences
      .map((influence, i) => influence + (residuals[i] ?? 0))
      .reduce((sum, value) => sum + value ** 2, 0);
    expect(corrected?.se).toBeCloseTo(Math.sqrt((squares * 6) / 5), 12);
  });

  it('is the labelled mean, with its clustered error, where everything is labelled', () => {
    const outcome = fc.record({
      cluster: fc.constantFrom('a', 'b', 'c', 'd'),
      predicted: fc.constantFrom(0, 1),
      labelled: fc.constantFrom(0, 1),
    });
    fc.assert(
      fc.property(fc.array(outcome, { minLength: 2 }), (outcomes) => {
        const corrected = correctedMean(outcomes);
        const { mean, se } = clusteredMean(
          outcomes.map(({ cluster, labelled }) => ({ cluster, value: labelled })),
        );
        expect(corrected?.mean).toBeCloseTo(mean ?? Number.NaN, 9);
        const agree = outcomes.every(({ predicted, labelled }) => predicted === labelled);
        if (se === null) expect(corrected?.se).toBeNull();
        else if (!agree) expect(corrected?.se).toBeCloseTo(se, 9);
      }),
    );
  });

  it('is the mean of the predictions where no label disagrees, and no surer than one could', () => {
    const rows = Array.from({ length: 40 }, (_, i) => row(`c${i}`, i % 2, i < 20 ? i % 2 : null));
    const corrected = correctedMean(rows);
    expect(corrected?.mean).toBeCloseTo(0.5, 12);
    expect(corrected?.se).toBeGreaterThan(1 / 20);
  });

  it('has no interval with labels in one cluster, and is none without labels', () => {
    const one = correctedMean([row('a', 1, 1), row('a', 0, 0), row('b', 1, null)]);
    expect(one).toMatchObject({ se: null, interval: null });
    expect(correctedMean([row('a', 1, null)])).toBeNull();
    expect(correctedMean([])).toBeNull();
  });

  it('weighs what was drawn more often less', () => {
    const corrected = correctedMean([row('a', 0, 1, 1), row('b', 0, 0, 3)]);
    expect(corrected?.mean).toBeCloseTo(1 / 4, 12);
  });
});

describe('over many draws of clustered outcomes and a biased grader', () => {
  it.each<GradedSetting>(GRADED)(
    'covers the truth in 93 to 97 of 100, without bias: %j',
    (setting) => {
      const random = new Random(1, 'ppi', JSON.stringify(setting));
      const truth = setting.chances.reduce((sum, chance) => sum + chance, 0) / 3 / 100;
      const draws = 1500;
      const [means, raws]: [number[], number[]] = [[], []];
      let covered = 0;
      let narrower = 0;
      for (let n = 0; n < draws; n++) {
        const outcomes = labelledSome(random, drawGraded(random, setting), setting.labels);
        const corrected = correctedMean(outcomes);
        const interval = corrected?.interval;
        if (!interval) throw new Error('no interval');
        means.push(corrected.mean);
        raws.push(outcomes.reduce((sum, { predicted }) => sum + predicted, 0) / outcomes.length);
        if (interval.low <= truth && truth <= interval.high) covered += 1;
        // What the labels alone would say.
        const { se } = clusteredMean(
          outcomes.flatMap(({ cluster, labelled }) =>
            labelled === null ? [] : [{ cluster, value: labelled }],
          ),
        );
        if ((corrected.se ?? 1) < (se ?? 0)) narrower += 1;
      }
      const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / draws;
      const spread = Math.sqrt(mean(means.map((value) => (value - mean(means)) ** 2)));
      expect(covered / draws).toBeGreaterThan(0.93);
      expect(covered / draws).toBeLessThan(0.97);
      // Within four standard errors of the simulation; the grader alone is off by far more.
      expect(Math.abs(mean(means) - truth)).toBeLessThan((4 * spread) / Math.sqrt(draws));
      expect(Math.abs(mean(raws) - truth)).toBeGreaterThan(0.02);
      expect(narrower / draws).toBeGreaterThan(0.7);
    },
  );
});
