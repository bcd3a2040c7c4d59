import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Item } from '../src/corrupt/item.ts';
import { readItems } from '../src/corrupt/item-file.ts';
import { RESPONDENTS } from '../src/model/respondents/index.ts';
import { spreadOrder } from '../src/model/respondents/respond.ts';
import { withheldOf } from '../src/protocol/lead/withheld.ts';
import type { LeadReport } from '../src/report/lead.ts';
import type { Report } from '../src/report/report.ts';
import { RunLine } from '../src/run/record.ts';
import { completion, sendJson, startChatServer } from './endpoints/chat-server.ts';
import { lacuna } from './lacuna.ts';
import { reportIn } from './recorded-run.ts';
import { sharedDir } from './scratch.ts';

const PROBLEMS = 10;
/** Enough for a loss that is clearly one. */
const MORE = 20;
const dir = sharedDir();

const reportOn = (...folders: string[]) => reportIn(dir, ...folders);

const endsOf = (...folder: string[]) =>
  readFileSync(join(dir, ...folder, 'replies.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => RunLine.parse(JSON.parse(line)))
    .flatMap((line) => (line.type === 'end' ? [line] : []));

async function itemsOf(...folder: string[]): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of readItems(join(dir, ...folder, 'items.jsonl'))) items.push(item);
  return items;
}

/** The fewest questions of each problem of a run, in the order in which respondents know them. */
async function leastOf(...folder: string[]): Promise<number[]> {
  const items = await itemsOf(...folder);
  const places = spreadOrder(items);
  return items
    .toSorted((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0))
    .map((item) => withheldOf(item)?.least ?? 0);
}

const RUN = ['run', '--protocol', 'lead', '--limit', `${PROBLEMS}`];

describe('the pipeline reports exactly the true scores', () => {
  let led: Report;
  let policies: Report;
  let least: number[];
  let leastOfMore: number[];
  beforeAll(async () => {
    for (const [out, how] of [
      ['led', ['--respondents', 'all', '--budgets', 'low,high']],
      [
        'policies',
        [
          '--respondents',
          'dawdler',
          '--budgets',
          'none',
          '--policy',
          'plain,critic,summary',
          '--limit',
          `${MORE}`,
        ],
      ],
    ] as const) {
      const ran = await lacuna([...RUN, ...how, '--out', out], { cwd: dir });
      expect(ran.code, ran.stderr).toBe(0);
    }
    [led, policies] = [await reportOn('led'), await reportOn('policies')];
    least = await leastOf('led', 'oracle');
    leastOfMore = await leastOf('policies', 'dawdler', 'plain');
  }, 180_000);

  const of = (report: Report, name: string): LeadReport => {
    const found = report.lead.find(({ settings }) => settings.model === name);
    if (!found) throw new Error(`no report of ${name}`);
    return found;
  };
  const expectTrue = ({ budgets }: LeadReport, name: string, least: readonly number[]) => {
    const respondent = RESPONDENTS.find((each) => each.name === name);
    for (const { budget, rows } of budgets) {
      for (const { policy, scores } of rows) {
        const truth = respondent?.leads(least, policy, budget);
        const found = {
          ...{ within: scores.within.share, solved: scores.solved.share },
          ...{ early: scores.early.share, over: scores.over.value },
          ...{ irrelevant: scores.irrelevant.value, moved: scores.moved.value },
        };
        for (const [measure, value] of Object.entries(truth ?? {})) {
          const share = Reflect.get(found, measure);
          const what = `${name}, ${policy}, ${budget}: ${measure}`;
          if (value === null) expect(share, what).toBeNull();
          else expect(share, what).toBeCloseTo(value, 12);
        }
      }
    }
  };

  test.each(RESPONDENTS.map(({ name }) => name))('of %s', (name) => {
    const report = of(led, name);
    expect(report).toMatchObject({ problems: PROBLEMS, complete: true });
    expect(report.budgets.map(({ budget }) => budget)).toEqual(['low', 'high']);
    expectTrue(report, name, least);
  });

  test('of one that dawdles, under policies, and of what they recover', () => {
    const report = of(policies, 'dawdler');
    expectTrue(report, 'dawdler', leastOfMore);
    const [budget] = report.budgets;
    const recovered = Object.fromEntries(
      (budget?.recovered ?? []).map(({ policy, share }) => [policy, share.value]),
    );
    expect(recovered.critic).toBeCloseTo(1, 12);
    expect(recovered.summary).toBeLessThan(0);
  });

  test('of one that asks less the more it thinks: a slope with its interval', () => {
    const { slopes, budgets } = of(led, 'fading');
    const [low, high] = budgets.map(({ rows }) => rows[0]);
    const doublings = Math.log2((high?.usage.mean ?? 0) / (low?.usage.mean ?? 1));
    const lost = (high?.scores.within.share ?? 0) - (low?.scores.within.share ?? 0);
    expect(lost).toBeCloseTo(0.3 - 0.9, 12);
    const slope = slopes[0]?.slope;
    expect(slope?.perDoubling).toBeCloseTo(lost / doublings, 12);
    expect(slope?.low).toBeLessThan(lost / doublings);
    expect(slope?.high).toBeGreaterThan(lost / doublings);
  });

  test('and shows them', async () => {
    const shown = (format: string) =>
      lacuna(
        ['report', 'led/fading', '--format', format, '--width', '80'].slice(
          0,
          format === 'table' ? 6 : 4,
        ),
        {
          cwd: dir,
        },
      );
    const table = (await shown('table')).stdout;
    await expect(table).toMatchFileSnapshot('golden/lead-80.txt');
    expect(Math.max(...table.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    const markdown = (await shown('md')).stdout;
    for (const head of ['within', 'early', 'irrelevant', 'moved', 'slope per doubling']) {
      expect(markdown).toContain(head);
    }
    const [head = '', ...rows] = (await shown('csv')).stdout.trim().split('\r\n');
    expect(rows).toHaveLength(2);
    for (const column of ['within_low', 'over_high', 'irrelevant', 'moved', 'slope']) {
      expect(head.split(',')).toContain(column);
    }
  });

  test('every turn is on record, with what the user told and what the reply did', () => {
    const ends = endsOf('led', 'dawdler');
    expect(ends).toHaveLength(2 * PROBLEMS);
    for (const { turns } of ends) {
      expect(turns.every(({ told, move }) => told !== undefined && move !== undefined)).toBe(true);
      expect(turns.slice(1).every(({ told = [] }) => told.length <= 1)).toBe(true);
      expect(turns.at(-1)?.move).toBe('answers');
    }
  });
});

test('the same command has the same conversations', async () => {
  for (const out of ['one', 'other']) {
    const how = ['--respondents', 'dawdler', '--budgets', 'none', '--concurrency', '1'];
    const ran = await lacuna([...RUN, ...how, '--out', out], { cwd: dir });
    expect(ran.code, ran.stderr).toBe(0);
  }
  expect(endsOf('one', 'dawdler')).toEqual(endsOf('other', 'dawdler'));
  const [one, other] = ['one', 'other'].map((out) =>
    readFileSync(join(dir, out, 'dawdler', 'verdicts.rules.jsonl'), 'utf8'),
  );
  expect(one).toBe(other);
}, 60_000);

describe('a model of its own', () => {
  const server = (said: (turn: number) => string) =>
    startChatServer(['own'], (response, body) => {
      const turn = body.messages.filter(({ role }) => role === 'assistant').length;
      sendJson(response, 200, completion(body, said(turn)));
    });

  test('that never answers is stopped at the turn cap, and the estimate covers its calls', async () => {
    const silent = await server(() => 'Hm, let me think about this.');
    onTestFinished(() => silent.close());
    const args = ['run', '--protocol', 'lead', '--limit', '3', '--max-turns', '5'];
    const model = ['--base-url', silent.baseUrl, '--model', 'own', '--out', 'silent'];
    const dry = await lacuna([...args, ...model, '--dry-run'], { cwd: dir });
    expect(dry.stdout).toContain('calls:  at most 15');
    const ran = await lacuna([...args, ...model], { cwd: dir });
    expect(ran.code, ran.stderr).toBe(0);
    expect(silent.bodies).toHaveLength(15);
    expect(ran.stdout).toMatch(/turn cap ended 3 conversations/);
    const row = (await reportOn('silent')).lead[0]?.budgets[0]?.rows[0];
    expect(row?.scores).toMatchObject({ solved: { share: 0 }, moved: { value: 0 }, capped: 3 });
  });

  test('that asks in words of its own is understood', async () => {
    const asking = await server((turn) => {
      if (turn === 0) return "I can't tell yet. How many people work there?";
      return 'The answer is 4.';
    });
    onTestFinished(() => asking.close());
    const args = ['run', '--protocol', 'lead', '--limit', '2', '--base-url', asking.baseUrl];
    const ran = await lacuna([...args, '--model', 'own', '--out', 'asking'], { cwd: dir });
    expect(ran.code, ran.stderr).toBe(0);
    const ends = endsOf('asking');
    expect(ends.every(({ turns }) => turns.length === 2)).toBe(true);
  });
});

describe('what cannot be is refused with a reason', () => {
  test.each([
    [['--reveal', 'full'], '--reveal is for --protocol reveal'],
    [['--user-model', 'm'], '--user-model is for --protocol resolve'],
  ])('%j', async (args, reason) => {
    const { code, stderr } = await lacuna([...RUN, ...args], { cwd: dir });
    expect([code, stderr]).toEqual([2, expect.stringContaining(reason)]);
  });

  test('problems that are not of the bank', async () => {
    const gold = join(import.meta.dirname, '../graders/gold/dev/items.jsonl');
    await lacuna(['import', 'external', gold, '--out', 'others.jsonl'], { cwd: dir });
    const args = ['run', '--items', 'others.jsonl', '--protocol', 'lead'];
    const { code, stderr } = await lacuna([...args, '--respondents', 'oracle'], { cwd: dir });
    expect([code, stderr]).toEqual([2, expect.stringContaining('keep facts to himself')]);
  });

  test('judges, pages and what goes by pairs', async () => {
    const how = [
      '--respondents',
      'oracle',
      '--budgets',
      'none',
      '--limit',
      '2',
      '--out',
      'refused',
    ];
    const ran = await lacuna(['run', '--protocol', 'lead', ...how], { cwd: dir });
    expect(ran.code, ran.stderr).toBe(0);
    const run = join('refused', 'oracle');
    const judge = ['--grader', 'judge', '--judge-model', 'm'];
    for (const [args, reason] of [
      [['grade', run, ...judge, '--judge-base-url', 'http://127.0.0.1:9/v1'], 'graded by rules'],
      [['report', run, '--format', 'html'], 'no page on runs of lead'],
      [['compare', run, run], 'no score for the protocol "lead"'],
      [['plan', '--protocol', 'lead'], 'no score for the protocol "lead"'],
      [['export', run, '--to', 'csv'], 'no score for the protocol "lead"'],
      [['label', run], 'is a run of lead, which puts no pairs'],
      [['submit', run], 'is a run of lead, which puts no pairs'],
      [['export', run, '--to', 'inspect', '--out', 'logs'], 'lacuna report shows its own scores'],
      [['gate', '--aa', run], 'no score for the protocol "lead"'],
    ] as const) {
      const { code, stderr } = await lacuna(args, { cwd: dir });
      expect([args[0], code, stderr]).toEqual([args[0], 2, expect.stringContaining(reason)]);
    }
    expect(existsSync(join(dir, 'logs'))).toBe(false);
  });
});
