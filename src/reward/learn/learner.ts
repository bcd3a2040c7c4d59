import type { Item } from '../../corrupt/item.ts';
import type { Random } from '../../math/random.ts';
import type { Completion, Message } from '../../model/completion.ts';
import type { Sampler } from '../multi-turn.ts';
import { SoftmaxPolicy } from './softmax.ts';
import { replyBy, type Strategy } from './strategies.ts';

/** An item as the learner meets it. */
export interface Problem {
  readonly item: Item;
  /** Of the item, in a fixed order; about as large as 1. */
  readonly features: readonly number[];
}

/**
 * A toy that learns to converse: it chooses among strategies by features of the problem and by what the user
 * has last said, and the strategy finds the words.
 */
export class Learner {
  readonly #policy: SoftmaxPolicy;
  readonly #features: number;

  constructor(features: number) {
    this.#features = features;
    this.#policy = new SoftmaxPolicy(features + SITUATIONS);
  }

  /** The chance of each strategy as the first reply to a problem, in the order of STRATEGIES. */
  firstChances({ item, features }: Problem): number[] {
    return this.#policy.chances(this.#seen(features, [{ role: 'user', content: item.text }]));
  }

  choose({ features }: Problem, conversation: readonly Message[], random: Random): Strategy {
    return this.#policy.draw(this.#seen(features, conversation), random);
  }

  /** Its replies to conversations about a problem. */
  sampler(problem: Problem, random: Random): Sampler {
    return async (conversation) => {
      const strategy = this.choose(problem, conversation, random);
      return spoken(replyBy(strategy, problem.item, conversation));
    };
  }

  /** Makes a strategy likelier in such a conversation, or less likely, by its advantage times the rate. */
  reinforce(
    { features }: Problem,
    conversation: readonly Message[],
    strategy: Strategy,
    by: number,
  ): void {
    this.#policy.reinforce(this.#seen(features, conversation), strategy, by);
  }

  /** Evens the chances out in such a conversation, by the gradient of their entropy times a factor. */
  explore({ features }: Problem, conversation: readonly Message[], by: number): void {
    this.#policy.explore(this.#seen(features, conversation), by);
  }

  /** Where the user has said no more than the problem, its features count; later, what he has said last. */
  #seen(features: readonly number[], conversation: readonly Message[]): number[] {
    const [, ...later] = conversation;
    const nothing = new Array<number>(this.#features).fill(0);
    if (later.length === 0) return [1, 0, 0, ...features];
    return /\d/.test(later.at(-1)?.content ?? '') ? [0, 1, 0, ...nothing] : [0, 0, 1, ...nothing];
  }
}

/** Nothing said yet; answered with a number; answered without one. */
const SITUATIONS = 3;

function spoken(text: string): Pick<Completion, 'text' | 'finish' | 'usage'> {
  const usage = { input: null, output: null, reasoning: null, cached: null };
  return { text, finish: 'stop', usage };
}
