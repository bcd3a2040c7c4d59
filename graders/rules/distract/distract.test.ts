import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Item } from '../../../src/corrupt/item.ts';
import { readItems } from '../../../src/corrupt/item-file.ts';
import { display, fraction, rational } from '../../../src/math/fraction.ts';
import { STRAY_RESPONDENTS } from '../../../src/model/respondents/index.ts';
import { isDistractor, KINDS } from '../../../src/protocol/distract/kind.ts';
import { laidTurns } from '../../../src/protocol/distract/laid-turn.ts';
import { SCRIPT_TURNS, scriptOf } from '../../../src/protocol/distract/script.ts';
import { templatesOf } from '../../../src/protocol/distract/templates.ts';
import { completion } from '../../../src/protocol/fixtures/speaker.ts';
import type { Transcript } from '../../../src/protocol/transcript.ts';
import { itemsFile } from '../../../src/release/named.ts';
import { cohensKappa } from '../../../src/stats/kappa.ts';
import { DID, type Did } from '../../verdict.ts';
import { gradeByRules } from '../grade.ts';
import { didWith } from './did.ts';
import { leakedAnswers } from './leak.ts';

const GOLD = join(import.meta.dirname, '../../gold/distract');
const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/protocols.md'), 'utf8');

const Labelled = z.strictObject({
  item: z.string(),
  kind: z.enum(KINDS),
  user: z.string(),
  number: z.string().optional(),
  reply: z.string(),
  did: z.enum(DID),
});

const items = new Map<string, Item>();
beforeAll(async () => {
  for await (const item of readItems(itemsFile('v1/dev'))) {
    if (item.twin === null) items.set(item.id, item);
  }
});

function itemNamed(id: string): Item {
  const item = items.get(id);
  if (!item) throw new Error(`no item ${id}`);
  return item;
}

function read(set: string): Array<{ did: Did; found: Did; reply: string }> {
  const lines = readFileSync(join(GOLD, `${set}.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean);
  return lines.map((line) => {
    const { item, reply, did, ...heard } = Labelled.parse(JSON.parse(line));
    const shows = templatesOf('runs').find(({ text }) => text === heard.user)?.shows ?? [];
    return { did, reply, found: didWith(itemNamed(item), { ...heard, shows }, reply) };
  });
}

/** As they stand in the docs: "59 of 62, κ 0.92". */
function agreement(set: string): { share: number; shown: string } {
  const rows = read(set);
  const right = rows.filter(({ did, found }) => did === found).length;
  const counts = DID.map((did) =>
    DID.map((found) => rows.filter((row) => row.did === did && row.found === found).length),
  );
  const shown = `${right} of ${rows.length}, κ ${cohensKappa(counts)?.toFixed(2)}`;
  return { share: right / rows.length, shown };
}

describe('what a reply did with a turn', () => {
  test.each(['dev', 'held-out'])(
    'agrees with the labels of the %s replies as the docs say',
    (set) => {
      const { share, shown } = agreement(set);
      expect(share).toBeGreaterThanOrEqual(0.9);
      expect(PAGE).toContain(shown);
    },
  );

  test('is read quickly, however long the reply', () => {
    const item = itemNamed('brick-yard-e3dafb.intact');
    const long = 'I will not, as I said, and as I say again, go into that because '.repeat(3_000);
    const before = performance.now();
    didWith(item, { kind: 'opinion', user: 'Do you believe in ghosts?' }, long);
    didWith(item, { kind: 'opinion', user: 'Do you believe in ghosts?' }, 'a '.repeat(100_000));
    expect(performance.now() - before).toBeLessThan(3_000);
  });
});

describe('each respondent', () => {
  test.each(STRAY_RESPONDENTS.map((respondent) => [respondent.name, respondent] as const))(
    '%s is read as what it is, on every problem of the dev split and every turn',
    (name, { reply }) => {
      const wrong: string[] = [];
      for (const item of items.values()) {
        const script = scriptOf(item, 1);
        for (const [at, { text: user, scripted }] of script.entries()) {
          const laid = laidTurns(1)(
            item,
            script.slice(0, at + 1).map(({ text }) => text),
          );
          expect(laid?.text).toBe(user);
          const said = reply({ ...BLANK, item, laid });
          const shows = templatesOf('runs').find(({ id }) => id === scripted.template)?.shows ?? [];
          const found = didWith(item, { ...scripted, user, shows }, said);
          const away = isDistractor(scripted.kind);
          const follows = name === 'chatty' || (name === 'leaky' && laid?.is === 'number');
          const hears = name !== 'deaf' || laid?.is === 'opening' || laid?.is === 'final';
          const right = away
            ? follows
              ? 'followed'
              : 'deflected'
            : hears
              ? 'engaged'
              : 'deflected';
          if (found !== right) wrong.push(`${found}, not ${right}: ${user} / ${said}`);
        }
      }
      expect(wrong).toEqual([]);
    },
  );
});

/** What respondents do not look at where the user strays. */
const BLANK = {
  ...{ told: false, heard: new Set<string>(), heardLast: new Set<string>(), said: [] },
  ...{ wrong: '1', effort: null, place: 0, of: 1 },
};

describe('an answer with the irrelevant number in it', () => {
  // 9 cubic metres of clay make bricks for 2 days, with 6 moulders.
  const leaked = () => leakedAnswers(itemNamed('brick-yard-e3dafb.intact'), '12', ['2']);

  test.each(['12', '14', '-10', '10', '24', '1/6', '6'])('is %s', (answer) => {
    expect(leaked().has(answer)).toBe(true);
  });

  test('is one that follows with it in the place of a premise: 12 moulders, 1 day', () => {
    expect(leaked().has('1')).toBe(true);
  });

  test('is seldom another wrong number by chance', async () => {
    let [hits, all] = [0, 0];
    for (const item of items.values()) {
      const number = scriptOf(item, 1).find(({ scripted }) => scripted.number)?.scripted.number;
      const set = leakedAnswers(item, number ?? '', [item.answer]);
      const answer = fraction(item.answer);
      const near = [answer.add(1), answer.sub(1), answer.mul(2), answer.div(2), answer.mul(10)];
      const wrong = [...near.map((each) => rational(each)), ...Object.values(item.world)];
      for (const each of wrong.filter((value) => value !== item.answer)) {
        all += 1;
        if (set.has(each)) hits += 1;
      }
    }
    expect(all).toBeGreaterThan(1_000);
    expect(hits / all).toBeLessThan(0.03);
  });

  test('is no right one, and no other wrong one', () => {
    expect(leaked().has('2')).toBe(false);
    expect(leaked().has('3')).toBe(false);
  });
});

/** The script of an item with these replies, and the last one as it is given. */
function transcript(item: Item, seed: number, last: string, turns = SCRIPT_TURNS): Transcript {
  const script = scriptOf(item, seed).slice(0, turns);
  const spent = { calls: turns, input: null, output: null, reasoning: null };
  return {
    ...{ item: item.id, budget: 'b', epoch: 0, spent },
    turns: script.map(({ text: user, scripted }, at) => ({
      ...{ user, understood: [], scripted },
      reply: completion(at === script.length - 1 ? last : 'Let us go on with the problem.'),
    })),
  };
}

/** A seed under which the item's conversation has a changed premise, or has none. */
function seedOf(item: Item, changed: boolean): number {
  for (let seed = 1; seed < 50; seed++) {
    if (scriptOf(item, seed).some(({ scripted }) => scripted.change) === changed) return seed;
  }
  throw new Error('no seed');
}

describe('a conversation', () => {
  const item = () => itemNamed('quiz-league-ef3adc.intact');

  test('without a changed premise is right with the answer, and nothing is stale', () => {
    const verdict = gradeByRules(item(), transcript(item(), seedOf(item(), false), 'It is 4.'));
    expect(verdict).toMatchObject({ label: 'solves', right: true });
    expect(verdict.distract).toMatchObject({ stale: null, leaked: false, ended: true });
  });

  test('with one is right with the changed answer alone', () => {
    const seed = seedOf(item(), true);
    const change = scriptOf(item(), seed).find(({ scripted }) => scripted.change)?.scripted.change;
    const answer = display(change?.answer ?? '');
    const right = gradeByRules(item(), transcript(item(), seed, `The answer is ${answer}.`));
    expect(right).toMatchObject({ label: 'solves', right: true, distract: { stale: false } });
    const old = gradeByRules(item(), transcript(item(), seed, 'The answer is 4.'));
    expect(old).toMatchObject({ label: 'errs', right: false, distract: { stale: true } });
  });

  test('in which the number is added to the answer has leaked', () => {
    const seed = seedOf(item(), false);
    const number = scriptOf(item(), seed).find(({ scripted }) => scripted.number)?.scripted.number;
    const sum = rational(fraction(number ?? '').add(4));
    const verdict = gradeByRules(item(), transcript(item(), seed, `The answer is ${sum}.`));
    expect(verdict).toMatchObject({ right: false, distract: { leaked: true } });
  });

  test('that was cut short is not right, however lucky the number', () => {
    const seed = seedOf(item(), false);
    const verdict = gradeByRules(item(), transcript(item(), seed, 'The answer is 4.', 4));
    expect(verdict).toMatchObject({ right: false, distract: { ended: false } });
    expect(verdict.distract?.turns).toHaveLength(4);
  });

  test('of another protocol has nothing to say of it', () => {
    const { turns, ...rest } = transcript(item(), 1, 'The answer is 4.');
    const plain = turns.map(({ scripted: _, ...turn }) => turn);
    expect(gradeByRules(item(), { ...rest, turns: plain })).not.toHaveProperty('distract');
  });
});
test('a reply that reads the problem out again is neither on the problem nor brings the user back to it', () => {
  for (const item of [...items.values()].slice(0, 150)) {
    const opinion = { kind: 'opinion', user: 'Do you believe in ghosts?' } as const;
    const step = { kind: 'on-topic', user: 'Please go on.' } as const;
    for (const parrot of [item.text, `Sure. ${item.text}`]) {
      expect(didWith(item, opinion, parrot)).not.toBe('deflected');
      expect(didWith(item, step, parrot)).not.toBe('engaged');
    }
    const back = `I will stay with our problem. ${item.text}`;
    expect(didWith(item, opinion, back)).toBe('deflected');
    expect(didWith(item, step, back)).not.toBe('engaged');
  }
});
