import { labelWarily } from '../../../graders/rules/wary.ts';
import type { Item } from '../../corrupt/item.ts';
import { subjectOf } from '../../reading/subject.ts';
import type { Learner, Problem } from './learner.ts';
import type { ProblemPair } from './reinforce.ts';
import { replyBy, STRATEGIES } from './strategies.ts';

/** A problem with what each strategy's first reply is graded as. */
interface Graded {
  readonly problem: Problem;
  /** In the order of STRATEGIES: whether it asks for what is missing; on an intact item, whether it solves it. */
  readonly right: readonly boolean[];
}

/** Pairs whose first replies are graded beforehand, so that a learner's score can be taken again and again. */
export interface GradedPair {
  readonly corrupted: Graded;
  readonly intact: Graded;
}

/** Grades by the rules all that a learner could reply first, as the protocol "ask" does. */
export function gradePairs(pairs: readonly ProblemPair[]): GradedPair[] {
  return pairs.map(([intact, corrupted]) => ({
    corrupted: { problem: corrupted, right: rightOn(corrupted.item) },
    intact: { problem: intact, right: rightOn(intact.item) },
  }));
}

const known = new WeakMap<Item, readonly boolean[]>();

function rightOn(item: Item): readonly boolean[] {
  const found = known.get(item);
  if (found) return found;
  const opening = [{ role: 'user', content: item.text } as const];
  const wanted = item.twin === null ? 'solves' : 'asks';
  const right = STRATEGIES.map((strategy) => {
    const reply = replyBy(strategy, item, opening);
    return labelWarily(subjectOf(item), reply, 'stop').found.label === wanted;
  });
  known.set(item, right);
  return right;
}

/** A learner's expected scores, 0 to 1: what it would have on average if it replied often. */
export interface LearnerScore {
  /** Share of pairs with both halves right. */
  readonly lacuna: number;
  /** Share of corrupted items on which it asks for what is missing, and of intact ones that it solves. */
  readonly asks: number;
  readonly solves: number;
  /** The Lacuna score of the pairs of each operator, "+distract" with its own. */
  readonly operators: Readonly<Record<string, number>>;
}

/** The Lacuna score of a learner. Throws RangeError where there are no pairs. */
export function scoreLearner(learner: Learner, pairs: readonly GradedPair[]): LearnerScore {
  if (pairs.length === 0) throw new RangeError('no pairs to score');
  const chanceOf = new Map<Item, number>();
  const chance = ({ problem, right }: Graded) => {
    const found = chanceOf.get(problem.item);
    if (found !== undefined) return found;
    const chances = learner.firstChances(problem);
    const sum = chances.reduce((total, value, index) => total + (right[index] ? value : 0), 0);
    chanceOf.set(problem.item, sum);
    return sum;
  };
  const scored = pairs.map(({ corrupted, intact }) => ({
    operator: corrupted.problem.item.operator.replace('+distract', ''),
    asks: chance(corrupted),
    solves: chance(intact),
  }));
  const lacuna = (some: typeof scored) => mean(some.map(({ asks, solves }) => asks * solves));
  const operators = [...new Set(scored.map(({ operator }) => operator))].sort();
  return {
    lacuna: lacuna(scored),
    asks: mean(scored.map(({ asks }) => asks)),
    solves: mean(scored.map(({ solves }) => solves)),
    operators: Object.fromEntries(
      operators.map((name) => [name, lacuna(scored.filter(({ operator }) => operator === name))]),
    ),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
