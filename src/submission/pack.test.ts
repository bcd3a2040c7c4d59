import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect, onTestFinished, test } from 'vitest';
import { scratchDir } from '../../tests/scratch.ts';
import { measureFile, pack } from './pack.ts';
import { unpack } from './unpack.ts';

const LONG = Array.from({ length: 9000 }, (_, n) => `{"line":${n},"text":"ä"}\n`).join('');

async function packed(dir: string, name: string): Promise<Buffer> {
  writeFileSync(join(dir, 'long.jsonl'), LONG);
  const files = [
    { name: 'manifest.json', from: Buffer.from('{}\n') },
    { name: 'replies.jsonl', from: join(dir, 'long.jsonl') },
    { name: 'run.json', from: Buffer.alloc(0) },
  ];
  await pack(files, join(dir, name));
  return readFile(join(dir, name));
}

test('what is packed comes out again, by our reader and by another', async () => {
  const dir = scratchDir();
  const bytes = await packed(dir, 'a.zip');
  const files = unzipSync(bytes);
  expect(Object.keys(files)).toEqual(['manifest.json', 'replies.jsonl', 'run.json']);
  expect(strFromU8(files['replies.jsonl'] ?? new Uint8Array())).toBe(LONG);
  const to = scratchDir();
  const archive = await unpack(join(dir, 'a.zip'), to);
  expect(await readFile(join(to, 'replies.jsonl'), 'utf8')).toBe(LONG);
  expect(archive.files.get('replies.jsonl')).toEqual(await measureFile(join(dir, 'long.jsonl')));
});

test('the same files give the same bytes, at another hour and in another time zone', async () => {
  const dir = scratchDir();
  const first = await packed(dir, 'a.zip');
  const zone = process.env.TZ;
  onTestFinished(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });
  for (const other of ['Asia/Tokyo', 'America/St_Johns']) {
    process.env.TZ = other;
    expect((await packed(dir, 'b.zip')).equals(first)).toBe(true);
  }
});
