import { describe, expect, it } from 'vitest';
import { Random } from '../math/random.ts';
import { bootstrapIntervals } from './bootstrap.ts';
import { calibrate } from './calibration.ts';
import { drawJudged } from './simulated-labels.test-data.ts';

/** Per cluster: how many of its outcomes are hits, and how many there are. */
const share = ([hits = 0, all = 0]: Float64Array) => (all === 0 ? null : hits / all);

function clusters(random: Random, count: number): Float64Array[] {
  return Array.from({ length: count }, () => {
    const chance = random.pick([50, 70, 90]);
    const hits = Array.from({ length: 5 }, () => random.int(1, 100) <= chance);
    return Float64Array.of(hits.filter(Boolean).length, 5);
  });
}

describe('bootstrap intervals', () => {
  const some = clusters(new Random(1, 'some'), 30);

  it('are the same for the same seed, and others for another', () => {
    const first = bootstrapIntervals(some, [share], { seed: 1 });
    expect(bootstrapIntervals(some, [share], { seed: 1 })).toEqual(first);
    expect(bootstrapIntervals(some, [share], { seed: 2 })).not.toEqual(first);
  });

  it('cover the truth about as often as they promise', () => {
    const random = new Random(2, 'coverage');
    let covered = 0;
    const runs = 300;
    for (let run = 0; run < runs; run++) {
      const options = { seed: run, draws: 400 };
      const [interval] = bootstrapIntervals(clusters(random, 40), [share], options);
      if (interval && interval.low <= 0.7 && 0.7 <= interval.high) covered += 1;
    }
    expect(covered / runs).toBeGreaterThan(0.91);
    expect(covered / runs).toBeLessThan(0.98);
  });

  it('cover the kappa of a good grader, whose draws are skewed, more often than plain percentiles', () => {
    const setting = { families: 40, each: 6, right: 90 };
    const all = drawJudged(new Random(9, 'all'), { ...setting, families: 4_000 });
    const truth = calibrate('simulated', all, { seed: 1, draws: 2 }).kappa.value ?? 0;
    const random = new Random(3, 'kappa');
    let covered = 0;
    const runs = 150;
    for (let run = 0; run < runs; run++) {
      const options = { seed: run, draws: 200 };
      const { low, high } = calibrate('simulated', drawJudged(random, setting), options).kappa;
      if (low !== null && high !== null && low <= truth && truth <= high) covered += 1;
    }
    // Within three standard errors of the simulation.
    expect(covered / runs).toBeGreaterThan(0.9);
  });

  it('are not told where nothing can tell them', () => {
    const [one = Float64Array.of(1, 2)] = some;
    const never = () => null;
    expect(bootstrapIntervals([one], [share], { seed: 1 })).toEqual([null]);
    expect(bootstrapIntervals(some, [never, () => 1], { seed: 1 })).toEqual([null, null]);
  });
});
