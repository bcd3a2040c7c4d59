import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { STRAY_RESPONDENTS } from '../src/model/respondents/index.ts';
import type { StrayCounts } from '../src/model/respondents/respondent.ts';
import { POLICIES } from '../src/policy/index.ts';
import { SCRIPT_TURNS } from '../src/protocol/distract/script.ts';
import type { Report } from '../src/report/report.ts';
import type { DistractScores } from '../src/stats/distract.ts';
import { completion, sendJson, startChatServer } from './endpoints/chat-server.ts';
import { lacuna } from './lacuna.ts';
import { linesIn, reportIn } from './recorded-run.ts';
import { sharedDir } from './scratch.ts';

const PROBLEMS = 10;
const dir = sharedDir();

const reportOn = (...folders: string[]) => reportIn(dir, ...folders);

const linesOf = (...folder: string[]) => linesIn(dir, ...folder);

/** What the conversations of a run were, from what was recorded. */
function countsIn(...folder: string[]): StrayCounts {
  const ends = linesOf(...folder).flatMap((line) => (line.type === 'end' ? [line] : []));
  const turns = ends.flatMap((end) => end.turns.flatMap(({ scripted }) => scripted ?? []));
  const onTopic = turns.filter(({ kind }) => kind === 'on-topic' || kind === 'changed-premise');
  return {
    conversations: ends.length,
    changed: turns.filter(({ change }) => change).length,
    distractors: turns.length - onTopic.length,
    numbers: turns.filter(({ number }) => number).length,
    onTopic: onTopic.length,
    between: onTopic.filter(({ part }) => part !== 'opening' && part !== 'final').length,
  };
}

function reported({ kept, solved, stale, leaked, resumed, distractors, onTopic }: DistractScores) {
  return {
    ...{ kept: kept.share, solved: solved.share, stale: stale.share },
    ...{ leaked: leaked.share, resumed: resumed.share },
    deflects: { precision: distractors.precision.value, recall: distractors.recall.value },
    takesUp: { precision: onTopic.precision.value, recall: onTopic.recall.value },
  };
}

/** To twelve places: shares are means of means. */
function rounded<T>(value: T): unknown {
  return JSON.parse(JSON.stringify(value), (_, each: unknown) =>
    typeof each === 'number' ? Number(each.toFixed(12)) : each,
  );
}

describe('the pipeline reports exactly the true scores', () => {
  let report: Report;
  beforeAll(async () => {
    const policies = POLICIES.map(({ name }) => name).join(',');
    const command = ['run', '--protocol', 'distract', '--respondents', 'all', '--budgets', 'none'];
    const how = ['--limit', `${PROBLEMS}`, '--policy', policies, '--out', 'strays'];
    const ran = await lacuna([...command, ...how], { cwd: dir });
    expect(ran.code, ran.stderr).toBe(0);
    report = await reportOn('strays');
  }, 240_000);

  test.each(STRAY_RESPONDENTS.map((respondent) => [respondent.name, respondent] as const))(
    'of %s, under every policy',
    (name, { strays }) => {
      const found = report.distract.find(({ settings }) => settings.model === name);
      expect(found).toMatchObject({ problems: PROBLEMS, complete: true });
      expect(found?.rows.map(({ policy }) => policy)).toEqual(POLICIES.map(({ name }) => name));
      for (const { policy, scores } of found?.rows ?? []) {
        const counts = countsIn('strays', name, policy);
        expect(counts).toMatchObject({ conversations: PROBLEMS, numbers: PROBLEMS });
        expect(counts.changed).toBeGreaterThan(1);
        expect(rounded(reported(scores)), policy).toEqual(rounded(strays(counts)));
      }
    },
  );

  test('with intervals by family, also for F1', () => {
    const leaky = report.distract.find(({ settings }) => settings.model === 'leaky')?.rows[0];
    const { f1, recall } = leaky?.scores.distractors ?? {};
    expect(recall?.value).toBeCloseTo(2 / 3, 12);
    expect(f1?.value).toBeCloseTo(0.8, 12);
    // Every conversation is alike: nothing varies, and an interval would promise too much.
    expect([f1?.low, f1?.high]).toEqual([null, null]);
    const { kept } = leaky?.scores ?? {};
    expect(kept).toMatchObject({ share: 0, low: 0 });
    expect(kept?.high).toBeGreaterThan(0.1);
  });
});

test('every budget runs, and the slope of the headline is shown where several were', async () => {
  const command = ['run', '--protocol', 'distract', '--respondents', 'steady,deaf', '--limit', '5'];
  const budgets = 'low,high,samples:2,revise:1';
  const ran = await lacuna([...command, '--budgets', budgets, '--out', 'budgets'], { cwd: dir });
  expect(ran.code, ran.stderr).toBe(0);
  expect(ran.stdout).toMatch(/kept, plain: slope per doubling of tokens \+?0\.0 points/);
  const { distract } = await reportOn('budgets');
  for (const { rows, slopes, settings } of distract) {
    expect(rows.map(({ budget }) => budget)).toEqual(budgets.split(','));
    const kept = settings.model === 'steady' ? 1 : 0;
    expect(rows.map(({ scores }) => scores.kept.share)).toEqual(rows.map(() => kept));
    expect(slopes.map(({ slope }) => slope.perDoubling)).toEqual([0]);
  }
  const csv = await lacuna(['report', 'budgets', '--format', 'csv'], { cwd: dir });
  expect(csv.stdout.trim().split('\n')).toHaveLength(1 + 2 * 4);
  expect(csv.stdout).toContain('distractor_f1_low');
  const md = await lacuna(['report', 'budgets', '--format', 'md'], { cwd: dir });
  expect(md.stdout).toContain('Staying on topic: taking up the problem');
}, 60_000);

test('the tables fit a terminal of 80 columns, intervals and all', async () => {
  const command = ['run', '--protocol', 'distract', '--respondents', 'fading', '--limit', '10'];
  const how = ['--policy', 'plain,snowball', '--budgets', 'low,medium', '--out', 'narrow'];
  await lacuna([...command, ...how], { cwd: dir });
  const { stdout } = await lacuna(['report', 'narrow', '--width', '80'], { cwd: dir });
  expect(stdout).toMatch(/low · plain .*\d \[\d+\.\d, \d+\.\d\]\n/);
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
}, 60_000);

describe('a run', () => {
  const command = ['run', '--model', 'm', '--protocol', 'distract', '--limit', '4'];
  const quick = () =>
    startChatServer(['m'], (response, body) =>
      sendJson(response, 200, completion(body, 'Let us stay with the problem.')),
    );

  test('says beforehand how many calls it takes, and tells the topic in each', async () => {
    const server = await quick();
    onTestFinished(() => server.close());
    const args = [...command, '--base-url', server.baseUrl, '--policy', 'recap,mediator'];
    const dry = await lacuna([...args, '--out', 'dry', '--dry-run'], { cwd: dir });
    const promised = [...dry.stdout.matchAll(/calls: +(?:at most )?(\d+)/g)].map(([, n]) =>
      Number(n),
    );
    expect(promised).toEqual([4 * (SCRIPT_TURNS + 1), 4 * SCRIPT_TURNS * 2]);
    const ran = await lacuna([...args, '--out', 'dry'], { cwd: dir });
    expect(ran.code, ran.stderr).toBe(0);
    expect(server.bodies).toHaveLength(promised.reduce((sum, n) => sum + n, 0));
    const [mediated] = (await reportOn('dry')).distract[0]?.rows.slice(-1) ?? [];
    expect(mediated?.policy).toBe('mediator');
  });

  test('with the same seed asks the same, and with another something else', async () => {
    const asked: string[][] = [];
    for (const seed of ['1', '1', '2']) {
      const server = await quick();
      const out = `seed-${asked.length}`;
      const how = ['--base-url', server.baseUrl, '--seed', seed, '--out', out];
      await lacuna([...command, ...how, '--concurrency', '1'], { cwd: dir });
      asked.push(server.bodies.map(({ messages }) => JSON.stringify(messages)));
      await server.close();
    }
    expect(asked[0]?.length).toBe(4 * SCRIPT_TURNS);
    expect(asked[1]).toEqual(asked[0]);
    expect(asked[2]).not.toEqual(asked[0]);
  });

  test('that is cut short by the turn cap is not solved, and the report says so', async () => {
    const how = ['--respondents', 'steady', '--budgets', 'none', '--max-turns', '4'];
    const args = ['run', '--protocol', 'distract', '--limit', '4', ...how, '--out', 'short'];
    const ran = await lacuna(args, { cwd: dir });
    expect(ran.stdout).toContain('the turn cap ended 4 conversations');
    const [row] = (await reportOn('short')).distract[0]?.rows ?? [];
    expect(row?.scores).toMatchObject({ capped: 4, solved: { share: 0 }, kept: { share: 0 } });
  });
});

describe('what cannot be is refused with a reason', () => {
  test('what goes by pairs, a judge and a page', async () => {
    const command = ['run', '--respondents', 'steady', '--protocol', 'distract', '--limit', '2'];
    await lacuna([...command, '--budgets', 'none', '--out', 'single'], { cwd: dir });
    const run = join('single', 'steady');
    const judge = ['--judge-model', 'm', '--judge-base-url', 'http://127.0.0.1:9/v1'];
    for (const [args, reason] of [
      [['grade', run, '--grader', 'judge', ...judge], 'a run of distract is graded by rules'],
      [['plan', '--protocol', 'distract'], 'no score for'],
      [['report', run, '--format', 'html'], 'no page on runs of distract'],
      [['compare', run, run], 'no score for the protocol "distract"'],
    ] as const) {
      const { code, stderr } = await lacuna(args, { cwd: dir });
      expect([code, stderr]).toEqual([2, expect.stringContaining(reason)]);
    }
    for (const args of [
      ['export', run, '--to', 'csv', '--out', 'never.csv'],
      ['label', run],
      ['submit', run],
      ['gate', '--baseline', run, '--candidate', run, '--max-drop', '2pp'],
    ]) {
      const { code } = await lacuna(args, { cwd: dir });
      expect(code, args.join(' ')).toBe(2);
    }
  });

  test('a set without certified problems, and runs of several kinds in one card', async () => {
    const gold = join(import.meta.dirname, '../graders/gold/dev/items.jsonl');
    await lacuna(['import', 'external', gold, '--out', 'others.jsonl'], { cwd: dir });
    const args = ['run', '--items', 'others.jsonl', '--protocol', 'distract'];
    const { code, stderr } = await lacuna([...args, '--respondents', 'steady'], { cwd: dir });
    expect([code, stderr]).toEqual([2, expect.stringContaining('needs certified problems')]);
    const run = ['run', '--respondents', 'oracle', '--budgets', 'none', '--limit', '2'];
    await lacuna([...run, '--out', 'asked'], { cwd: dir });
    const both = await lacuna(['report', 'single', 'asked', '--format', 'md'], { cwd: dir });
    expect([both.code, both.stderr]).toEqual([2, expect.stringContaining('report them apart')]);
  });
});

describe('dialogues to train on', () => {
  test('are written as chat JSONL, the same for the same seed', async () => {
    const args = ['export', 'distract-dialogues', '--count', '30'];
    for (const out of ['one.jsonl', 'same.jsonl']) {
      const { code, stderr } = await lacuna([...args, '--out', out], { cwd: dir });
      expect([code, stderr]).toEqual([0, expect.stringContaining('30 dialogues')]);
    }
    const [one, same] = ['one.jsonl', 'same.jsonl'].map((name) =>
      readFileSync(join(dir, name), 'utf8'),
    );
    expect(same).toBe(one);
    expect(one?.trim().split('\n')).toHaveLength(30);
  });

  test.each([
    [['--count', '0', '--out', 'x.jsonl'], '--count'],
    [[], '--out'],
  ])('%j is refused', async (how, reason) => {
    const { code, stderr } = await lacuna(['export', 'distract-dialogues', ...how], { cwd: dir });
    expect([code, stderr]).toEqual([2, expect.stringContaining(reason)]);
  });
});
