import { Random } from '../../math/random.ts';
import type { Message } from '../../model/completion.ts';
import type { User } from '../../protocol/user.ts';
import { type MultiTurnOptions, multiTurnReward } from '../multi-turn.ts';
import type { Learner, Problem } from './learner.ts';
import { replyBy, type Strategy } from './strategies.ts';

export interface TrainingOptions {
  readonly steps: number;
  /** Pairs of a step, drawn with replacement; both halves of each are put to the learner. */
  readonly batch: number;
  /** Replies that are tried and compared at each turn, 2 or more. */
  readonly candidates: number;
  /** Replies of a conversation that are learned from. */
  readonly turns: number;
  readonly rate: number;
  /** Weight of the policy's entropy beside the reward (Williams and Peng 1991). */
  readonly entropy: number;
  readonly seed: number;
  readonly reward: MultiTurnOptions & { readonly user: User };
  /** Called before the first step, with 0, and after each. */
  readonly onStep?: (step: number) => void;
}

/** An intact problem and what was made of it. */
export type ProblemPair = readonly [Problem, Problem];

/**
 * REINFORCE (Williams 1992) on the learner's own conversations: at each turn some replies are drawn, and each
 * made likelier by as much as its reward is above the mean of the others' (the leave-one-out baseline of Kool et
 * al. 2019, which has no parameters). The conversation goes on with the first of them. The same seed gives the
 * same learner. Throws RangeError where there is nothing to learn from.
 */
export async function reinforce(
  learner: Learner,
  pairs: readonly ProblemPair[],
  options: TrainingOptions,
): Promise<void> {
  const { steps, batch, candidates, rate, entropy, seed, onStep } = options;
  const random = new Random(seed, 'reinforce');
  onStep?.(0);
  for (let step = 1; step <= steps; step += 1) {
    const problems = Array.from({ length: batch }, () => random.pick(pairs)).flat();
    const lessons: Lesson[] = [];
    for (const problem of problems)
      lessons.push(...(await hold(learner, problem, random, options)));
    // All of a step were drawn from the same policy, so that it moves only now.
    for (const { problem, conversation, strategy, advantage } of lessons) {
      learner.reinforce(problem, conversation, strategy, (rate * advantage) / problems.length);
      learner.explore(problem, conversation, (rate * entropy) / problems.length / candidates);
    }
    onStep?.(step);
  }
}

/** A reply that was tried, and how much better than the others it did. */
interface Lesson {
  readonly problem: Problem;
  readonly conversation: readonly Message[];
  readonly strategy: Strategy;
  readonly advantage: number;
}

/** Holds one conversation, and weighs the replies that were tried at each turn. */
async function hold(
  learner: Learner,
  problem: Problem,
  random: Random,
  { candidates, turns, reward }: TrainingOptions,
): Promise<Lesson[]> {
  const { item } = problem;
  const conversation: Message[] = [{ role: 'user', content: item.text }];
  const lessons: Lesson[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const soFar = [...conversation];
    const tried: Array<{ strategy: Strategy; text: string; mean: number }> = [];
    for (let index = 0; index < candidates; index += 1) {
      const strategy = learner.choose(problem, soFar, random);
      const text = replyBy(strategy, item, soFar);
      const sampler = learner.sampler(problem, random);
      const { mean } = await multiTurnReward(item, soFar, { text }, sampler, reward);
      tried.push({ strategy, text, mean });
    }
    const sum = tried.reduce((total, { mean }) => total + mean, 0);
    for (const { strategy, mean } of tried) {
      const advantage = mean - (sum - mean) / (candidates - 1);
      lessons.push({ problem, conversation: soFar, strategy, advantage: advantage / candidates });
    }
    conversation.push({ role: 'assistant', content: tried[0]?.text ?? '' });
    const said = await reward.user(item, conversation);
    if (said === null) return lessons;
    conversation.push({ role: 'user', content: said.text });
  }
  return lessons;
}
