import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { Verdict } from '../graders/verdict.ts';
import { ModelCard } from '../src/card/model-card.ts';
import { columns } from '../src/report/plain-text.ts';
import { HandLabel } from '../src/run/labels.ts';
import { Calibration } from '../src/stats/calibration.ts';
import { plainJudge, startJudge } from './endpoints/judging.ts';
import { lacuna } from './lacuna.ts';
import { scratchDir, sharedDir } from './scratch.ts';

const ITEMS = [
  {
    id: 'lamps',
    kind: 'missing',
    twin: 'lamps-intact',
    text: 'A hall has 6 lamps. Each lamp burns several watts. How many watts do they burn together?',
    needs: [{ noun: 'power of one lamp', value: '40', unit: 'watt' }],
    clash: [],
    answer: '240',
  },
  {
    id: 'lamps-intact',
    kind: 'intact',
    twin: 'lamps',
    text: 'A hall has 6 lamps. Each lamp burns 40 watts. How many watts do they burn together?',
    needs: [],
    clash: [],
    answer: '240',
  },
];

const reply = (item: string, text: string, label: string, final: string | null = null) => ({
  item,
  style: 'plain',
  reply: text,
  label,
  final,
  note: '',
});

const REPLIES = [
  reply('lamps', 'What is the power of one lamp?', 'asks'),
  reply('lamps', 'The power of one lamp is not given, so I cannot tell.', 'names'),
  reply('lamps', '6 × 40 = 240.\n\nThe answer is **240** watts.', 'guesses', '240'),
  // Labelled wrongly, so that the rules disagree.
  reply('lamps', 'Together they burn **360** watts.', 'names'),
  reply('lamps-intact', '6 × 40 = **240** watts.', 'solves', '240'),
  reply('lamps-intact', 'The answer is 46.', 'errs', '46'),
];

function inScratch(items: unknown[], replies: unknown[]) {
  const cwd = scratchDir();
  const lines = (some: unknown[]) => some.map((one) => `${JSON.stringify(one)}\n`).join('');
  writeFileSync(join(cwd, 'items.jsonl'), lines(items));
  writeFileSync(join(cwd, 'replies.jsonl'), lines(replies));
  return (...flags: string[]) =>
    lacuna(['calibrate', '--items', 'items.jsonl', '--replies', 'replies.jsonl', ...flags], {
      cwd,
    });
}

describe('lacuna calibrate', () => {
  test('prints how far the rules agree, in 80 columns, and the worst replies with what was seen', async () => {
    const ended = await inScratch(ITEMS, REPLIES)('--worst', '5');
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toMatch(/label right +83\.3 .*5 of 6/);
    expect(ended.stdout).toContain(
      'replies.jsonl:4 · lamps · plain · labelled names, graded guesses',
    );
    expect(ended.stdout).toMatch(/⟦answer: 360⟧|\*\*⟦answer: 360⟧\*\*|⟦answer: \*\*360/);
    for (const line of stripVTControlCharacters(ended.stdout).split('\n')) {
      expect(columns(line)).toBeLessThanOrEqual(80);
    }
  });

  test('prints the same as JSON and as markdown', async () => {
    const run = inScratch(ITEMS, REPLIES);
    const json = await run('--format', 'json', '--worst', '1');
    const { worst, ...calibration } = z
      .looseObject({ worst: z.array(z.unknown()) })
      .parse(JSON.parse(json.stdout));
    expect(worst).toHaveLength(1);
    expect(Calibration.parse(calibration)).toMatchObject({
      replies: 6,
      clusters: 1,
      accuracy: { count: 5, of: 6, low: null },
    });
    const markdown = await run('--format', 'md');
    expect(markdown.stdout).toContain('| label right | 83.3 | 5 of 6 |');
  });

  test('a binary verdict of a published set is compared as one', async () => {
    const binary = [
      { item: 'lamps', reply: 'What is the power of one lamp?', answered: false },
      { item: 'lamps', reply: 'The answer is 12.', labels: ['guesses', 'assumes'] },
    ];
    const ended = await inScratch(ITEMS, binary)();
    expect(ended.stdout).toMatch(/answers, or abstains or asks +100\.0.* 2 of 2/);
    expect(ended.stdout).not.toContain('By label');
  });

  test('shows hostile replies as text', async () => {
    const hostile = reply('lamps', '\u001b]0;owned\u0007<b>12</b>\u202e The answer is 3.', 'asks');
    const ended = await inScratch(ITEMS, [hostile])('--worst', '3');
    expect(ended.stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test.each([
    ['a reply to no item', [reply('bulbs', 'Hm.', 'asks')], [], 'replies.jsonl:1: item: there is'],
    ['a label of another kind', [reply('lamps', '', 'errs')], [], 'replies.jsonl:1: label: errs'],
    ['a grader that is none', REPLIES, ['--grader', 'oracle'], 'no grader "oracle"'],
    ['no replies', [], [], 'replies.jsonl: the file has no replies'],
  ])('refuses %s', async (_what, replies, flags, message) => {
    const ended = await inScratch(ITEMS, replies)(...flags);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(message);
  });
});

describe('lacuna calibrate of a judge', () => {
  const flags = (url: string) => [
    '--judge-model',
    'judge-model',
    '--judge-base-url',
    url,
    '--quiet',
  ];

  test('asks it about every reply, once, and measures it as any grader', async () => {
    const judge = await startJudge(plainJudge);
    onTestFinished(() => judge.close());
    const run = inScratch(ITEMS, REPLIES);
    const ended = await run('--grader', 'judge', '--format', 'json', ...flags(judge.baseUrl));
    expect(ended.code, ended.stderr).toBe(0);
    const calibration = Calibration.parse(JSON.parse(ended.stdout));
    expect(calibration.grader).toMatch(/^judge\/.*judge-model$/);
    expect(calibration).toMatchObject({ replies: 6, unscored: 0, accuracy: { of: 6 } });
    expect(calibration.accuracy.count).toBeGreaterThanOrEqual(4);
    const asked = judge.bodies.length;
    expect(asked).toBe(6);
    const again = await run('--grader', 'judge', '--format', 'json', ...flags(judge.baseUrl));
    expect(again.stdout).toBe(ended.stdout);
    expect(judge.bodies).toHaveLength(asked);
    const hybrid = await run('--grader', 'hybrid', ...flags(judge.baseUrl));
    expect(hybrid.code, hybrid.stderr).toBe(0);
    expect(hybrid.stdout).toContain('hybrid/');
  });

  test('leaves out what it gives no verdict on, and says so', async () => {
    const judge = await startJudge(() => 'I would rather not say.');
    onTestFinished(() => judge.close());
    const ended = await inScratch(ITEMS, REPLIES)('--grader', 'judge', ...flags(judge.baseUrl));
    expect(ended.code, ended.stderr).toBe(3);
    expect(ended.stdout).toContain('6 replies without a verdict left out');
  });

  test('needs a judge, and rules need none', async () => {
    const run = inScratch(ITEMS, REPLIES);
    const none = await run('--grader', 'judge');
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('which judge?');
    const stray = await run('--judge-model', 'judge-model');
    expect(stray.code).toBe(2);
    expect(stray.stderr).toContain('--judge-model is for --grader judge or hybrid');
  });
});

describe('a run with labels of people', () => {
  const cwd = sharedDir();
  const dir = join('runs', 'guesser');
  const path = (name: string) => join(cwd, dir, name);

  /** Ann takes each fourth guess for an assumption; Bo, who read eight of them, agrees with the grader. */
  beforeAll(async () => {
    const args = ['run', '--respondents', 'guesser', '--budgets', 'low', '--limit', '24'];
    const ran = await lacuna([...args, '--out', 'runs'], { cwd });
    expect(ran.code, ran.stderr).toBe(0);
    const verdicts = readFileSync(path('verdicts.rules.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => Verdict.parse(JSON.parse(line)));
    const guesses = verdicts.filter(({ label }) => label === 'guesses').map(({ item }) => item);
    const lines = verdicts.flatMap(({ item, budget, epoch, label }): HandLabel[] => {
      const given = { item, budget, epoch, at: '2026-01-01T00:00:00.000Z' };
      const nth = guesses.indexOf(item);
      return [
        { ...given, labeller: 'Ann', label: nth % 4 === 3 ? 'assumes' : label },
        ...(nth >= 0 && nth < 8 ? [{ ...given, labeller: 'Bo', label }] : []),
      ];
    });
    writeFileSync(path('labels.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }, 60_000);

  test('calibrates the grader on that model, and says how far people agree', async () => {
    const ended = await lacuna(['calibrate', dir, '--format', 'json'], { cwd });
    expect(ended.code, ended.stderr).toBe(0);
    const calibration = Calibration.parse(JSON.parse(ended.stdout));
    expect(calibration).toMatchObject({ clusteredBy: 'family' });
    // Where the two differ, the name that comes first decides: Ann's.
    expect(calibration.accuracy.of - calibration.accuracy.count).toBe(6);
    expect(calibration.people).toMatchObject({ count: 6, of: 8 });
    const table = await lacuna(['calibrate', dir, '--worst', '1'], { cwd });
    expect(table.stdout).toMatch(/people agree .*6 of 8/);
    expect(table.stdout.replace(/\s+/g, ' ')).toContain('labelled assumes, graded guesses');
  });

  test('is reported with its scores corrected, beside the raw ones, in every format', async () => {
    const report = async (format: string) =>
      (await lacuna(['report', dir, '--format', format], { cwd })).stdout;
    const table = await report('table');
    expect(table).toMatch(/guesser · rules\/\d+, corrected: \d+ replies labelled by 2 people/);
    expect(table).toMatch(/low · guesses +100\.0 \[[^\]]*\] +75\.0 \[[^\]]*\] +24/);
    for (const line of table.split('\n')) expect(columns(line)).toBeLessThanOrEqual(80);
    expect(await report('md')).toMatch(/\| low · guesses \| 100\.0 .* \| 75\.0 /);
    expect(await report('csv')).toContain('guesses_corrected');
    const [run] = ModelCard.parse(JSON.parse(await report('json'))).runs;
    expect(run?.byHand.people).toBe(2);
    expect(run?.budgets[0]?.corrected).toMatchObject({
      guesses: { share: 0.75, labels: 24 },
      asks: { share: 0 },
      overasks: { share: 0 },
    });
  });

  test.each([
    ['a conversation that it does not have', { item: 'nothing' }, 'is not of this run'],
    ['a label that does not go with the item', { label: 'overasks' }, 'does not go with that item'],
  ])('is refused with a label on %s', async (_, change, message) => {
    const other = scratchDir();
    for (const name of ['run.json', 'items.jsonl', 'replies.jsonl', 'verdicts.rules.jsonl']) {
      writeFileSync(join(other, name), readFileSync(path(name)));
    }
    const line = readFileSync(path('labels.jsonl'), 'utf8')
      .split('\n')
      .find((text) => text.includes('"guesses"'));
    const given = HandLabel.parse(JSON.parse(line ?? ''));
    writeFileSync(join(other, 'labels.jsonl'), `${JSON.stringify({ ...given, ...change })}\n`);
    for (const command of ['report', 'calibrate']) {
      const ended = await lacuna([command, other], { cwd });
      expect(ended.code).toBe(2);
      expect(ended.stderr).toContain(message);
    }
  });

  test('has no corrected scores before anybody has labelled it', async () => {
    const args = ['run', '--respondents', 'guesser', '--budgets', 'low', '--limit', '4'];
    const ran = await lacuna([...args, '--out', 'fresh'], { cwd });
    expect(ran.stdout).not.toContain('corrected');
    const ended = await lacuna(['calibrate', join('fresh', 'guesser')], { cwd });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('has no labels yet');
  });
});

test('calibrate is told what on, and only one thing', async () => {
  const cwd = scratchDir();
  const nothing = await lacuna(['calibrate'], { cwd });
  expect(nothing.code).toBe(2);
  expect(nothing.stderr).toContain('Give a run folder with labels');
  const both = await lacuna(['calibrate', 'runs', '--items', 'x', '--replies', 'y'], { cwd });
  expect(both.code).toBe(2);
  expect(both.stderr).toContain('not both');
});
