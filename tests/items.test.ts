import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { RunSettings } from '../src/cli/settings.ts';
import { lacuna } from './lacuna.ts';
import { scratchDir, sharedDir } from './scratch.ts';

const CORRUPT = ['corrupt', '--operators', 'remove,blur,contradict,contradict-deep,distract'];

/** One set of items, made by the command line, that the tests read. */
const dir = sharedDir();
beforeAll(async () => {
  const made = await lacuna([...CORRUPT, '--seed', '7', '--out', 'items.jsonl'], { cwd: dir });
  expect(made).toMatchObject({ code: 0, stdout: '' });
  expect(made.stderr).toMatch(
    /\d+ items of \d{2,} families, \d{2,} pairs, each with its certificate/,
  );
});

const lines = () => readFileSync(join(dir, 'items.jsonl'), 'utf8').trimEnd().split('\n');

describe('lacuna corrupt', () => {
  test('gives the same bytes for the same seed, and others for another', async () => {
    for (const [seed, same] of [
      ['7', true],
      ['8', false],
    ] as const) {
      await lacuna([...CORRUPT, '--seed', seed, '--out', `again-${seed}.jsonl`], { cwd: dir });
      const again = readFileSync(join(dir, `again-${seed}.jsonl`), 'utf8');
      expect(again === readFileSync(join(dir, 'items.jsonl'), 'utf8')).toBe(same);
    }
  });

  test('refuses an operator that it does not know, and names those that it does', async () => {
    const ended = await lacuna(['corrupt', '--operators', 'remove,vanish', '--out', 'x.jsonl'], {
      cwd: dir,
    });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/vanish.*remove.*contradict-deep/s);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
  });

  test('says where a family is malformed: file, line, field', async () => {
    const cwd = scratchDir();
    const good = readFileSync(
      join(import.meta.dirname, '../problems/families/water-tank.yaml'),
      'utf8',
    );
    writeFileSync(join(cwd, 'bad.yaml'), good.replace('target: minutes', 'target: hours'));
    const ended = await lacuna(['corrupt', '--families', 'bad.yaml', '--out', 'x.jsonl'], { cwd });
    expect(ended.code).toBe(2);
    const line = good.split('\n').indexOf('target: minutes') + 1;
    expect(ended.stderr).toContain(`bad.yaml:${line}: target`);
  });

  test('says which file cannot be written', async () => {
    const ended = await lacuna(['corrupt', '--out', 'no/such/folder/x.jsonl'], {
      cwd: scratchDir(),
    });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('no/such/folder/x.jsonl');
    expect(ended.stderr).not.toContain('unexpected fault');
  });
});

describe('lacuna verify', () => {
  test('passes what was just made', async () => {
    const ended = await lacuna(['verify', 'items.jsonl'], { cwd: dir });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toBe(`${lines().length} items: every certificate holds.\n`);
  });

  test('fails, with the id, when a number of a certificate is another one', async () => {
    const [index, line] = [...lines().entries()].find(([, text]) => text.includes('.remove"')) ?? [
      0,
      '',
    ];
    const tampered = line.replace(
      /("answers":\["\d*)(\d)/,
      (_, head, digit) => `${head}${(Number(digit) + 1) % 10}`,
    );
    expect(tampered).not.toBe(line);
    writeFileSync(join(dir, 'bad.jsonl'), `${lines().with(index, tampered).join('\n')}\n`);
    const ended = await lacuna(['verify', 'bad.jsonl'], { cwd: dir });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(JSON.parse(line).id);
    expect(ended.stderr).toMatch(/1 of \d+ items fail/);
  });

  test.each([
    ['an empty file', '', 'no items'],
    ['what is no JSON', 'hello\n', 'bad.jsonl:1: not JSON'],
    ['an item of another shape', '{"id":"x"}\n', 'bad.jsonl:1: '],
  ])('refuses %s', async (_what, text, message) => {
    const cwd = scratchDir();
    writeFileSync(join(cwd, 'bad.jsonl'), text);
    const ended = await lacuna(['verify', 'bad.jsonl'], { cwd });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(message);
  });
});

describe('lacuna show', () => {
  test('prints the twin, the corruption marked, and the proof', async () => {
    const { id } = JSON.parse(lines().find((line) => line.includes('.remove"')) ?? '{}');
    const ended = await lacuna(['show', id, '--items', 'items.jsonl'], { cwd: dir });
    expect(ended.code).toBe(0);
    for (const part of [
      /^(easy|medium|hard): \d+ steps.*\schanged:\s+\w+/ms,
      'Intact twin',
      '⟦removed: ',
      'Two worlds fit every sentence',
      'Asking for',
    ]) {
      expect(ended.stdout).toMatch(part);
    }
    for (const line of ended.stdout.split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
  });

  test('lists the items that the start of an id fits', async () => {
    const ended = await lacuna(['show', 'brick-yard'], { cwd: dir });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/brick-yard fits \d+ items in the built-in set/);
  });

  test('names the set that does not hold an item', async () => {
    const ended = await lacuna(['show', 'nothing'], { cwd: dir });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('no item nothing in the built-in set');
  });
});

test.each([
  ['export x --too csv', '(lacuna export --help lists its options)'],
  ['release build --nam v1', '(lacuna release build --help lists its options)'],
  ['release bild', '(lacuna release --help lists the commands)'],
  ['exprt', '(lacuna --help lists the commands)'],
])('after a wrong word its own help is named: %s', async (args, hint) => {
  const { code, stderr } = await lacuna(args.split(' '), { cwd: scratchDir() });
  expect(code).toBe(2);
  expect(stderr).toContain(hint);
});

test('the help of run names the releases, and the defaults as they are', async () => {
  const { stdout } = await lacuna(['run', '--help'], { cwd: scratchDir() });
  const help = stdout.replaceAll(/\s+/g, ' ');
  const { concurrency, attempts, timeout, epochs } = RunSettings.parse({});
  for (const [flag, value] of Object.entries({ concurrency, attempts, timeout })) {
    expect(help).toMatch(new RegExp(`--${flag} <\\w+> [^-]*; by default ${value}\\b`));
  }
  expect(epochs).toBe(1);
  expect(help).toMatch(/--epochs <n> [^-]*; by default once/);
  expect(help).toMatch(/--price <in,out> [^-]*; by default not known/);
  expect(help).toMatch(/--items <set> [^-]*v1\/dev or v1\/test/);
});

test('wrong use exits 2 with a hint, help and version exit 0', async () => {
  const wrong = await lacuna(['corrupt', '--nonsense'], { cwd: dir });
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain('lacuna corrupt --help');
  expect(await lacuna(['--help'], { cwd: dir })).toMatchObject({ code: 0, stderr: '' });
  const version = await lacuna(['--version'], { cwd: dir });
  expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
