import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/** The flow: a module imports only from its own folder and from folders that stand before it. */
const FLOW = [
  'src/math',
  'src/problem',
  'src/corrupt',
  'src/release',
  'src/bank',
  'src/reading',
  'src/import',
  'src/model',
  'src/protocol',
  'src/policy',
  'src/run',
  'src/store',
  'graders',
  'src/stats',
  'src/report',
  'src/charts',
  'src/card',
  'src/export',
  'src/local-page',
  'src/label',
  'src/view',
  'src/submission',
  'leaderboard',
  'src/reward',
  'src/cli',
];

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /(?<!\.test)\.tsx?$/.test(path))
    .map((path) => join(folder, path));
}

/** Where in the flow a file stands; -1 for the few that everything may import (src/*.ts). */
function place(path: string): number {
  return FLOW.findIndex((folder) => path.startsWith(`${folder}/`));
}

function imports(path: string): string[] {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return Array.from(text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g), ([, target = '']) =>
    relative(ROOT, join(ROOT, dirname(path), target)),
  );
}

const files = [...sources('src'), ...sources('graders'), ...sources('leaderboard')];

test('every folder of the sources has its place in the flow', () => {
  const strays = files.filter((path) => place(path) < 0 && dirname(path) !== 'src');
  expect(strays).toEqual([]);
});

test('data flows one way: no module imports from one that comes after it', () => {
  const backwards = files.flatMap((path) =>
    imports(path)
      .filter((target) => place(target) > place(path))
      .map((target) => `${path} imports ${target}`),
  );
  expect(backwards).toEqual([]);
});
