import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { lacuna } from './lacuna.ts';
import { scratchDir } from './scratch.ts';

const PIES = 'Timo bakes 40 pies a day. He sells 12 pies at $5 each. How much money does he take?';
const SOLUTION = '12*5=$<<12*5=60>>60\n#### 60';
const ITEMS = [
  { id: 'pies', kind: 'intact', text: PIES, answer: '60', solution: SOLUTION },
  {
    id: 'idle',
    kind: 'missing',
    twin: 'pies',
    text: PIES.replace('Timo bakes 40 pies a day. ', ''),
  },
  { id: 'open', kind: 'missing', twin: 'pies', text: PIES.replace('12 pies', 'some pies') },
  {
    id: 'kites',
    kind: 'intact',
    text: 'Rosa has 14 kites and buys 9. How many has she?',
    answer: '23',
  },
  {
    id: 'cut',
    kind: 'missing',
    twin: 'kites',
    text: 'Rosa has 14 kites and buys some. How many has she?',
  },
];
const KITES = {
  question: 'Rosa has 14 kites, and buys 9.  How many has she?',
  answer: '14+9=<<14+9=23>>23\n#### 23',
};
const Verdict = z.object({ item: z.string(), verdict: z.string(), certificate: z.unknown() });

const lines = (...rows: unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

function verdictsIn(path: string) {
  const text = readFileSync(path, 'utf8').trim();
  return text.split('\n').map((line) => Verdict.parse(JSON.parse(line)));
}

describe('lacuna audit', () => {
  test('says what can be proved of each item that is said to lack a premise', async () => {
    const cwd = scratchDir();
    writeFileSync(join(cwd, 'items.jsonl'), lines(...ITEMS));
    const ended = await lacuna(['audit', 'items.jsonl', '--out', 'verdicts.jsonl'], { cwd });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toBe(
      `2 of 3 items audited
answerable: 1
  1 × the solution uses nothing of what was taken out: idle
unanswerable: 1
  1 × two worlds fit what the text still states: open
undecided: 0
`,
    );
    expect(verdictsIn(join(cwd, 'verdicts.jsonl'))).toMatchObject([
      { item: 'idle', verdict: 'answerable', certificate: { kind: 'derivation', answer: '60' } },
      { item: 'open', verdict: 'unanswerable', certificate: { kind: 'worlds' } },
      { item: 'cut', verdict: 'not audited', certificate: null },
    ]);
  });

  test('finds worked solutions in other files, by the question', async () => {
    const cwd = scratchDir();
    writeFileSync(join(cwd, 'items.jsonl'), lines(...ITEMS));
    writeFileSync(join(cwd, 'solved.jsonl'), lines(KITES));
    const args = ['audit', 'items.jsonl', '--solutions', 'solved.jsonl'];
    const ended = await lacuna(args, { cwd });
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain('3 of 3 items audited');
    expect(ended.stdout).toMatch(/unanswerable: 2\n.*: open, cut\n/);
  });

  test.each([
    ['no item lacks a premise', [ITEMS[0]], /no item lacks a premise/],
    ['no twin has a solution', ITEMS.slice(3), /no intact twin has a worked solution/],
    ['a line is no item', [{ id: 'x' }], /items\.jsonl:1: /],
  ])('exits 2 where %s', async (_, rows, message) => {
    const cwd = scratchDir();
    writeFileSync(join(cwd, 'items.jsonl'), lines(...rows));
    const ended = await lacuna(['audit', 'items.jsonl'], { cwd });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(message);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  });
});

const MIP = join(import.meta.dirname, '..', '..', 'shared', 'data', 'mip', 'gsm8k.json');

/** Each was read by a person: all of them can be answered. */
const READ = [
  'mip-055e011172',
  'mip-136846f0ef',
  'mip-31a5247cd2',
  'mip-3e47400d8c',
  'mip-44f3552fcc',
  'mip-656e874e3f',
  'mip-6727c54e87',
  'mip-680e19e1da',
  'mip-6e61b96f46',
  'mip-85ff4f96b8',
  'mip-a21e4a2bc2',
  'mip-bfc1727172',
  'mip-c3a98d978c',
  'mip-d7b84a9a39',
  'mip-d996d39154',
  'mip-e627528f5a',
];

test('of MiP no item is called answerable that was not read and found so', async ({ skip }) => {
  if (!existsSync(MIP)) {
    process.stderr.write(`skipped: ${MIP} is not there\n`);
    skip(`${MIP} is not there`);
  }
  const cwd = scratchDir();
  expect(await lacuna(['import', 'mip', MIP, '--out', 'items.jsonl'], { cwd })).toMatchObject({
    code: 0,
  });
  const ended = await lacuna(['audit', 'items.jsonl', '--out', 'verdicts.jsonl'], { cwd });
  expect(ended.code).toBe(0);
  const verdicts = verdictsIn(join(cwd, 'verdicts.jsonl'));
  const answerable = verdicts.filter(({ verdict }) => verdict === 'answerable');
  expect(answerable.map(({ item }) => item).sort()).toEqual(READ);
}, 60_000);
