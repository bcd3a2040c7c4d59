import { z } from 'zod';
import type { Item } from '../../corrupt/item.ts';
import { InputError } from '../../input-error.ts';
import type { MultiTurnOptions } from '../multi-turn.ts';
import { type GradedPair, gradePairs, type LearnerScore, scoreLearner } from './lacuna-score.ts';
import { Learner } from './learner.ts';
import { type ProblemPair, reinforce } from './reinforce.ts';
import { rememberedGrade, rememberedUser } from './remembered.ts';
import { statementFeatures } from './statement-features.ts';
import { wordFeatures } from './word-features.ts';

/** What a learner sees of a problem: counts over its words, or over what its sentences state. */
export const SIGHTS = ['words', 'statements'] as const;
/**
 * What it is taught by: the end of the conversation (w = 2); the reply alone, of which only a right answer earns
 * something (w = 0); the reply alone, by a grader who knows what is missing and pays for asking for it.
 */
export const REWARDS = ['multi-turn', 'immediate', 'informed'] as const;

const FEATURES: Readonly<Record<(typeof SIGHTS)[number], (item: Item) => number[]>> = {
  words: ({ text }) => wordFeatures(text),
  statements: statementFeatures,
};

const LOOKS: Readonly<
  Record<(typeof REWARDS)[number], (options: TeachOptions) => Omit<MultiTurnOptions, 'costs'>>
> = {
  'multi-turn': ({ window, samples }) => ({ window, samples }),
  immediate: () => ({ window: 0, samples: 1 }),
  informed: () => ({ window: 0, samples: 1, answersOnly: false }),
};

const Count = z.int().nonnegative();
const Share = z.number().min(0).max(1);

/** How the learners are taught. */
export const TeachOptions = z.strictObject({
  steps: z.int().positive(),
  /** Learners of each kind, seeded 1, 2, … */
  seeds: z.int().positive(),
  /** w and S of the multi-turn-aware reward. */
  window: z.int().positive(),
  samples: z.int().positive(),
  perToken: Share,
  /** For each thing that is asked for needlessly. */
  perQuestion: Share,
  /** Pairs of a step. */
  batch: z.int().positive(),
  /** Replies that are tried at each turn. */
  candidates: z.int().min(2),
  rate: z.number().positive(),
  entropy: z.number().nonnegative(),
});
export type TeachOptions = z.infer<typeof TeachOptions>;

/** One learner, and its expected scores on the unseen pairs as it learned. */
export const Course = z.strictObject({
  sees: z.enum(SIGHTS),
  reward: z.enum(REWARDS),
  seed: z.int(),
  points: z.array(z.strictObject({ step: Count, lacuna: Share })),
  /** In the end. */
  asks: Share,
  solves: Share,
  operators: z.record(z.string(), Share),
});
export type Course = z.infer<typeof Course>;

const Pairs = z.strictObject({ pairs: Count, families: Count });

/** What teaching came to. */
export const Teaching = z.strictObject({
  format: z.literal('lacuna-teaching/1'),
  options: TeachOptions,
  /** What was learned from, and what the scores are on; no family is in both. */
  seen: Pairs,
  unseen: Pairs,
  courses: z.array(Course),
});
export type Teaching = z.infer<typeof Teaching>;

/** Of a course, how often the score is taken; and once more early on, when most is learned. */
const POINTS = 20;
const EARLY = 5;

/**
 * Teaches learners of both sights by the three rewards on some items, and scores them on others, of families
 * that they have not met. The same items and options give the same figures.
 * Throws InputError where a family is in both, or either has no pair.
 */
export async function teach(
  items: { readonly seen: readonly Item[]; readonly unseen: readonly Item[] },
  options: TeachOptions,
  onCourse: (course: Course) => void = () => undefined,
): Promise<Teaching> {
  refuseShared(items);
  const [user, grade] = [rememberedUser(), rememberedGrade()];
  const courses: Course[] = [];
  for (const sees of SIGHTS) {
    const { seen, unseen } = pairsSeen(items, FEATURES[sees]);
    const graded = gradePairs(unseen);
    for (const reward of REWARDS) {
      const { perToken, perQuestion } = options;
      const look = { ...LOOKS[reward](options), costs: { perToken, perQuestion }, user, grade };
      for (let seed = 1; seed <= options.seeds; seed += 1) {
        const course = await taught(seen, graded, { sees, reward, seed, look, options });
        courses.push(course);
        onCourse(course);
      }
    }
  }
  return {
    format: 'lacuna-teaching/1',
    options,
    seen: countPairs(items.seen),
    unseen: countPairs(items.unseen),
    courses,
  };
}

async function taught(
  seen: readonly ProblemPair[],
  unseen: readonly GradedPair[],
  {
    sees,
    reward,
    seed,
    look,
    options,
  }: Pick<Course, 'sees' | 'reward' | 'seed'> & {
    look: MultiTurnOptions & { user: ReturnType<typeof rememberedUser> };
    options: TeachOptions;
  },
): Promise<Course> {
  const learner = new Learner(seen[0]?.[0].features.length ?? 0);
  const { steps, batch, candidates, rate, entropy } = options;
  const every = Math.max(1, Math.floor(steps / POINTS));
  const points: Course['points'] = [];
  let last: LearnerScore = scoreLearner(learner, unseen);
  await reinforce(learner, seen, {
    ...{ steps, batch, candidates, rate, entropy, seed },
    turns: look.window + 1,
    reward: look,
    onStep: (step) => {
      if (step % every !== 0 && step !== steps && step !== EARLY) return;
      last = scoreLearner(learner, unseen);
      points.push({ step, lacuna: rounded(last.lacuna) });
    },
  });
  const operators = Object.entries(last.operators).map(([name, value]) => [name, rounded(value)]);
  return {
    ...{ sees, reward, seed, points },
    asks: rounded(last.asks),
    solves: rounded(last.solves),
    operators: Object.fromEntries(operators),
  };
}

/** The items' pairs as a learner sees them: each feature less its mean, by its deviation, of the seen items. */
function pairsSeen(
  { seen, unseen }: { readonly seen: readonly Item[]; readonly unseen: readonly Item[] },
  featuresOf: (item: Item) => number[],
): { seen: ProblemPair[]; unseen: ProblemPair[] } {
  const raw = new Map([...seen, ...unseen].map((item) => [item, featuresOf(item)]));
  const known = seen.map((item) => raw.get(item) ?? []);
  const scales = (known[0] ?? []).map((_, index) => {
    const values = known.map((features) => features[index] ?? 0);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return { mean, deviation: Math.sqrt(squares / values.length) || 1 };
  });
  const pairs = (items: readonly Item[]): ProblemPair[] => {
    const problems = new Map(
      items.map((item) => {
        const features = (raw.get(item) ?? []).map((value, index) => {
          const { mean, deviation } = scales[index] ?? { mean: 0, deviation: 1 };
          return (value - mean) / deviation;
        });
        return [item.id, { item, features }];
      }),
    );
    return [...problems.values()].flatMap((corrupted) => {
      const intact = problems.get(corrupted.item.twin ?? '');
      return intact ? [[intact, corrupted] as const] : [];
    });
  };
  return { seen: pairs(seen), unseen: pairs(unseen) };
}

function refuseShared(items: { seen: readonly Item[]; unseen: readonly Item[] }): void {
  const families = new Set(items.seen.map(({ family }) => family));
  const shared = items.unseen.find(({ family }) => families.has(family));
  if (shared) {
    throw new InputError(
      `the family ${shared.family} is among the items to learn from and among the unseen ones: what is scored must be of other families`,
    );
  }
  for (const [what, of] of [
    ['items to learn from', items.seen],
    ['unseen items', items.unseen],
  ] as const) {
    if (countPairs(of).pairs === 0) throw new InputError(`there is no pair among the ${what}`);
  }
}

function countPairs(items: readonly Item[]): { pairs: number; families: number } {
  const ids = new Set(items.map(({ id }) => id));
  const corrupted = items.filter(({ twin }) => twin !== null && ids.has(twin));
  return {
    pairs: corrupted.length,
    families: new Set(corrupted.map(({ family }) => family)).size,
  };
}

/** Four decimals: what is shown, and what any machine gives. */
function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
