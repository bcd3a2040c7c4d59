import { existsSync } from 'node:fs';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readItems } from '../src/corrupt/item-file.ts';
import { lacuna } from './lacuna.ts';
import { scratchDir } from './scratch.ts';

const KITES = {
  question: 'Rosa has 14 kites and buys 9 more. How many kites does she have?',
  answer: 'Rosa has 14+9=<<14+9=23>>23 kites.\n#### 23',
};
const CRATES = {
  question: 'Each crate holds 24 bottles. A cellar has 15 crates. How many bottles does it have?',
  answer: 'It has 24*15=<<24*15=360>>360 bottles.\n#### 360',
};

async function folder(files: Readonly<Record<string, string>>): Promise<string> {
  const cwd = scratchDir();
  for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), text);
  return cwd;
}

async function itemsIn(path: string) {
  const items = [];
  for await (const item of readItems(path)) items.push(item);
  return items;
}

const RejectedLine = z.object({ where: z.string(), reason: z.string(), detail: z.string() });

describe('lacuna import gsm8k', () => {
  test('takes what it can, names file and line of the rest, and exits 2 where a line is malformed', async () => {
    const lines = [
      JSON.stringify(KITES),
      '',
      JSON.stringify({ ...KITES, answer: '14+9=<<14+9=23\n#### 23' }),
      '{"question": "cut off',
      JSON.stringify({ question: 'How many?' }),
      JSON.stringify({ ...KITES, question: 'x'.repeat(2 ** 20) }),
      JSON.stringify(KITES),
      JSON.stringify(CRATES),
    ];
    const cwd = await folder({ 'own.jsonl': `\uFEFF${lines.join('\r\n')}` });
    const args = [
      'import',
      'gsm8k',
      'own.jsonl',
      '--out',
      'items.jsonl',
      '--rejected',
      'rest.jsonl',
    ];
    const ended = await lacuna(args, { cwd });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('Taken: 2 of 7 problems (28.6%)');
    expect(ended.stderr).toMatch(
      /4 × not read: own\.jsonl:3, own\.jsonl:4, own\.jsonl:5, and 1 more/,
    );
    expect(ended.stderr).toContain('1 × its question stands earlier in the file: own.jsonl:7');
    const items = await itemsIn(join(cwd, 'items.jsonl'));
    expect(items.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['gsm8k-own-1.intact', 'gsm8k-own-1.blur', 'gsm8k-own-8.blur']),
    );
    const rest = (await readFile(join(cwd, 'rest.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => RejectedLine.parse(JSON.parse(line)));
    expect(rest.map(({ where, detail }) => `${where} ${detail.slice(0, 30)}`)).toEqual([
      'own.jsonl:3 an annotation is not closed: <',
      'own.jsonl:4 not JSON ({"question": "cut of',
      'own.jsonl:5 there is no "answer"; there is',
      'own.jsonl:6 a line of over 1048576 bytes',
      'own.jsonl:7 ',
    ]);
    const verified = await lacuna(['verify', '--certified-only', 'items.jsonl'], { cwd });
    expect(verified).toMatchObject({ code: 0, stderr: '' });
  });

  test('the same file and seed give the same bytes', async () => {
    const cwd = await folder({
      'own.jsonl': [KITES, CRATES].map((one) => JSON.stringify(one)).join('\n'),
    });
    const run = async (out: string, seed: string) => {
      const args = ['import', 'gsm8k', 'own.jsonl', '--seed', seed, '--out', out];
      expect(await lacuna(args, { cwd })).toMatchObject({ code: 0 });
      return readFile(join(cwd, out), 'utf8');
    };
    const first = await run('a.jsonl', '4');
    expect(await run('b.jsonl', '4')).toBe(first);
  });

  test('exits 2 and writes nothing where no problem is taken', async () => {
    const cwd = await folder({ 'own.jsonl': '{"question": "How many?", "answer": "#### 4"}\n' });
    const ended = await lacuna(['import', 'gsm8k', 'own.jsonl', '--out', 'items.jsonl'], { cwd });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('no problem was taken');
    expect(ended.stderr).toContain('own.jsonl:1: no calculation of the solution gives its answer');
    expect(existsSync(join(cwd, 'items.jsonl'))).toBe(false);
  });

  test('tells the first twenty that are rejected, and counts all', async () => {
    const lines = Array.from({ length: 30 }, () => '{}').concat(JSON.stringify(KITES));
    const cwd = await folder({ 'own.jsonl': lines.join('\n') });
    const ended = await lacuna(['import', 'gsm8k', 'own.jsonl', '--out', 'items.jsonl'], { cwd });
    expect(ended.code).toBe(2);
    expect(ended.stderr.match(/^own\.jsonl:\d+: not read/gm)).toHaveLength(20);
    expect(ended.stderr).toContain('--rejected FILE lists it all');
    expect(ended.stderr).toContain('30 × not read');
    expect(ended.stderr).toContain('Taken: 1 of 31 problems');
  });

  test('passes over a line of 100 MB', async () => {
    const cwd = await folder({ 'own.jsonl': '{"question":"' });
    const path = join(cwd, 'own.jsonl');
    for (let i = 0; i < 100; i += 1) await appendFile(path, 'x'.repeat(1_000_000));
    await appendFile(path, `"}\n${JSON.stringify(KITES)}\n`);
    const ended = await lacuna(['import', 'gsm8k', 'own.jsonl', '--out', 'items.jsonl'], { cwd });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('own.jsonl:1: not read: a line of over 1048576 bytes');
    expect(ended.stderr).toContain('Taken: 1 of 2 problems');
  });

  test.each([
    ['a file that is not there', ['none.jsonl', '--out', 'a.jsonl'], /none\.jsonl: cannot be read/],
    ['an unknown operator', ['own.jsonl', '--out', 'a', '--operators', 'swap'], /swap/],
    ['one file for two things', ['own.jsonl', '--out', 'own.jsonl'], /is named twice/],
  ])('exits 2 on %s', async (_, args, message) => {
    const cwd = await folder({ 'own.jsonl': JSON.stringify(KITES) });
    const ended = await lacuna(['import', 'gsm8k', ...args], { cwd });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(message);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  });
});

describe('lacuna import svamp', () => {
  test('joins story and question, and takes the equation for the solution', async () => {
    const rows = [
      {
        ID: 'own-1',
        Body: 'Rosa had 14 kites. She gave 9 kites to Ben',
        Question: 'How many kites does she have left?',
        Equation: '( 14.0 - 9.0 )',
        Answer: 5,
      },
      { ID: 'own-2', Body: 'A', Question: 'B?', Equation: '( 1.0 - nine )', Answer: 5 },
    ];
    const cwd = await folder({ 'SVAMP.json': JSON.stringify(rows) });
    const ended = await lacuna(['import', 'svamp', 'SVAMP.json', '--out', 'items.jsonl'], { cwd });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('Taken: 1 of 2 problems (50.0%)');
    expect(ended.stderr).toContain('SVAMP.json: record 2: not read: broken equation');
    const [twin] = await itemsIn(join(cwd, 'items.jsonl'));
    expect(twin).toMatchObject({
      id: 'svamp-own-1.intact',
      text: 'Rosa had 14 kites. She gave 9 kites to Ben. How many kites does she have left?',
      answer: '5',
    });
  });
});

describe('a set of the user', () => {
  const MAP = 'question=story+ask,solution=working,answer=result,id=name';
  const rows = [
    'name;story;ask;working;result',
    'kites;"Rosa has 14 kites and, as ""stock"", buys 9 more.";How many kites does she have?;14 + 9 = 23;23',
    'short;Only two fields',
    '"open;A quote that nobody closes;x;y;1',
    'crates;"Each crate holds 24 bottles.\nA cellar has 15 crates.";How many bottles does it have?;24*15=<<24*15=360>>360;360',
  ];

  test('CSV: a byte-order mark, CRLF, quotes and semicolons are read, broken rows are named', async () => {
    const cwd = await folder({ 'own.csv': `\uFEFF${rows.join('\r\n')}\r\n` });
    const args = ['import', 'csv', 'own.csv', '--map', MAP, '--out', 'items.jsonl'];
    const ended = await lacuna(args, { cwd });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('Taken: 2 of 4 problems (50.0%)');
    expect(ended.stderr).toContain('own.csv:3: not read: 2 fields where the header has 5');
    expect(ended.stderr).toContain('own.csv:4: not read: a quote is not closed');
    const ids = (await itemsIn(join(cwd, 'items.jsonl'))).map(({ problem }) => problem);
    expect([...new Set(ids)]).toEqual(['own-kites', 'own-crates']);
  });

  test('CSV: a column that is not there is named, with those that are', async () => {
    const cwd = await folder({ 'own.csv': 'story,result\na,1\n' });
    const args = ['import', 'csv', 'own.csv', '--map', MAP, '--out', 'items.jsonl'];
    const ended = await lacuna(args, { cwd });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('own.csv:1: there is no column ask, working, name');
    expect(ended.stderr).toContain('the header has: story, result');
  });

  test('JSON Lines: fields by --map, an id that stands twice is named', async () => {
    const record = { text: KITES.question, sum: '14+9', result: '23', key: 'a' };
    const other = { text: CRATES.question, sum: '24*15', result: '360', key: 'a' };
    const cwd = await folder({
      'own.jsonl': `${JSON.stringify(record)}\n${JSON.stringify(other)}\n`,
    });
    const map = 'question=text,equation=sum,answer=result,id=key';
    const args = ['import', 'jsonl', 'own.jsonl', '--map', map, '--out', 'items.jsonl'];
    const ended = await lacuna(args, { cwd });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('own.jsonl:2: its id stands twice: own-a');
  });

  test.each([
    ['question', /expected name=column/],
    ['question=text', /exactly one of solution/],
    ['colour=text,solution=a', /colour/],
  ])('--map %s is refused', async (map, message) => {
    const cwd = await folder({ 'own.jsonl': '{}' });
    const args = ['import', 'jsonl', 'own.jsonl', '--map', map, '--out', 'items.jsonl'];
    const ended = await lacuna(args, { cwd });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(message);
  });
});

const REAL = join(import.meta.dirname, '..', '..', 'shared', 'data', 'gsm8k', 'test.jsonl');

test('of GSM8K at least 92% of the problems have a certified corruption', async ({ skip }) => {
  if (!existsSync(REAL)) {
    process.stderr.write(`skipped: ${REAL} is not there\n`);
    skip(`${REAL} is not there`);
  }
  const cwd = scratchDir();
  const args = ['import', 'gsm8k', REAL, '--out', 'items.jsonl', '--rejected', 'rest.jsonl'];
  const ended = await lacuna(args, { cwd });
  expect(ended.code).toBe(0);
  const [, taken, of] = /Taken: (\d+) of (\d+) problems/.exec(ended.stderr) ?? [];
  expect(Number(of)).toBe(1319);
  expect(Number(taken) / Number(of)).toBeGreaterThanOrEqual(0.92);
}, 120_000);
