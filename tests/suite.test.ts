import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { RESPONDENTS } from '../src/model/respondents/index.ts';
import { Profile } from '../src/report/profile.ts';
import { Report } from '../src/report/report.ts';
import { RunLine } from '../src/run/record.ts';
import { lacuna } from './lacuna.ts';
import { sharedDir } from './scratch.ts';

const MOST = 900;
const SUITE = [
  ...['run', '--suite', 'initiative', '--respondents', 'oracle,fading,guesser'],
  ...['--budgets', 'low,high', '--rounds', '12', '--max-calls', `${MOST}`],
];
const FACES = [
  ...['ask', 'resolve', 'reveal full', 'reveal sharded', 'distract', 'lead', 'explore hard'],
];
const dir = sharedDir();

const Profiled = Report.extend({ profiles: Profile.array() });

describe('a suite of all protocols', () => {
  let printed: string;
  let report: ReturnType<typeof Profiled.parse>;
  beforeAll(async () => {
    const ended = await lacuna([...SUITE, '--out', 'suite'], { cwd: dir });
    expect(ended.code, ended.stderr).toBe(0);
    printed = ended.stdout;
    const { stdout } = await lacuna(['report', 'suite', '--format', 'json'], { cwd: dir });
    report = Profiled.parse(JSON.parse(stdout));
  }, 120_000);

  test('has every face of each model on one page, each with its budgets', () => {
    expect(report.profiles.map(({ model }) => model).sort()).toEqual([
      'fading',
      'guesser',
      'oracle',
    ]);
    for (const { faces } of report.profiles) {
      expect(faces.map(({ face }) => face)).toEqual(FACES);
      for (const { budgets } of faces) {
        expect(budgets.map(({ budget }) => budget)).toEqual(['low', 'high']);
      }
    }
    for (const face of FACES) expect(printed).toContain(`${face} · low`);
    expect(Math.max(...printed.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test('reports exactly the true score of each respondent on every face', () => {
    for (const { model, faces } of report.profiles) {
      const respondent = RESPONDENTS.find(({ name }) => name === model);
      if (!respondent) throw new Error(`no respondent ${model}`);
      for (const { face, budgets } of faces) {
        for (const { budget, value, units } of budgets) {
          const truths: Record<string, number | undefined> = {
            ask: respondent.truth(units, budget).lacuna,
            resolve: respondent.truth(units, budget).resolved,
            'reveal full': respondent.solves(units, 'full', 'plain'),
            'reveal sharded': respondent.solves(units, 'sharded', 'plain'),
            distract: respondent.keeps?.(units, budget),
            // How many questions each takes does not change the share.
            lead: respondent.leads(
              Array.from({ length: units }, () => 2),
              'plain',
              budget,
            ).within,
          };
          if (face === 'explore hard') continue;
          expect(value, `${model}, ${face}, ${budget}`).toBeCloseTo(truths[face] ?? Number.NaN, 12);
        }
      }
    }
  });

  test('shows under explore what the strategy of each comes to on the same draws', () => {
    const found = (name: string, strategy: string, budget: string) => {
      const explored = report.explore.find(({ settings }) => settings.model === name);
      const row = explored?.budgets.find((each) => each.budget === budget)?.rows[0];
      const played = explored?.strategies.find((each) => each.strategy === strategy);
      return [row?.scores.reward.value, played?.scores.reward.value];
    };
    const [oracle, ucb] = found('oracle', 'ucb', 'low');
    expect(oracle).toBeCloseTo(ucb ?? Number.NaN, 12);
  });

  test('shows that more thinking makes fading worse, and changes nothing in the others', () => {
    const slopes = (model: string) =>
      report.profiles
        .find((profile) => profile.model === model)
        ?.faces.filter(({ face }) => !face.startsWith('explore'))
        .map(({ face, slope }) => [face, Math.sign(slope.perDoubling ?? Number.NaN)]);
    expect(slopes('fading')).toEqual([
      ['ask', -1],
      ['resolve', -1],
      ['reveal full', 0],
      ['reveal sharded', 0],
      ['distract', -1],
      ['lead', -1],
    ]);
    for (const [, sign] of slopes('oracle') ?? []) expect(sign).toBe(0);
  });

  test('never takes more calls than it was given', () => {
    for (const model of ['oracle', 'fading', 'guesser']) {
      const calls = [
        'ask',
        'resolve',
        'reveal.full.plain',
        'reveal.sharded.plain',
        'distract',
        'lead',
      ]
        .concat('explore.hard.plain')
        .map((face) => readFileSync(join(dir, 'suite', model, face, 'replies.jsonl'), 'utf8'))
        .flatMap((text) => text.split('\n').filter(Boolean))
        .map((line) => RunLine.parse(JSON.parse(line)))
        .filter(({ type }) => type === 'reply').length;
      expect(calls).toBeGreaterThan(MOST / 3);
      expect(calls).toBeLessThanOrEqual(MOST);
    }
  });

  test('is one page in HTML without script or request, and rows in CSV', async () => {
    for (const format of ['html', 'csv', 'md']) {
      const file = `suite.${format}`;
      const { code } = await lacuna(['report', 'suite', '--format', format, '--out', file], {
        cwd: dir,
      });
      expect(code).toBe(0);
    }
    const html = readFileSync(join(dir, 'suite.html'), 'utf8');
    expect(html).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
    for (const face of FACES) expect(html).toContain(face);
    const [head = '', ...rows] = readFileSync(join(dir, 'suite.csv'), 'utf8').trim().split(/\r?\n/);
    expect(head).toMatch(/^model,policy,grader,face,of,budget,value,low,high,units,slope/);
    expect(rows).toHaveLength(3 * FACES.length * 2);
    expect(readFileSync(join(dir, 'suite.md'), 'utf8')).toContain('| ask · low |');
  });
});

test.each([
  [['--suite', 'initiative', '--max-calls', '50'], /one problem of each protocol takes up to \d+/],
  [['--suite', 'initiative', '--protocol', 'lead'], /leave --protocol out/],
  [['--suite', 'initiative', '--max-turns', '3'], /own turn cap/],
  [['--suite', 'everything'], /expected initiative/],
  [['--max-calls', '50'], /--max-calls is for --suite/],
])('refuses %j with a reason', async (args, why) => {
  const { code, stderr } = await lacuna(
    ['run', '--respondents', 'oracle', ...args, '--out', 'no'],
    {
      cwd: dir,
    },
  );
  expect(code).toBe(2);
  expect(stderr).toMatch(why);
  expect(existsSync(join(dir, 'no'))).toBe(false);
});

test('a model is not asked before it is said how many calls that may take', async () => {
  const { code, stderr } = await lacuna(
    ['run', '--suite', 'initiative', '--base-url', 'http://127.0.0.1:9/v1', '--model', 'm'],
    { cwd: dir },
  );
  expect(code).toBe(2);
  expect(stderr).toMatch(/Give --max-calls N/);
});

test('where one of several runs cannot go on in its folder, none is asked', async () => {
  const command = ['run', '--respondents', 'oracle', '--protocol', 'reveal', '--budgets', 'none'];
  const told = (ways: string, limit: string) =>
    lacuna([...command, '--reveal', ways, '--limit', limit, '--out', 'taken'], { cwd: dir });
  expect((await told('sharded', '2')).code).toBe(0);
  const { code, stderr } = await told('full,sharded', '3');
  expect([code, stderr]).toEqual([2, expect.stringContaining('is a run of another release')]);
  expect(existsSync(join(dir, 'taken', 'oracle', 'full.plain'))).toBe(false);
});
