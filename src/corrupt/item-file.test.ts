import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../input-error.ts';
import { packageFile } from '../package-root.ts';
import { loadFamilies } from '../problem/load.ts';
import { generateItems } from './generate.ts';
import type { Item } from './item.ts';
import { readItems, writeItems } from './item-file.ts';

const families = await loadFamilies(packageFile('src/problem/fixtures'));
const made = [
  ...generateItems({ families, operators: ['remove', 'contradict'], perFamily: 2, seed: 1 }),
];
const items = made.flatMap((one) => ('rejected' in one ? [] : [one]));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lacuna-items-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(path: string): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of readItems(path)) found.push(item);
  return found;
}

async function refusal(content: string): Promise<string> {
  const path = join(folder, 'bad.jsonl');
  await writeFile(path, content);
  const error: unknown = await read(path).catch((cause) => cause);
  if (!(error instanceof InputError)) throw new Error(`no InputError: ${error}`);
  return error.message.replace(path, 'FILE');
}

describe('what is written is read', () => {
  it('item by item, and the same bytes again', async () => {
    const [first, second] = [join(folder, 'a.jsonl'), join(folder, 'b.jsonl')];
    await writeItems(first, items);
    expect(await read(first)).toEqual(items);
    await writeItems(second, readItems(first));
    expect(await readFile(second, 'utf8')).toBe(await readFile(first, 'utf8'));
  });

  it('with empty lines, without a last line break, and in characters of several bytes', async () => {
    const path = join(folder, 'c.jsonl');
    const [item] = items;
    if (!item) throw new Error('no item');
    // 3-byte characters over the stream's chunk size, so that some stand across two chunks.
    const long = { ...item, id: 'long', topic: '€'.repeat(60_000) };
    await writeFile(path, `\n${JSON.stringify(item)}\r\n\n${JSON.stringify(long)}`);
    expect(await read(path)).toEqual([item, long]);
  });
});

describe('what is no file of items is refused with file and line', () => {
  const line = JSON.stringify(items[0]);

  it.each([
    ['JSON that is cut', `${line}\n${line.slice(0, 50)}`, 'FILE:2: not JSON'],
    ['a field of the wrong type', `\n${line.replace('"seed":1', '"seed":"1"')}`, 'FILE:2: seed: '],
    ['a field too many', line.replace('{', '{"note":1,'), 'FILE:1: '],
    ['another canary', line.replace('canary 6', 'canary 7'), 'FILE:1: canary: '],
    ['an id that stands twice', `${line}\n${line}\n`, 'FILE:2: item '],
    ['nothing', '', 'FILE: the file has no items'],
    ['empty lines alone', '\n\n', 'FILE: the file has no items'],
    ['an endless line', 'x'.repeat(3_000_000), 'FILE:1: a line of over'],
  ])('%s', async (_, content, message) => {
    expect((await refusal(content)).startsWith(message)).toBe(true);
  });

  it('a file that is not there, and a folder', async () => {
    await expect(read(join(folder, 'nowhere.jsonl'))).rejects.toThrow(InputError);
    await expect(read(folder)).rejects.toThrow(InputError);
  });
});
