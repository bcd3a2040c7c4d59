import { cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readItems } from '../src/corrupt/item-file.ts';
import { packageFile } from '../src/package-root.ts';
import { readBank } from '../src/release/bank-files.ts';
import { buildRelease } from '../src/release/build.ts';
import { Manifest } from '../src/release/manifest.ts';
import { lacuna } from './lacuna.ts';
import { sharedDir } from './scratch.ts';

const FAMILIES = ['beach-shells', 'ferry-captain', 'juice-mixture', 'lemonade-stand', 'ski-chase'];

const dir = sharedDir();
const bank = join(dir, 'bank');
beforeAll(async () => {
  mkdirSync(join(bank, 'families'), { recursive: true });
  for (const name of FAMILIES) {
    cpSync(packageFile(`problems/families/${name}.yaml`), join(bank, `families/${name}.yaml`));
  }
  cpSync(packageFile('problems/people.yaml'), join(bank, 'people.yaml'));
  const flags = ['--name', 'v9', '--seed', '4', '--pairs', '60', '--bank', 'bank', '--out', 'v9'];
  const built = await lacuna(['release', 'build', ...flags], { cwd: dir });
  if (built.code !== 0) throw new Error(built.stderr);
}, 60_000);

async function itemsOf(split: string) {
  const items = [];
  for await (const item of readItems(join(dir, `v9/${split}.jsonl`))) items.push(item);
  return items;
}

describe('a release', () => {
  test('holds what its manifest and data card say, balanced over operators', async () => {
    const manifest = Manifest.parse(
      JSON.parse(readFileSync(join(dir, 'v9/manifest.json'), 'utf8')),
    );
    for (const split of ['dev', 'test'] as const) {
      const items = await itemsOf(split);
      const corrupted = items.filter(({ twin }) => twin !== null);
      const { pairs, operators, families, ...counts } = manifest.splits[split];
      expect(items.length).toBe(counts.items);
      expect(corrupted.length).toBe(pairs);
      expect(new Set(items.map(({ family }) => family)).size).toBe(families);
      const numbers = Object.values(operators);
      expect(numbers).toHaveLength(8);
      expect(Math.max(...numbers) - Math.min(...numbers)).toBeLessThanOrEqual(1);
      expect(readFileSync(join(dir, 'v9/README.md'), 'utf8')).toContain(
        `| remove | ${manifest.splits.dev.operators.remove} | ${manifest.splits.test.operators.remove} |`,
      );
    }
    expect(manifest.splits.dev.pairs + manifest.splits.test.pairs).toBe(60);
  });

  test('has each family in one split, and each corrupted item with its twin', async () => {
    const [dev, rest] = [await itemsOf('dev'), await itemsOf('test')];
    const devFamilies = new Set(dev.map(({ family }) => family));
    expect(devFamilies.size).toBe(1);
    expect(rest.some(({ family }) => devFamilies.has(family))).toBe(false);
    for (const items of [dev, rest]) {
      const ids = new Set(items.map(({ id }) => id));
      for (const { twin } of items) if (twin !== null) expect(ids).toContain(twin);
    }
  });

  test('is the same bit for bit when it is made again, and passes its check', async () => {
    const again = buildRelease(await readBank(bank), { version: 'v9', seed: 4, pairs: 60 });
    for (const [path, text] of again) {
      expect(readFileSync(join(dir, 'v9', path), 'utf8') === text, path).toBe(true);
    }
    const checked = await lacuna(['release', 'check', 'v9'], { cwd: dir });
    expect(checked).toMatchObject({ code: 0 });
    expect(checked.stdout).toMatch(/made again it is the same bit for bit/);
  });

  test('is not made over', async () => {
    const flags = ['--name', 'v9', '--seed', '5', '--bank', 'bank', '--out', 'v9'];
    const built = await lacuna(['release', 'build', ...flags], { cwd: dir });
    expect(built).toMatchObject({ code: 2 });
    expect(built.stderr).toMatch(/never made over/);
  });
});

describe('the check of a release fails, and says where,', () => {
  async function checkOf(name: string, spoil: (text: string) => string, file: string) {
    cpSync(join(dir, 'v9'), join(dir, name), { recursive: true });
    const path = join(dir, name, file);
    writeFileSync(path, spoil(readFileSync(path, 'utf8')));
    return lacuna(['release', 'check', name], { cwd: dir });
  }

  test('where a file was changed', async () => {
    const ended = await checkOf(
      'changed',
      (text) => text.replace('"easy"', '"hard"'),
      'test.jsonl',
    );
    expect(ended).toMatchObject({ code: 1 });
    expect(ended.stderr).toMatch(/test\.jsonl: it is not the file that was released/);
  });

  test('where the manifest promises another seed', async () => {
    const ended = await checkOf(
      'reseeded',
      (text) => text.replace('"seed": 4', '"seed": 5'),
      'manifest.json',
    );
    expect(ended).toMatchObject({ code: 1 });
    expect(ended.stderr).toMatch(/made again, it is another file/);
  });

  test('but an older generator is only said', async () => {
    const ended = await checkOf(
      'older',
      (text) => text.replace(/"generator": \d+/, '"generator": 999'),
      'manifest.json',
    );
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.stdout).toMatch(/made by generator 999; this one does not make it again/);
  });
});

describe('a sealed round', () => {
  test('opens with its commitment alone, to the same items each time', async () => {
    const made = await lacuna(
      ['seal', 'new', '--out', 'seal.json', '--pairs', '12', '--bank', 'bank'],
      {
        cwd: dir,
      },
    );
    expect(made).toMatchObject({ code: 0 });
    const commitment = made.stdout.trim();
    expect(commitment).toMatch(/^[0-9a-f]{64}$/);
    expect(statSync(join(dir, 'seal.json')).mode & 0o777).toBe(0o600);
    const open = (file: string, hex: string, out: string) =>
      lacuna(['seal', 'open', file, '--commitment', hex, '--bank', 'bank', '--out', out], {
        cwd: dir,
      });
    for (const out of ['a.jsonl', 'b.jsonl']) {
      expect(await open('seal.json', commitment, out)).toMatchObject({ code: 0 });
    }
    expect(readFileSync(join(dir, 'a.jsonl'))).toEqual(readFileSync(join(dir, 'b.jsonl')));
    expect((await lacuna(['verify', 'a.jsonl'], { cwd: dir })).code).toBe(0);

    const wrong = await open('seal.json', '0'.repeat(64), 'c.jsonl');
    expect(wrong).toMatchObject({ code: 1 });
    expect(wrong.stderr).toMatch(/it was not this one/);

    const seal = readFileSync(join(dir, 'seal.json'), 'utf8');
    writeFileSync(join(dir, 'other.json'), seal.replace('"pairs": 12', '"pairs": 13'));
    expect(await open('other.json', commitment, 'c.jsonl')).toMatchObject({ code: 1 });
  });

  test('is not drawn over an earlier secret, nor opened with another bank', async () => {
    const flags = ['seal', 'new', '--out', 'kept.json', '--pairs', '8', '--bank', 'bank'];
    const first = await lacuna(flags, { cwd: dir });
    expect(await lacuna(flags, { cwd: dir })).toMatchObject({ code: 2 });
    const open = ['seal', 'open', 'kept.json', '--commitment', first.stdout.trim()];
    const elsewhere = await lacuna([...open, '--bank', 'v9', '--out', 'd.jsonl'], { cwd: dir });
    expect(elsewhere).toMatchObject({ code: 0 });
    cpSync(join(dir, 'bank'), join(dir, 'moved'), { recursive: true });
    const family = join(dir, 'moved/families/beach-shells.yaml');
    writeFileSync(family, `${readFileSync(family, 'utf8')}# moved on\n`);
    const moved = await lacuna([...open, '--bank', 'moved', '--out', 'd.jsonl'], { cwd: dir });
    expect(moved).toMatchObject({ code: 1 });
    expect(moved.stderr).toMatch(/not those that the seal was made with/);
  });
});

test('a release that the package does not have is named', async () => {
  const ended = await lacuna(['verify', 'v77/test'], { cwd: dir });
  expect(ended).toMatchObject({ code: 2 });
  expect(ended.stderr).toMatch(/there is no release v77\/test/);
});
