import type { Random } from '../../math/random.ts';
import { STRATEGIES, type Strategy } from './strategies.ts';

/** A softmax policy over the strategies, linear in features. Weights are floats: nothing exact is decided. */
export class SoftmaxPolicy {
  /** By strategy, then by feature. */
  readonly #weights: Float64Array[];

  /** All strategies alike. */
  constructor(features: number) {
    this.#weights = STRATEGIES.map(() => new Float64Array(features));
  }

  /** The chance of each strategy, in the order of STRATEGIES. */
  chances(features: readonly number[]): number[] {
    const scores = this.#weights.map((weights) =>
      features.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0),
    );
    const highest = Math.max(...scores);
    const raised = scores.map((score) => Math.exp(score - highest));
    const total = raised.reduce((sum, value) => sum + value, 0);
    return raised.map((value) => value / total);
  }

  draw(features: readonly number[], random: Random): Strategy {
    let left = uniform(random);
    const chances = this.chances(features);
    const drawn = STRATEGIES.find((_, index) => {
      left -= chances[index] ?? 0;
      return left < 0;
    });
    return drawn ?? 'balk';
  }

  /** Moves the weights along the gradient of log π(strategy | features), times `by`. */
  reinforce(features: readonly number[], strategy: Strategy, by: number): void {
    const chances = this.chances(features);
    const chosen = STRATEGIES.indexOf(strategy);
    this.#move(features, (index) => by * ((index === chosen ? 1 : 0) - (chances[index] ?? 0)));
  }

  /** Moves them along the gradient of the entropy, times `by`: so that no strategy is given up too soon. */
  explore(features: readonly number[], by: number): void {
    const chances = this.chances(features);
    const entropy = -chances.reduce((sum, chance) => sum + chance * Math.log(chance + TINY), 0);
    this.#move(features, (index) => {
      const chance = chances[index] ?? 0;
      return -by * chance * (Math.log(chance + TINY) + entropy);
    });
  }

  #move(features: readonly number[], along: (strategy: number) => number): void {
    for (const [index, weights] of this.#weights.entries()) {
      const step = along(index);
      for (const [at, value] of features.entries()) weights[at] = (weights[at] ?? 0) + step * value;
    }
  }
}

/** Keeps the logarithm of a chance of 0 finite. */
const TINY = 1e-12;

/** In [0, 1). */
function uniform(random: Random): number {
  return random.int(0, 2 ** 30 - 1) / 2 ** 30;
}
