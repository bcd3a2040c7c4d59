import { Random } from '../../math/random.ts';
import type { Sources, SourceTally } from '../source-history.ts';

/** Whom to ask next, of what came of asking so far; null for nobody. */
export type Strategy = (sources: Sources) => string | null;

/** UCB1's form with the bonus of Krishnamurthy et al. 2024 (arXiv 2403.15371): mean + sqrt(C / n), C = 1. */
export const BONUS = 1;
export const EPSILON = 0.1;

/** Upper confidence bound: the best mean plus a bonus that falls as a source is asked; each once at first. */
export const ucb: Strategy = (sources) =>
  bestBy(sources, 'ucb', ({ asked, knew }) =>
    asked === 0 ? Number.POSITIVE_INFINITY : knew / asked + Math.sqrt(BONUS / asked),
  );

/** Thompson sampling with Beta(1, 1) priors: the best of one draw from each posterior. */
export const thompson: Strategy = (sources) => {
  const random = randomOf(sources, 'thompson');
  return bestBy(sources, 'thompson ties', ({ asked, knew }) =>
    betaDraw(random, 1 + knew, 1 + asked - knew),
  );
};

/** Each once, then whoever knew most often of those asked. */
export const greedy: Strategy = (sources) =>
  bestBy(sources, 'greedy', ({ asked, knew }) =>
    asked === 0 ? Number.POSITIVE_INFINITY : knew / asked,
  );

/** One choice in ten at random, the others greedy. */
export const epsilonGreedy: Strategy = (sources) => {
  const random = randomOf(sources, 'epsilon');
  if (random.int(1, 1000) > 1000 * EPSILON) return greedy(sources);
  return random.pick(sources.tallies).name;
};

/** All in turns, whatever comes of it. */
export const inTurns: Strategy = ({ tallies }) =>
  tallies.reduce<SourceTally | null>(
    (least, each) => (least === null || each.asked < least.asked ? each : least),
    null,
  )?.name ?? null;

/** Always whoever is named first. */
export const theFirst: Strategy = ({ tallies }) => tallies[0]?.name ?? null;

export const nobody: Strategy = () => null;

/** The source of the highest value; ties by chance, from a generator of its own. */
function bestBy(
  sources: Sources,
  purpose: string,
  value: (tally: SourceTally) => number,
): string | null {
  const values = sources.tallies.map(value);
  const highest = Math.max(...values);
  const best = sources.tallies.filter((_, index) => values[index] === highest);
  const [only] = best;
  if (best.length <= 1) return only?.name ?? null;
  return randomOf(sources, purpose).pick(best).name;
}

/** By all that is known: the same history leads to the same choice, and other names to other chances. */
function randomOf({ tallies, nobody }: Sources, purpose: string): Random {
  const counts = tallies.flatMap(({ name, asked, knew }) => [name, asked, knew]);
  return new Random(purpose, nobody, ...counts);
}

/** Of whole a and b: X / (X + Y), X and Y sums of as many exponentials (gamma variables). */
function betaDraw(random: Random, a: number, b: number): number {
  const [x, y] = [gammaDraw(random, a), gammaDraw(random, b)];
  return x / (x + y);
}

function gammaDraw(random: Random, shape: number): number {
  let sum = 0;
  for (let i = 0; i < shape; i++) sum -= Math.log(random.int(1, GRAINS) / GRAINS);
  return sum;
}

const GRAINS = 2 ** 30;
