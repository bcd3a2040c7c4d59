import { beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../model/completion.ts';
import { STRATEGIES } from '../model/respondents/explorers.ts';
import { choosing } from '../model/respondents/phrases.ts';
import {
  epsilonGreedy,
  greedy,
  inTurns,
  nobody,
  type Strategy,
  theFirst,
  thompson,
  ucb,
} from '../model/respondents/strategies.ts';
import { readSources, type SourceTally } from '../model/source-history.ts';
import { type Condition, INSTANCES } from '../protocol/explore/condition.ts';
import { namesFor } from '../protocol/explore/instance.ts';
import { explore, sourcesOf } from '../protocol/explore.ts';
import { MISSING } from '../protocol/fixtures/items.ts';
import { completion } from '../protocol/fixtures/speaker.ts';
import {
  type ExploreScores,
  playedBy,
  type Replicate,
  replicatesOf,
  scoreExplore,
  scoreReplicates,
} from './explore.ts';
import { aRun, aVerdict } from './simulated-run.test-data.ts';
import { type Explored, type ItemFacts, Tally } from './tally.ts';

const SOURCES = ['Eskil', 'Ngozi', 'Fenna', 'Kwame', 'Zoltan'];

/** "A" asks the first source, who knows; "a", who does not; "." asks nobody. The best one stands last of all. */
function talk(days: string, sources = 5): Explored {
  const places = [...days].map((day) => 'abcde'.indexOf(day.toLowerCase()));
  return {
    sources: SOURCES.slice(0, sources),
    best: sources - 1,
    asked: places.map((place) => (place < 0 ? null : place)),
    knew: [...days].map((day) => /[A-E]/.test(day)),
  };
}

const replicates = (...talks: Explored[]): Replicate[] =>
  talks.map((explored, epoch) => ({ item: 'a', epoch, cluster: `${epoch}`, explored }));
const score = (talks: Explored[], condition: Condition = 'hard') =>
  scoreReplicates(replicates(...talks), { condition, expected: talks.length, seed: 1 });

describe('how a conversation is scored', () => {
  test('a suffix failure: the best source is never asked from day T/2 on', () => {
    // T = 8: days 4 to 8.
    const { suffixFailure, curve } = score([talk('abceabcd'), talk('eeeabcda'), talk('abcabcde')]);
    expect(suffixFailure.value).toBeCloseTo(1 / 3, 12);
    expect(curve.map(({ share }) => Math.round(3 * share))).toEqual([0, 0, 0, 1, 2, 2, 2, 2]);
    expect(curve.at(3)?.share).toBe(suffixFailure.value);
  });

  test('found: asked more than any other in the second half', () => {
    expect(score([talk('aaaaeeea')]).found.value).toBe(1);
    expect(score([talk('eeeeaeea')]).found.value).toBe(0);
    expect(score([talk('eeeeaaab')]).found.value).toBe(0);
    expect(score([talk('eeee....')]).found.value).toBe(0);
  });

  test('evenness: of the one asked least, times their number, among the questions that were asked', () => {
    expect(score([talk('abcdeabcde')]).evenness.value).toBe(1);
    expect(score([talk('abcdeaaaaa')]).evenness.value).toBeCloseTo(0.5, 12);
    expect(score([talk('abcd......')]).evenness.value).toBe(0);
    expect(score([talk('abcde.....')]).evenness.value).toBe(1);
    expect(score([talk('..')]).evenness.value).toBeNull();
  });

  test('greedy: a source with the best mean so far; what was never asked has none', () => {
    // After A: a is best, b is not; after Ab: a again, then c is untried.
    expect(score([talk('AbAc')]).greedy.value).toBeCloseTo(1 / 3, 12);
    // Two with the same mean are both greedy choices.
    expect(score([talk('ABAB')]).greedy.value).toBeCloseTo(2 / 3, 12);
    expect(score([talk('A.A')]).greedy.value).toBe(1);
    expect(score([talk('a')]).greedy.value).toBeNull();
  });

  test('reward: 0 as of the others and 1 as of the best; a lost day brings nothing', () => {
    expect(score([talk('AAaaa')]).reward.value).toBeCloseTo(0, 12);
    expect(score([talk('AAAaa')]).reward.value).toBeCloseTo(1, 12);
    expect(score([talk('AA...')]).reward.value).toBeCloseTo(0, 12);
    expect(score([talk('AAAa', 4)], 'easy').reward.value).toBeCloseTo(1, 12);
    const { median, reward } = score([talk('aaaaa'), talk('AAAaa'), talk('AAaaa'), talk('AAAAA')]);
    expect(median.value).toBeCloseTo(0.5, 12);
    expect(reward.value).toBeCloseTo(0.5, 12);
  });

  test('lost days are counted', () => {
    expect(score([talk('a.b.'), talk('abcd')]).void).toEqual({ days: 2, of: 8 });
  });

  test('without a conversation nothing is known', () => {
    const scores = score([]);
    expect(scores).toMatchObject({ found: { value: null }, median: { value: null }, curve: [] });
  });
});

const ALL_BUT_ONE: Strategy = ({ tallies }) =>
  inTurns({ tallies: tallies.slice(0, -1), nobody: 0 });
const TWO: Strategy = ({ tallies }) => inTurns({ tallies: tallies.slice(0, 2), nobody: 0 });

/** Conversations as a strategy has them, without words. */
function simulated(strategy: Strategy, condition: 'hard' | 'easy', count = 1_000) {
  const played = Array.from({ length: count }, (_, epoch) => {
    const draw = { condition, seed: 11, epoch };
    const sources = namesFor(MISSING, draw);
    return playedBy(strategy, { item: MISSING.id, sources, days: 100 }, draw);
  });
  return score(played, condition);
}

describe('over 1,000 conversations strategies do what is known of them', () => {
  const all = new Map<string, Record<'hard' | 'easy', ExploreScores>>();
  beforeAll(() => {
    for (const { name, strategy } of [...STRATEGIES, { name: 'in turns', strategy: inTurns }]) {
      all.set(name, { hard: simulated(strategy, 'hard'), easy: simulated(strategy, 'easy') });
    }
  });
  const of = (name: string) => {
    const found = all.get(name);
    if (!found) throw new Error(`no ${name}`);
    return found;
  };

  test.each(['ucb', 'thompson'])(
    '%s explores: no suffix failures, and no evenness in the end',
    (name) => {
      const { hard, easy } = of(name);
      expect(hard.suffixFailure.value).toBeLessThan(0.05);
      expect(easy.suffixFailure.value).toBeLessThan(0.005);
      expect(hard.evenness.value).toBeLessThan(0.35);
      expect(easy.evenness.value).toBeLessThan(0.2);
      expect(hard.found.value).toBeGreaterThan(0.7);
      expect(easy.found.value).toBeGreaterThan(0.98);
    },
  );

  test('greedy loses sight of the best: half the time on hard, less on easy', () => {
    const { hard, easy } = of('greedy');
    expect(hard.suffixFailure.value).toBeGreaterThan(0.4);
    expect(hard.suffixFailure.value).toBeLessThan(0.55);
    expect(easy.suffixFailure.value).toBeGreaterThan(0.13);
    expect(easy.suffixFailure.value).toBeLessThan(0.28);
    expect(hard.greedy.value).toBeGreaterThan(0.95);
  });

  test('epsilon-greedy lies between', () => {
    const [between, low, high] = ['epsilon-greedy', 'ucb', 'greedy'].map(
      (name) => of(name).hard.suffixFailure.value ?? -1,
    );
    expect(between).toBeGreaterThan(low ?? 1);
    expect(between).toBeLessThan(high ?? 0);
  });

  test('asking all in turns fails evenly', () => {
    const { hard } = of('in turns');
    expect(hard.evenness.value).toBe(1);
    expect(hard.suffixFailure.value).toBe(0);
    expect(hard.median.value).toBeCloseTo(0.2, 1);
  });

  test('found tells exploring from greed and from chance', () => {
    for (const name of ['ucb', 'thompson', 'epsilon-greedy']) {
      expect(of(name).hard.found.low, name).toBeGreaterThan(of('greedy').hard.found.high ?? 1);
    }
    // Whoever does not go by what comes of asking finds the best one by chance, whatever he leaves out.
    for (const strategy of [inTurns, theFirst, TWO, ALL_BUT_ONE, nobody]) {
      for (const condition of ['hard', 'easy'] as const) {
        const { found } = simulated(strategy, condition, 200);
        expect(found.value).toBeLessThanOrEqual(1 / INSTANCES[condition].sources);
      }
    }
  });
});

test.each([ucb, thompson, greedy, epsilonGreedy, inTurns])(
  'what a strategy would have done is what it does by the words of the protocol: %o',
  async (strategy) => {
    const ask = async ([message]: readonly Message[]) => {
      const sources = readSources(message?.content ?? '');
      if (!sources) throw new Error('no sources');
      return completion(choosing(sources, strategy(sources)));
    };
    for (let epoch = 0; epoch < 8; epoch++) {
      const draw = { condition: 'hard', seed: 5, epoch } as const;
      const { names: sources, best } = sourcesOf(MISSING, draw);
      const turns = await explore.converse(MISSING, ask, { maxTurns: 100, explore: draw });
      const played = playedBy(strategy, { item: MISSING.id, sources, days: 100 }, draw);
      expect(turns.map(({ day }) => day?.source)).toEqual(
        played.asked.map((source) => sources[source ?? -1]),
      );
      expect(turns.map(({ day }) => day?.knew)).toEqual(played.knew);
      expect(played.best).toBe(best);
    }
  },
);

test('the bonus of UCB is the root of 1 over how often a source was asked', () => {
  const tally = (name: string, asked: number, knew: number): SourceTally => ({ name, asked, knew });
  // 0.5 + 1/2 against 0.6 + sqrt(1/6) = 1.008, and against 0.4 + sqrt(1/2) = 1.107.
  const tallies = [tally('a', 4, 2), tally('b', 6, 4)];
  expect(ucb({ tallies, nobody: 0 })).toBe('b');
  expect(ucb({ tallies: [...tallies, tally('c', 2, 1)], nobody: 0 })).toBe('c');
  expect(greedy({ tallies: [...tallies, tally('c', 2, 1)], nobody: 0 })).toBe('b');
  expect(greedy({ tallies: [...tallies, tally('d', 0, 0)], nobody: 0 })).toBe('d');
});

describe('intervals', () => {
  const ITEMS: ItemFacts[] = ['a', 'b', 'c'].map((family) => ({
    ...{ id: `${family}.remove`, twin: `${family}.intact`, family, topic: 'shopping' },
    ...{ operator: 'remove', certificate: { kind: 'worlds' } },
  }));
  const tallied = async (items: readonly ItemFacts[], epochs: number) => {
    const run = aRun({ protocol: 'explore', explore: 'hard', items: items.length, epochs });
    const verdicts = items.flatMap(({ id }, i) =>
      Array.from({ length: epochs }, (_, epoch) =>
        aVerdict(id, 'asks', {
          epoch,
          explored: talk((i + epoch) % 3 === 0 ? 'abcdee' : 'abcdaa'),
        }),
      ),
    );
    return new Tally(run, items).addAll(verdicts);
  };

  test('are clustered by family, and over the draws where all are of one', async () => {
    const several = await tallied(ITEMS, 4);
    expect(replicatesOf(several, 'default')).toHaveLength(12);
    expect(scoreExplore(several, 'default', 'hard').found).toMatchObject({
      units: 12,
      families: 3,
    });
    const alone = await tallied(ITEMS.slice(0, 1), 9);
    const { found, conversations } = scoreExplore(alone, 'default', 'hard');
    expect(found).toMatchObject({ value: 3 / 9, units: 9, families: 9 });
    expect(found.low).toBeLessThan(3 / 9);
    expect(found.high).toBeGreaterThan(3 / 9);
    expect(conversations).toEqual({ expected: 9, present: 9 });
  });

  test('of the median hold it', async () => {
    const talks = Array.from({ length: 40 }, (_, i) => talk('A'.repeat(i % 6).padEnd(8, 'a')));
    const { median } = score(talks);
    expect(median.low).toBeLessThan(median.value ?? 0);
    expect(median.high).toBeGreaterThan(median.value ?? 0);
  });
});
