import { Random } from '../math/random.ts';
import { normalQuantile } from './normal.ts';
import type { PairedUnit } from './paired.ts';

/** Two runs on the same items, as they might come out. Shares in [0, 1]. */
export interface PairedRuns {
  readonly families: number;
  readonly pairs: number;
  /** True score of the first run. */
  readonly before: number;
  /** True score of the second. */
  readonly after: number;
  readonly epochs?: number;
  /** A family has pairs / families items; with this, half of the families have three times as many as the others. */
  readonly uneven?: boolean;
  /** Variances on the latent scale, where the reply's own is 1. */
  readonly variances?: Variances;
}

interface Variances {
  /** How much families, and items within them, differ in difficulty to both runs. */
  readonly family: number;
  readonly item: number;
  /** How much they differ to each run in its own way: what makes a difference vary by family and item. */
  readonly runFamily: number;
  readonly runItem: number;
}

/**
 * Neighbouring releases of a model: the true scores of items correlate at 0.75, single outcomes at 0.32
 * (at a score of 60%); differences within a family correlate at 0.2, those of single outcomes at 0.03.
 */
export const NEIGHBOURS: Variances = { family: 0.5, item: 1, runFamily: 0.1, runItem: 0.3 };

/** Normal deviates by Box and Muller 1958. */
class Normal {
  readonly #random: Random;
  #spare: number | null = null;

  constructor(random: Random) {
    this.#random = random;
  }

  next(variance: number): number {
    if (this.#spare !== null) {
      const deviate = this.#spare;
      this.#spare = null;
      return deviate * Math.sqrt(variance);
    }
    const uniform = () => this.#random.int(1, 2 ** 30) / (2 ** 30 + 1);
    const radius = Math.sqrt(-2 * Math.log(uniform()));
    const angle = 2 * Math.PI * uniform();
    this.#spare = radius * Math.sin(angle);
    return radius * Math.cos(angle) * Math.sqrt(variance);
  }
}

/**
 * Draws pairs of runs by a threshold model: an outcome is a hit where difficulty to both runs, to this
 * one, and the reply's own chance add up to less than a threshold, which is set so that the score over
 * all families and items is exactly the one asked for.
 */
export class PairSimulation {
  readonly #normal: Normal;
  readonly #runs: Required<PairedRuns>;

  constructor(seed: number, runs: PairedRuns) {
    this.#runs = { epochs: 1, uneven: false, variances: NEIGHBOURS, ...runs };
    this.#normal = new Normal(new Random(seed, 'pairs', JSON.stringify(this.#runs)));
  }

  /** The true difference, after minus before. */
  get truth(): number {
    return this.#runs.after - this.#runs.before;
  }

  draw(): PairedUnit[] {
    const { families, pairs, before, after, epochs, uneven, variances } = this.#runs;
    const { family, item, runFamily, runItem } = variances;
    const spread = Math.sqrt(1 + family + item + runFamily + runItem);
    const thresholds = [before, after].map((share) => normalQuantile(share) * spread);
    return Array.from({ length: families }, (_, f) => {
      const ofFamily = this.#normal.next(family);
      const ofRuns = [this.#normal.next(runFamily), this.#normal.next(runFamily)];
      const size = sizeOf(f, pairs / families, uneven);
      return Array.from({ length: size }, (): PairedUnit => {
        const shared = ofFamily + this.#normal.next(item);
        const [first = 0, second = 0] = thresholds.map((threshold, run) => {
          const difficulty = shared + (ofRuns[run] ?? 0) + this.#normal.next(runItem);
          let hits = 0;
          for (let epoch = 0; epoch < epochs; epoch++) {
            if (difficulty + this.#normal.next(1) < threshold) hits += 1;
          }
          return hits / epochs;
        });
        return { cluster: `family-${f}`, before: first, after: second };
      });
    }).flat();
  }
}

function sizeOf(family: number, mean: number, uneven: boolean): number {
  if (!uneven) return Math.round(mean);
  return Math.round(family % 2 === 0 ? 1.5 * mean : 0.5 * mean);
}
