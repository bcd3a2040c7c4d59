import { describe, expect, it } from 'vitest';
import { Random } from '../math/random.ts';
import { bootstrapIntervals } from './bootstrap.ts';
import { cohensKappa } from './kappa.ts';

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

  it('cover the kappa of a good grader, whose draws are skewed, as often as they promise', () => {
    const kappa = ([a = 0, b = 0, c = 0, d = 0]: ArrayLike<number> & Iterable<number>) =>
      cohensKappa([
        [a, b],
        [c, d],
      ]);
    // One reply in five is a hit; 95% are graded right, in some clusters fewer.
    const truth = kappa([0.2 * 0.95, 0.2 * 0.05, 0.8 * 0.05, 0.8 * 0.95]) ?? 0;
    const random = new Random(3, 'kappa');
    const sample = () =>
      Array.from({ length: 40 }, () => {
        const wrong = random.pick([20, 50, 80]);
        const counts = Float64Array.of(0, 0, 0, 0);
        for (let n = 0; n < 6; n++) {
          const cell = 2 * Number(random.int(1, 5) > 1);
          const errs = random.int(1, 1000) <= wrong;
          const at = cell === 0 ? Number(errs) : 3 - Number(errs);
          counts[at] = (counts[at] ?? 0) + 1;
        }
        return counts;
      });
    let covered = 0;
    const runs = 400;
    for (let run = 0; run < runs; run++) {
      const [interval] = bootstrapIntervals(sample(), [kappa], { seed: run, draws: 400 });
      if (interval && interval.low <= truth && truth <= interval.high) covered += 1;
    }
    // Plain percentiles cover it in 93.0 of 100, these in 95.0.
    expect(covered / runs).toBeGreaterThan(0.93);
    expect(covered / runs).toBeLessThan(0.98);
  });

  it('are not told where nothing can tell them', () => {
    const [one = Float64Array.of(1, 2)] = some;
    const never = () => null;
    expect(bootstrapIntervals([one], [share], { seed: 1 })).toEqual([null]);
    expect(bootstrapIntervals(some, [never, () => 1], { seed: 1 })).toEqual([null, null]);
  });
});
