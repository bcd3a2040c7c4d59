import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Item } from '../../corrupt/item.ts';
import { readItems } from '../../corrupt/item-file.ts';
import { kindOf } from '../../corrupt/item-kind.ts';
import { Random } from '../../math/random.ts';
import { solution } from '../../model/respondents/phrases.ts';
import { itemsFile } from '../../release/named.ts';
import { limitPairs } from '../../run/plan.ts';
import { gradePairs, scoreLearner } from './lacuna-score.ts';
import { Learner, type Problem } from './learner.ts';
import { SoftmaxPolicy } from './softmax.ts';
import { STATEMENT_FEATURES, statementFeatures } from './statement-features.ts';
import { replyBy, STRATEGIES, type Strategy } from './strategies.ts';
import { REWARDS, SIGHTS, type TeachOptions, teach } from './teach.ts';
import { WORD_FEATURES, wordFeatures } from './word-features.ts';

const items: Item[] = [];
for await (const item of readItems(itemsFile('v1/dev'))) items.push(item);

/** A third of the families is not met. */
const families = [...new Set(items.map(({ family }) => family))];
const unmet = new Set(families.filter((_, index) => index % 3 === 0));
const SETS = {
  seen: items.filter(({ family }) => !unmet.has(family)),
  unseen: limitPairs(
    items.filter(({ family }) => unmet.has(family)),
    40,
  ),
};
const OPTIONS: TeachOptions = {
  ...{ steps: 40, seeds: 1, window: 2, samples: 2, perToken: 1e-4, perQuestion: 0.5 },
  ...{ batch: 8, candidates: 4, rate: 6, entropy: 0.01 },
};

describe('what a learner sees', () => {
  const label = (item: Item): Item => ({
    ...item,
    operator: 'intact',
    twin: item.twin === null ? 'other' : null,
    asks: [],
    answer: '7',
    world: {},
    change: { kind: 'none' },
    certificate: { kind: 'none', source: 'nobody' },
    difficulty: null,
  });

  test('is of the text and of what it states: the label, the proof and the answer are not looked at', () => {
    for (const item of items) {
      expect(statementFeatures(label(item))).toEqual(statementFeatures(item));
    }
  });

  test('vague words, and things that are said twice, show in the words', () => {
    const text = (more: string) =>
      `A baker makes rolls and sells them on the market. A roll takes 40 grams of flour. ${more} How many rolls are sold in a week?`;
    const seen = (more: string) =>
      Object.fromEntries(wordFeatures(text(more)).map((value, at) => [WORD_FEATURES[at], value]));
    expect(seen('Every day 30 rolls are sold.')).toMatchObject({ silent: 0, vague: 0, numbers: 2 });
    expect(seen('Every day several rolls are sold.')).toMatchObject({ silent: 1, vague: 1 });
    expect(seen('Fewer rolls are sold than loaves.')).toMatchObject({ silent: 1, compared: 1 });
    const twice = seen('Every day 30 rolls are sold. Each day, 36 rolls are sold.');
    expect(twice).toMatchObject({ repetitions: 1 });
    expect(seen('Every day 30 rolls are sold. The oven is 3 years old.').repetitions).toBe(0);
  });

  test('statements are counted against unknowns', () => {
    const problem = (...equations: string[]) => ({
      target: 'total',
      background: [{ id: 'sum', equation: 'total = count * price' }],
      premises: equations.map((equation, at) => ({
        ...{ id: `p${at}`, equation, gives: null, span: null },
      })),
    });
    expect(STATEMENT_FEATURES).toHaveLength(2);
    expect(statementFeatures(problem('count = 3', 'price = 2'))).toEqual([0, 0]);
    expect(statementFeatures(problem('count = 3'))).toEqual([1, 0]);
    expect(statementFeatures(problem('count = 3', 'price = 2', 'price = 4'))).toEqual([0, 1]);
  });
});

describe('strategies', () => {
  const strategies = (kind: ReturnType<typeof kindOf>, right: (strategy: Strategy) => boolean) => {
    const some = items.filter((item) => kindOf(item) === kind).slice(0, 30);
    const pairs = gradePairs(
      some.map((item) => [problem(items.find(({ twin }) => twin === null) ?? item), problem(item)]),
    );
    for (const [index, strategy] of STRATEGIES.entries()) {
      const share = pairs.filter(({ corrupted }) => corrupted.right[index]).length / pairs.length;
      if (right(strategy)) expect(share, strategy).toBeGreaterThan(0.9);
      else expect(share, strategy).toBeLessThan(0.2);
    }
  };
  const problem = (item: Item): Problem => ({ item, features: [] });

  test('each kind of problem has its own right one', () => {
    strategies('missing', (name) => name === 'ask-missing' || name === 'ask-all');
    strategies('contradicted', (name) => name === 'ask-which' || name === 'ask-all');
    const intact = items.filter(({ twin }) => twin === null);
    const solved = gradePairs(intact.slice(0, 30).map((item) => [problem(item), problem(item)]));
    for (const { intact: graded } of solved) {
      expect(STRATEGIES.filter((_, index) => graded.right[index])).toEqual(['solve']);
    }
  });

  test('a corrupted problem can be solved only once the user has answered the right question', () => {
    const corrupted = items.filter(({ twin }) => twin !== null);
    for (const item of corrupted) {
      const start = [{ role: 'user', content: item.text } as const];
      const asked = replyBy(kindOf(item) === 'missing' ? 'ask-missing' : 'ask-which', item, start);
      const told = [
        ...start,
        { role: 'assistant', content: asked } as const,
        { role: 'user', content: 'It is 12.' } as const,
      ];
      expect(replyBy('solve', item, told), item.id).toBe(solution(item));
      if (kindOf(item) !== 'missing') continue;
      expect(replyBy('solve', item, start), item.id).not.toBe(solution(item));
    }
  });
});

describe('the policy', () => {
  const features = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), {
    minLength: 1,
    maxLength: 5,
  });

  test('begins with all strategies alike, and its chances always sum to 1', () => {
    fc.assert(
      fc.property(features, fc.constantFrom(...STRATEGIES), (seen, strategy) => {
        const policy = new SoftmaxPolicy(seen.length);
        for (const chance of policy.chances(seen)) expect(chance).toBeCloseTo(1 / 8, 12);
        policy.reinforce(seen, strategy, 5);
        const chances = policy.chances(seen);
        expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 12);
      }),
    );
  });

  test('what is reinforced becomes likelier, and exploring evens the chances out', () => {
    const entropy = (chances: number[]) =>
      -chances.reduce((sum, chance) => sum + chance * Math.log(chance), 0);
    fc.assert(
      fc.property(features, fc.constantFrom(...STRATEGIES), (seen, strategy) => {
        fc.pre(seen.some((value) => Math.abs(value) > 0.1));
        const policy = new SoftmaxPolicy(seen.length);
        const chance = () => policy.chances(seen)[STRATEGIES.indexOf(strategy)] ?? 0;
        policy.reinforce(seen, strategy, 0.1);
        expect(chance()).toBeGreaterThan(1 / 8);
        const before = entropy(policy.chances(seen));
        policy.explore(seen, 0.01);
        expect(entropy(policy.chances(seen))).toBeGreaterThan(before);
      }),
    );
  });

  test('chooses by features alone: of two problems that look alike it thinks alike', () => {
    const learner = new Learner(2);
    const [one, other] = items;
    if (!one || !other) throw new Error('no items');
    const start = [{ role: 'user', content: one.text } as const];
    learner.reinforce({ item: one, features: [1, 0.5] }, start, 'ask-which', 3);
    const chances = (item: Item) => learner.firstChances({ item, features: [1, 0.5] });
    expect(chances(one)).toEqual(chances(other));
    const draws = (item: Item) =>
      Array.from({ length: 20 }, (_, index) =>
        learner.choose({ item, features: [1, 0.5] }, start, new Random(index)),
      );
    expect(draws(one)).toEqual(draws(other));
  });
});

describe('teaching', () => {
  let taught: Awaited<ReturnType<typeof teach>>;
  beforeAll(async () => {
    taught = await teach(SETS, OPTIONS);
  }, 120_000);

  const course = (sees: string, reward: string) => {
    const found = taught.courses.find((each) => each.sees === sees && each.reward === reward);
    if (!found) throw new Error(`no course ${sees}, ${reward}`);
    const [first, last] = [found.points[0]?.lacuna ?? 1, found.points.at(-1)?.lacuna ?? 0];
    return { ...found, first, last };
  };

  test('begins near 0 for all, on families that are not learned from', () => {
    expect(taught.courses).toHaveLength(SIGHTS.length * REWARDS.length);
    for (const { points } of taught.courses) expect(points[0]?.lacuna).toBeLessThan(0.05);
    expect(taught.unseen).toEqual({ pairs: 40, families: unmet.size });
    expect(taught.seen.families).toBe(families.length - unmet.size);
  });

  test('the end of the conversation teaches to ask; an answer that is rewarded at once does not', () => {
    expect(course('statements', 'multi-turn').last).toBeGreaterThan(0.9);
    expect(course('statements', 'immediate').last).toBeLessThan(0.25);
    expect(course('words', 'immediate').last).toBeLessThan(0.1);
    expect(course('words', 'multi-turn').last).toBeGreaterThan(
      course('words', 'immediate').last + 0.1,
    );
    for (const sees of SIGHTS) expect(course(sees, 'immediate').solves).toBeGreaterThan(0.9);
  });

  test('words show what is vague, and not what was taken out', () => {
    const { blur = 0, remove = 1 } = course('words', 'multi-turn').operators;
    expect(blur).toBeGreaterThan(remove + 0.2);
  });

  test('the same seed gives the same figures', async () => {
    const few = { seen: limitPairs(SETS.seen, 8), unseen: limitPairs(SETS.unseen, 8) };
    const short = { ...OPTIONS, steps: 3, batch: 4 };
    const [once, again] = [await teach(few, short), await teach(few, short)];
    expect(again).toEqual(once);
    expect(once.courses[0]?.points.at(-1)).not.toEqual(once.courses[0]?.points[0]);
  });

  test('families that are learned from cannot be scored on', async () => {
    await expect(teach({ seen: items, unseen: SETS.unseen }, OPTIONS)).rejects.toThrow(
      'must be of other families',
    );
    await expect(teach({ ...SETS, unseen: [] }, OPTIONS)).rejects.toThrow('no pair among');
  });

  test('whoever knows nothing scores what chance gives', () => {
    const problems = items.map((item): [string, Problem] => [item.id, { item, features: [] }]);
    const byId = new Map(problems);
    const pairs = items.flatMap(({ id, twin }) => {
      const [intact, corrupted] = [byId.get(twin ?? ''), byId.get(id)];
      return intact && corrupted ? [[intact, corrupted] as const] : [];
    });
    const { asks, solves, lacuna } = scoreLearner(new Learner(0), gradePairs(pairs));
    expect(solves).toBeCloseTo(1 / 8, 10);
    expect(asks).toBeGreaterThan(1 / 8);
    expect(asks).toBeLessThan(2.2 / 8);
    expect(lacuna).toBeCloseTo(asks * solves, 10);
  });
});
