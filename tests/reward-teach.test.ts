import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTeaching } from '../src/reward/learn/teaching-file.ts';
import { lacuna } from './lacuna.ts';
import { scratchDir } from './scratch.ts';

const teach = (cwd: string, ...args: string[]) => lacuna(['reward', 'teach', ...args], { cwd });

test('prints a row for each kind of learner, and writes and draws their courses', async () => {
  const dir = scratchDir();
  const short = ['--seeds', '1', '--steps', '2', '--limit', '6', '--samples', '1'];
  const ran = await teach(dir, ...short, '--out', 'taught.jsonl', '--chart', 'taught.svg');
  expect(ran.code, ran.stderr).toBe(0);
  expect(ran.stdout.match(/^\| (?:words|statements) .*\[/gm)).toHaveLength(6);
  const { courses, unseen } = await readTeaching(join(dir, 'taught.jsonl'));
  expect(courses.map(({ points }) => points.map(({ step }) => step))).toEqual(
    Array.from({ length: 6 }, () => [0, 1, 2]),
  );
  expect(unseen).toEqual({ pairs: 6, families: 6 });
  expect(readFileSync(join(dir, 'taught.svg'), 'utf8')).toMatch(/^<svg /);
  const shown = await teach(dir, '--from', 'taught.jsonl');
  expect(shown).toMatchObject({ code: 0, stdout: ran.stdout, stderr: '' });
});

test.each<[string, string[], string]>([
  ['learning from the test split', ['--items', 'v1/test'], 'may not be learned from'],
  ['scoring on what was learned', ['--unseen', 'v1/dev'], 'must be of other families'],
  ['a number of steps that is none', ['--steps', 'many'], '--steps: expected a whole number'],
  ['a file of something else', ['--from', 'other.jsonl'], 'other.jsonl:1: '],
])('%s is refused', async (_, args, message) => {
  const dir = scratchDir();
  writeFileSync(join(dir, 'other.jsonl'), '{"item":"x"}\n');
  const ran = await teach(dir, ...args);
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain(message);
});
