import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PUBLISHED_FILES } from '../src/cli/import/published-command.ts';
import { PUBLISHED } from '../src/import/published/index.ts';
import { lacuna } from './lacuna.ts';
import { scratchDir } from './scratch.ts';

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
