import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { PUBLISHED_FILES } from '../src/cli/import/published-command.ts';
import { PUBLISHED } from '../src/import/published/index.ts';
import { lacuna } from './lacuna.ts';
import { scratchDir, sharedDir } from './scratch.ts';

const PUZZLE = {
  problem: 'A kite costs 4 dollars more than a ball. Question: how much does a kite cost?',
  answer: 'unknown',
};
const REPLY = {
  id: 'kites/MiP/some-model/0',
  dataset: 'kites',
  variant: 'MiP',
  model: 'some-model',
  prompt: 'A ball costs some dollars, a kite 4 dollars more. How much is a kite?',
  original_question: 'A ball costs 3 dollars, a kite 4 dollars more. How much is a kite?',
  reference: '#### 7',
  response: 'How much does a ball cost?',
  judge_label: 0,
};

const lines = (...rows: unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

describe('lacuna import of a published set', () => {
  test('has a command for every set that can be read', () => {
    expect([...PUBLISHED_FILES.keys()].sort()).toEqual(PUBLISHED.map(({ name }) => name).sort());
  });

  test('writes items and labelled replies that calibrate reads', async () => {
    const cwd = scratchDir();
    writeFileSync(join(cwd, 'labeled.jsonl'), lines(REPLY));
    const out = ['--out', 'items.jsonl', '--replies-out', 'replies.jsonl'];
    const ended = await lacuna(['import', 'mip', 'labeled.jsonl', ...out], { cwd });
    expect(ended).toMatchObject({ code: 0, stdout: '' });
    expect(ended.stderr).toContain('items.jsonl: 2 items (1 missing, 1 intact), all uncertified.');
    expect(ended.stderr).toContain('replies.jsonl: 1 labelled replies.');
    const files = ['--items', 'items.jsonl', '--replies', 'replies.jsonl'];
    const calibrated = await lacuna(['calibrate', ...files], { cwd });
    expect(calibrated.code, calibrated.stderr).toBe(0);
    expect(calibrated.stdout).toMatch(/answers, or abstains or asks +100\.0 +1 of 1/);
  });

  test('takes what is well-formed, names what is not, and says so by its exit code', async () => {
    const cwd = scratchDir();
    writeFileSync(join(cwd, 'puzzles.jsonl'), `${lines(PUZZLE)}{"problem": 3}\nnonsense\n`);
    const ended = await lacuna(['import', 'treecut', 'puzzles.jsonl', '--out', 'items.jsonl'], {
      cwd,
    });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('Not taken: 2');
    expect(ended.stderr).toContain('puzzles.jsonl:2');
    expect(ended.stderr).toContain('not JSON (nonsense…): puzzles.jsonl:3');
    expect(readFileSync(join(cwd, 'items.jsonl'), 'utf8')).toContain(PUZZLE.problem);
  });

  test.each([
    ['a file that is not there', ['nowhere.jsonl'], 'nowhere.jsonl: cannot be read'],
    ['a file of which nothing is taken', ['other.jsonl'], 'no item was taken'],
    ['replies where there are none', ['good.jsonl', '--replies-out', 'r.jsonl'], 'no labelled'],
  ])('refuses %s', async (_, args, message) => {
    const cwd = scratchDir();
    writeFileSync(join(cwd, 'good.jsonl'), lines(PUZZLE));
    writeFileSync(join(cwd, 'other.jsonl'), lines({ text: 'of another form' }));
    const ended = await lacuna(['import', 'treecut', ...args, '--out', 'items.jsonl'], { cwd });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(message);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
  });
});

describe('lacuna import external', () => {
  const items = [
    {
      id: 'kites',
      kind: 'missing',
      twin: 'kites-whole',
      text: 'A ball costs some dollars, a kite 4 dollars more. How many dollars is a kite?',
      needs: [{ noun: 'price of a ball', value: '3', unit: 'dollar' }],
      answer: '7',
    },
    {
      id: 'kites-whole',
      kind: 'intact',
      text: 'A ball costs 3 dollars, a kite 4 dollars more. How many dollars is a kite?',
      answer: '7',
    },
    {
      id: 'balls',
      kind: 'contradicted',
      twin: 'balls-whole',
      text: 'A box has 5 balls. The box has 8 balls. How many balls are in 2 such boxes?',
      clash: [{ noun: 'number of balls in a box', values: ['5', '8'] }],
      answer: '10',
    },
    {
      id: 'balls-whole',
      kind: 'intact',
      text: 'A box has 5 balls. How many balls are in 2 such boxes?',
      answer: '10',
    },
  ];
  const dir = sharedDir();
  beforeAll(async () => {
    writeFileSync(join(dir, 'others.jsonl'), lines(...items));
    const ended = await lacuna(['import', 'external', 'others.jsonl', '--out', 'items.jsonl'], {
      cwd: dir,
    });
    expect(ended).toMatchObject({ code: 0, stdout: '' });
    expect(ended.stderr).toBe('items.jsonl: 4 items, 2 pairs, all uncertified.\n');
  }, 60_000);

  test('gives items that verify counts apart, and refuses where only certified ones will do', async () => {
    const verified = await lacuna(['verify', 'items.jsonl'], { cwd: dir });
    expect(verified).toMatchObject({ code: 0, stderr: '' });
    expect(verified.stdout).toMatch(/^uncertified: 4 /);
    expect(verified.stdout).not.toContain('every certificate holds');
    const refused = await lacuna(['verify', 'items.jsonl', '--certified-only'], { cwd: dir });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/4 of 4 items fail.*kites: it has no certificate/s);
  });

  test('gives items that show says are uncertified', async () => {
    const shown = await lacuna(['show', 'balls', '--items', 'items.jsonl'], { cwd: dir });
    const text = shown.stdout.replace(/\s+/g, ' ');
    expect(text).toContain(
      'This item is uncertified: others.jsonl says that it contradicts itself',
    );
    expect(text).toContain('is 5 (as in the twin) or 8.');
    expect(text).not.toContain(' Proof ');
  });

  test('gives items that can be run, marked in every report', async () => {
    const args = ['--items', 'items.jsonl', '--respondents', 'oracle', '--out', 'runs'];
    const ran = await lacuna(['run', ...args, '--budgets', 'low', '--protocol', 'resolve'], {
      cwd: dir,
    });
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).toContain('uncertified items: 4 of 4');
    expect(ran.stdout).toMatch(/low +100\.0 \[/);
    const report = async (format: string) =>
      (await lacuna(['report', join('runs', 'oracle'), '--format', format], { cwd: dir })).stdout;
    expect(await report('md')).toContain('**oracle: uncertified items: 4 of 4**');
    expect(await report('csv')).toMatch(/,all,,items,4,.*\r\n.*,all,,uncertified,4,/);
    expect(JSON.parse(await report('json')).runs[0]).toMatchObject({ uncertified: 4 });
  });

  test('names malformed lines and pairs that are none, and takes the rest', async () => {
    const alone = { ...items[0], id: 'alone', twin: 'nobody' };
    writeFileSync(join(dir, 'some.jsonl'), `${lines(...items, alone)}{"id": 1}\n`);
    const ended = await lacuna(['import', 'external', 'some.jsonl', '--out', 'some-items.jsonl'], {
      cwd: dir,
    });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('4 items, 2 pairs');
    expect(ended.stderr).toContain('its intact twin is not in the file: some.jsonl:5');
    expect(ended.stderr).toMatch(/id: .*: some\.jsonl:6/);
  });
});
