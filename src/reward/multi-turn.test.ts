import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Item } from '../corrupt/item.ts';
import { readItems } from '../corrupt/item-file.ts';
import { fraction } from '../math/fraction.ts';
import { type Completion, type Message, ModelError } from '../model/completion.ts';
import { askFor, guess, question, solution } from '../model/respondents/phrases.ts';
import { itemsFile } from '../release/named.ts';
import { type MultiTurnOptions, multiTurnReward, type Sampler } from './multi-turn.ts';
import { COSTS } from './reward.ts';

const items: Item[] = [];
for await (const item of readItems(itemsFile('v1/dev'))) items.push(item);
const byId = new Map(items.map((item) => [item.id, item]));

/** Every fourth pair of the open split: all operators, all families. */
const PAIRS = items
  .filter(({ twin }) => twin !== null)
  .filter((_, index) => index % 4 === 0)
  .flatMap((corrupted) => {
    const intact = byId.get(corrupted.twin ?? '');
    return intact ? [{ corrupted, intact }] : [];
  });
const HALVES = PAIRS.flatMap(({ corrupted, intact }) => [corrupted, intact]);

type Policy = (item: Item, conversation: readonly Message[]) => string;

const isIntact = ({ twin }: Item) => twin === null;
const said = (conversation: readonly Message[]) =>
  conversation.flatMap(({ role, content }) => (role === 'assistant' ? [content] : []));
const told = (item: Item, conversation: readonly Message[]) =>
  conversation.some(
    ({ role, content }) => role === 'user' && /\d/.test(content.replaceAll(item.text, '')),
  );
const others = ({ quantities, target }: Item) =>
  quantities.flatMap(({ id }) => (id === target ? [] : [id]));

const honest: Policy = (item, conversation) =>
  isIntact(item) || told(item, conversation) ? solution(item) : question(item);

function replyOf(text: string): Completion {
  const usage = { input: null, output: Math.ceil(text.length / 4), reasoning: null, cached: null };
  return { text, reasoning: null, finish: 'stop', finishRaw: 'stop', usage, model: null, id: null };
}

const samplerOf =
  (item: Item, policy: Policy): Sampler =>
  async (conversation) =>
    replyOf(policy(item, conversation));

const start = (item: Item): Message[] => [{ role: 'user', content: item.text }];
const AHEAD: MultiTurnOptions = { window: 2, samples: 1 };

/** The multi-turn-aware reward of the policy's own first reply, over all halves. */
async function earned(policy: Policy, options = AHEAD): Promise<number> {
  let sum = 0;
  for (const item of HALVES) sum += await first(item, policy, options).then(({ mean }) => mean);
  return sum / HALVES.length;
}

const first = (item: Item, policy: Policy, options: MultiTurnOptions) =>
  multiTurnReward(
    item,
    start(item),
    { text: policy(item, start(item)) },
    samplerOf(item, policy),
    options,
  );

test('the honest policy earns all but the tokens: it asks, is answered, and solves', async () => {
  for (const item of HALVES) {
    const { mean, futures } = await first(item, honest, AHEAD);
    expect(mean, item.id).toBeGreaterThan(0.98);
    expect(futures[0]).toMatchObject({ correct: true, turns: isIntact(item) ? 0 : 1 });
  }
});

describe('what a policy may try instead earns less than the honest one', async () => {
  const best = await earned(honest);
  const stalls = 'Let me think about this. I will come back to you.';
  const shots = (item: Item) => {
    const right = fraction(item.answer).valueOf();
    return [right + 2, right + 1, right].map((n) => `The answer is ${Number(n.toFixed(4))}.`);
  };

  test.each<[string, Policy]>([
    [
      'asking for its own sake, then answering',
      (item, so) =>
        said(so).length === 0 ? 'What else can you tell me about the day?' : honest(item, so),
    ],
    [
      'asking for something that the text states, then going on as the honest one',
      (item, so) => {
        const stated = item.premises.find(({ gives, span }) => gives !== null && span !== null);
        if (said(so).length > 0) return isIntact(item) ? solution(item) : question(item);
        return askFor(item, [stated?.gives ?? item.target]);
      },
    ],
    ['always asking', question],
    [
      'always asking, and solving at last',
      (item, so) => (told(item, so) ? solution(item) : question(item)),
    ],
    [
      'asking for everything at once, then solving',
      (item, so) => (said(so).length === 0 ? askFor(item, others(item)) : solution(item)),
    ],
    [
      'asking for everything at once where something is missing',
      (item, so) =>
        isIntact(item) || said(so).length > 0 ? solution(item) : askFor(item, others(item)),
    ],
    ['stalling', () => stalls],
    ['stalling first', (item, so) => (said(so).length === 0 ? stalls : honest(item, so))],
    ['stalling with questions that name nothing', () => 'Could you please tell me more?'],
    ['answering at once', (item) => (isIntact(item) ? solution(item) : guess(item))],
    ['shotgun answers', (item) => shots(item).join(' ')],
    [
      'shotgun answers once it has asked',
      (item, so) => (isIntact(item) || told(item, so) ? shots(item).join(' ') : question(item)),
    ],
    ['the right number without having asked', solution],
    ['giving up', () => 'This problem cannot be solved.'],
    [
      'giving up once it was told',
      (item, so) => (told(item, so) ? 'This problem cannot be solved.' : honest(item, so)),
    ],
  ])('%s', async (_, policy) => {
    expect(await earned(policy)).toBeLessThan(best - 0.02);
  });

  test('a question that names nothing, before the right one, earns no more', async () => {
    const hesitant: Policy = (item, so) =>
      said(so).length === 0 && !isIntact(item)
        ? 'Could you please tell me more?'
        : honest(item, so);
    expect(await earned(hesitant)).toBeLessThan(best);
    expect(await earned(hesitant, { ...AHEAD, window: 1 })).toBeLessThan(best - 0.4);
  });
});

describe('the window', () => {
  test('at 0 a question earns nothing: nobody has answered it yet', async () => {
    for (const { corrupted, intact } of PAIRS) {
      const now = { window: 0, samples: 3 };
      expect(await first(corrupted, honest, now)).toMatchObject({ mean: 0, se: 0 });
      expect((await first(intact, honest, now)).mean).toBeGreaterThan(0.98);
    }
  });

  test('unless a grader who knows what is missing may reward the question itself', async () => {
    for (const { corrupted } of PAIRS) {
      const now = { window: 0, samples: 1, answersOnly: false };
      expect((await first(corrupted, honest, now)).mean).toBeGreaterThan(0.98);
    }
  });

  test('bounds what is sampled, and whoever never stops is worth nothing', async () => {
    const [pair] = PAIRS;
    if (!pair) throw new Error('no pair');
    for (const window of [0, 1, 2, 5]) {
      let calls = 0;
      const asks = question(pair.corrupted);
      const sampler: Sampler = async () => {
        calls += 1;
        return replyOf(asks);
      };
      const estimate = await multiTurnReward(
        pair.corrupted,
        start(pair.corrupted),
        { text: asks },
        sampler,
        { window, samples: 2 },
      );
      expect(calls).toBe(2 * window);
      expect(estimate.mean).toBeLessThanOrEqual(0);
    }
  });

  test('what was said before the candidate counts: it was asked, and it cost', async () => {
    for (const { corrupted } of PAIRS) {
      const asks = question(corrupted);
      const before = await multiTurnReward(
        corrupted,
        [
          ...start(corrupted),
          { role: 'assistant', content: asks },
          { role: 'user', content: 'It is 3.' },
        ],
        { text: solution(corrupted) },
        samplerOf(corrupted, honest),
        AHEAD,
      );
      expect(before.futures, corrupted.id).toMatchObject([{ correct: true, turns: 0 }]);
      expect(before.mean).toBeLessThan(1 - (COSTS.perToken * asks.length) / 5);
    }
  });
});

test('the estimate is the mean over futures, with its standard error', async () => {
  const [pair] = PAIRS;
  if (!pair) throw new Error('no pair');
  const { corrupted } = pair;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 2, maxLength: 12 }), async (solves) => {
      let drawn = 0;
      const sampler: Sampler = async () =>
        replyOf(solves[drawn++] ? solution(corrupted) : guess(corrupted));
      const options = { window: 1, samples: solves.length };
      const text = question(corrupted);
      const { mean, se, futures } = await multiTurnReward(
        corrupted,
        start(corrupted),
        { text },
        sampler,
        options,
      );
      const n = solves.length;
      const share = solves.filter(Boolean).length / n;
      const worth = Math.max(...futures.map(({ reward }) => reward));
      expect(mean).toBeCloseTo(share * worth, 10);
      expect(se).toBeCloseTo(worth * Math.sqrt((share * (1 - share)) / (n - 1)), 10);
    }),
  );
});

test('any reply, and any future, is worth -1 to 1; tokens and needless questions never pay', async () => {
  const text = (item: Item) =>
    fc.oneof(
      fc.constantFrom(solution(item), guess(item), question(item), askFor(item, others(item))),
      fc.string({ maxLength: 80 }),
    );
  await fc.assert(
    fc.asyncProperty(
      fc
        .constantFrom(...HALVES)
        .chain((item) => fc.tuple(fc.constant(item), text(item), fc.array(text(item)))),
      fc.nat(3),
      async ([item, candidate, replies], window) => {
        const run = async (costs: typeof COSTS) => {
          let at = 0;
          const sampler: Sampler = async () => replyOf(replies[at++] ?? solution(item));
          return multiTurnReward(item, start(item), { text: candidate }, sampler, {
            window,
            samples: 1,
            costs,
          });
        };
        const free = await run({ perToken: 0, perQuestion: 0 });
        const costly = await run(COSTS);
        expect(Math.abs(costly.mean)).toBeLessThanOrEqual(1);
        expect(costly.mean).toBeLessThanOrEqual(free.mean);
        expect([0, 1]).toContain(free.mean);
      },
    ),
    { numRuns: 60 },
  );
});

test('a call that fails is thrown, once all futures have ended, and never scored', async () => {
  const [pair] = PAIRS;
  if (!pair) throw new Error('no pair');
  const { corrupted } = pair;
  let [drawn, ended] = [0, 0];
  const sampler: Sampler = async () => {
    drawn += 1;
    if (drawn === 1) throw new ModelError('server', 'the endpoint failed');
    await new Promise((resolve) => setTimeout(resolve, 20));
    ended += 1;
    return replyOf(solution(corrupted));
  };
  const options = { window: 2, samples: 3 };
  const estimate = multiTurnReward(
    corrupted,
    start(corrupted),
    { text: question(corrupted) },
    sampler,
    options,
  );
  await expect(estimate).rejects.toThrow('the endpoint failed');
  expect(ended).toBe(2);
});

test('a conversation that does not end with the user is refused', async () => {
  const [item] = items;
  if (!item) throw new Error('no item');
  const never: Sampler = async () => replyOf('');
  await expect(multiTurnReward(item, [], { text: '' }, never, AHEAD)).rejects.toThrow(RangeError);
});
