import { beforeAll, describe, expect, test } from 'vitest';
import type { Item } from '../corrupt/item.ts';
import { readItems } from '../corrupt/item-file.ts';
import type { Message } from '../model/completion.ts';
import { choosing } from '../model/respondents/phrases.ts';
import {
  greedy,
  inTurns,
  type Strategy,
  theFirst,
  thompson,
  ucb,
} from '../model/respondents/strategies.ts';
import { readSources } from '../model/source-history.ts';
import { itemsFile } from '../release/named.ts';
import { CONDITIONS, type Condition, INSTANCES } from './explore/condition.ts';
import { namesFor, tapeOf } from './explore/instance.ts';
import { lackingOf } from './explore/scene.ts';
import { explore, sourcesOf } from './explore.ts';
import { CONTRADICTED, INTACT, MISSING } from './fixtures/items.ts';
import { completion, speaker } from './fixtures/speaker.ts';
import type { Turn } from './transcript.ts';

const DAYS = 100;
const SEED = 7;

/** A conversation in which a strategy replies, going by the words that it is shown alone. */
async function played(strategy: Strategy, condition: Condition, { epoch = 0, days = DAYS } = {}) {
  const shown: string[] = [];
  const ask = async (messages: readonly Message[]) => {
    const [{ content } = { content: '' }, ...more] = messages;
    shown.push(content);
    const sources = readSources(content);
    if (!sources || more.length > 0) throw new Error('no sources');
    return completion(choosing(sources, strategy(sources)));
  };
  const draw = { condition, seed: SEED, epoch };
  const turns = await explore.converse(MISSING, ask, { maxTurns: days, explore: draw });
  const { names, best } = sourcesOf(MISSING, draw);
  return { turns, shown, names, best: names[best] ?? '', asked: askedIn(turns) };
}

const askedIn = (turns: readonly Turn[]) => turns.map(({ day }) => day?.source ?? null);

describe('over 1,000 conversations, by the words of the protocol alone,', () => {
  test.each([
    ['UCB', ucb, 0, 0.05],
    ['Thompson', thompson, 0, 0.03],
    ['greedy', greedy, 0.4, 0.55],
  ] as const)(
    '%s never asks the best source again from the middle on in as many as is known of it',
    async (_, strategy, least, most) => {
      let failed = 0;
      for (let epoch = 0; epoch < 1_000; epoch++) {
        const { asked, best } = await played(strategy, 'hard+summary', { epoch });
        if (!asked.slice(DAYS / 2 - 1).includes(best)) failed += 1;
      }
      expect(failed / 1_000).toBeGreaterThanOrEqual(least);
      expect(failed / 1_000).toBeLessThan(most);
    },
    60_000,
  );
});

describe('what the sources know', () => {
  const draw = { condition: 'hard', seed: SEED, epoch: 3 } as const;

  test('the n-th time is the same for whoever asks, whatever was asked before', async () => {
    const known = async (strategy: Strategy) => {
      const { turns, names } = await played(strategy, 'hard', { epoch: 3 });
      return names.map((name) =>
        turns.flatMap(({ day }) => (day?.source === name ? [day.knew] : [])),
      );
    };
    const [one, ...others] = [await known(inTurns), await known(ucb), await known(greedy)];
    for (const other of others) {
      for (const [source, knew] of other.entries()) {
        const both = Math.min(knew.length, one?.[source]?.length ?? 0);
        expect(knew.slice(0, both)).toEqual(one?.[source]?.slice(0, both));
      }
    }
  });

  test('is known as often as the instance says', () => {
    for (const condition of ['hard', 'easy'] as const) {
      const counts = { best: 0, others: 0 };
      const { sources, best: often, others } = INSTANCES[condition];
      for (let epoch = 0; epoch < 400; epoch++) {
        const tape = tapeOf('item', { condition, seed: 1, epoch });
        for (let source = 0; source < sources; source++) {
          for (let nth = 0; nth < 50; nth++) {
            if (tape.knows(source, nth)) counts[source === tape.best ? 'best' : 'others'] += 1;
          }
        }
      }
      expect(counts.best / (400 * 50)).toBeCloseTo(often / 100, 1.5);
      expect(counts.others / (400 * 50 * (sources - 1))).toBeCloseTo(others / 100, 1.5);
    }
  });

  test('hangs on item, seed, epoch and instance, and on no hint and no history', () => {
    const drawn = (
      item: string,
      of: typeof draw | { condition: Condition; seed: number; epoch: number },
    ) => {
      const tape = tapeOf(item, of);
      const all = Array.from({ length: 40 }, (_, n) => [0, 1, 2, 3].map((at) => tape.knows(at, n)));
      return JSON.stringify([tape.best, all]);
    };
    const own = drawn('a', draw);
    expect(drawn('a', { ...draw, condition: 'hard+hint' })).toBe(own);
    expect(drawn('a', { ...draw, condition: 'hard+hint+summary' })).toBe(own);
    expect(drawn('b', draw)).not.toBe(own);
    expect(drawn('a', { ...draw, seed: 8 })).not.toBe(own);
    expect(drawn('a', { ...draw, epoch: 4 })).not.toBe(own);
    expect(drawn('a', { ...draw, condition: 'easy' })).not.toBe(own);
  });

  test('the best one stands at each place equally often, whatever it is called', () => {
    const places = new Map<number, number>();
    const firstName = new Set<string>();
    for (let epoch = 0; epoch < 50; epoch++) {
      const { names, best } = sourcesOf(MISSING, { ...draw, epoch });
      places.set(best, (places.get(best) ?? 0) + 1);
      firstName.add(names[best] ?? '');
    }
    expect([...places.values()]).toEqual([10, 10, 10, 10, 10]);
    expect(firstName.size).toBeGreaterThan(20);
  });
});

describe('the model is shown', () => {
  test('one message a day: the problem, the people, all days before, and the question', async () => {
    const { shown, turns, names } = await played(inTurns, 'hard', { days: 12 });
    for (const [day, text] of shown.entries()) {
      expect(text).toContain(MISSING.text);
      expect(text).toContain('the price of one glass');
      for (const name of names) expect(text).toContain(name);
      expect(
        text.match(/^- Day \d+: you asked \p{L}+, who (?:knew|did not know) it\.$/gmu) ?? [],
      ).toHaveLength(day);
      expect(text).toContain(`It is day ${day + 1}. Whom do you ask?`);
    }
    expect(turns[1]?.user).toMatch(
      /^Day 1: you asked \p{L}+, who (?:knew|did not know) it\.\n\nIt is day 2\./u,
    );
  });

  test('in a summary a source that was never asked as that, and not as one that never knew', async () => {
    const { shown, names } = await played(theFirst, 'hard+summary', { days: 8 });
    const [first = '', ...others] = names;
    expect(shown[0]?.match(/: not asked yet$/gm)).toHaveLength(5);
    expect(shown[7]).toMatch(
      new RegExp(`^- ${first}: asked 7 times, knew it \\d times? \\([01]\\.\\d\\d\\)$`, 'm'),
    );
    for (const name of others) expect(shown[7]).toContain(`- ${name}: not asked yet`);
  });

  test.each([ucb, thompson, greedy])(
    'the same in both histories: %o chooses alike',
    async (strategy) => {
      for (let epoch = 0; epoch < 10; epoch++) {
        const [raw, summed] = [
          await played(strategy, 'hard', { epoch }),
          await played(strategy, 'hard+summary', { epoch }),
        ];
        expect(raw.asked).toEqual(summed.asked);
      }
    },
  );

  test('the hint where there is one', async () => {
    for (const condition of CONDITIONS) {
      const { shown } = await played(theFirst, condition, { days: 1 });
      expect(shown[0]?.includes('Try them out')).toBe(condition.includes('hint'));
    }
  });

  test('the same words for the same replies', async () => {
    const [one, other] = [await played(thompson, 'easy'), await played(thompson, 'easy')];
    expect(one.shown).toEqual(other.shown);
  });
});

describe('a reply that names nobody', () => {
  test('loses the day: nothing is asked, the tapes stand still, and the history says so', async () => {
    const { names } = sourcesOf(MISSING, { condition: 'hard', seed: SEED, epoch: 0 });
    const [first] = names;
    const lines = [`I ask ${first}.`, 'Hm.', '', `${names.join(', ')}!`, `I ask ${first}.`];
    const { ask, heard } = speaker(...lines);
    const draw = { condition: 'hard', seed: SEED, epoch: 0 } as const;
    const turns = await explore.converse(MISSING, ask, { maxTurns: 6, explore: draw });
    expect(askedIn(turns)).toEqual([first, null, null, null, first, first]);
    const tape = tapeOf(MISSING.id, draw);
    expect(turns[4]?.day?.knew).toBe(tape.knows(0, 1));
    expect(turns[2]?.user).toMatch(/^Day 2: you asked nobody\./);
    expect(heard[5]?.[0]?.content).toContain('- Day 3: you asked nobody.');
    expect(readSources(heard[5]?.[0]?.content ?? '')).toMatchObject({ nobody: 3 });
  });

  test('is counted in a summary', async () => {
    const { ask, heard } = speaker('Hm.');
    const draw = { condition: 'easy+summary', seed: SEED, epoch: 0 } as const;
    await explore.converse(MISSING, ask, { maxTurns: 3, explore: draw });
    expect(heard[1]?.[0]?.content).toContain('- On 1 day you asked nobody.');
    expect(heard[2]?.[0]?.content).toContain('- On 2 days you asked nobody.');
    expect(readSources(heard[2]?.[0]?.content ?? '')).toMatchObject({ nobody: 2 });
  });
});

describe('of the release', () => {
  let taken: Item[] = [];
  beforeAll(async () => {
    taken = [];
    for await (const item of readItems(itemsFile('v1/dev'))) {
      if (lackingOf(item) !== null) taken.push(item);
    }
  });

  test('problems that lack one number are taken, and the number is among those that settle them', () => {
    expect(taken.length).toBeGreaterThan(50);
    for (const item of taken) {
      expect(item.asks).toContainEqual([lackingOf(item)]);
      expect(item.premises.map(({ gives }) => gives)).not.toContain(lackingOf(item));
    }
  });

  test('no source is called like somebody in the text', () => {
    for (const item of taken) {
      const names = namesFor(item, { condition: 'hard', seed: 1, epoch: 0 });
      expect(new Set(names).size).toBe(5);
      for (const name of names) expect(item.text).not.toContain(name);
    }
  });
});

test('samples vote by whom they would ask', () => {
  const draw = { condition: 'hard', seed: SEED, epoch: 0 } as const;
  const [first, second] = sourcesOf(MISSING, draw).names;
  const commits = explore.commitment?.(MISSING, { maxTurns: 9, explore: draw });
  expect(commits?.(`I ask ${first}.`)).toBe(
    commits?.(`It is ${second} or ${first}.\n\n**${first}**`),
  );
  expect(commits?.(`I ask ${second}.`)).not.toBe(commits?.(`I ask ${first}.`));
  expect(commits?.('The answer is 12.')).toBe('none');
});

test.each([INTACT, CONTRADICTED])('$id lacks no number: refused', async (item) => {
  const { ask } = speaker('I ask Kwame.');
  await expect(explore.converse(item, ask, { maxTurns: 2 })).rejects.toThrow(RangeError);
});
