import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, type ZipOptions, type Zippable, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { scratchDir } from '../../tests/scratch.ts';
import { InputError } from '../input-error.ts';
import { unpack } from './unpack.ts';

const MANIFEST = { 'manifest.json': strToU8('{}') };
const SYMLINK: ZipOptions = { os: 3, attrs: 0o120777 << 16 };

/** Unpacks an archive into an empty folder: what came out, or why nothing did. */
async function unpacked(bytes: Uint8Array) {
  const dir = scratchDir();
  const path = join(dir, 'bundle.zip');
  writeFileSync(path, bytes);
  const to = scratchDir();
  try {
    const { files } = await unpack(path, to);
    return { files: [...files.keys()], ...contents(to), refused: undefined };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.exitCode).toBe(2);
    return { files: [], ...contents(to), refused: error.message };
  }
}

function contents(dir: string) {
  const there = readdirSync(dir).sort();
  const written = there.reduce((sum, name) => sum + statSync(join(dir, name)).size, 0);
  return { there, written };
}

function zip(more: Zippable): Uint8Array {
  return zipSync({ ...MANIFEST, ...more });
}

/** An archive whose bytes were changed where they say how long an entry is, or what it is called. */
function patched(archive: Uint8Array, edit: (bytes: Buffer) => void): Uint8Array {
  const bytes = Buffer.from(archive);
  edit(bytes);
  return bytes;
}

/** Where the central directory speaks of an entry. */
function centralHeader(bytes: Buffer, name: string): number {
  const signature = Buffer.from('PK\u0001\u0002', 'latin1');
  for (let at = bytes.indexOf(signature); at >= 0; at = bytes.indexOf(signature, at + 1)) {
    if (bytes.subarray(at + 46, at + 46 + name.length).toString('latin1') === name) return at;
  }
  throw new Error(`no ${name}`);
}

test('the files of a bundle come out, and nothing else is there', async () => {
  const { files, there, refused } = await unpacked(zip({ 'run.json': strToU8('{}') }));
  expect(refused).toBeUndefined();
  expect(files).toEqual(['manifest.json', 'run.json']);
  expect(there).toEqual(['manifest.json', 'run.json']);
});

describe('nothing is unpacked of an archive', () => {
  test.each<[string, Uint8Array, RegExp]>([
    ['with a path that climbs out', zip({ '../run.json': strToU8('{}') }), /relative path|\.\./],
    ['with one that climbs within', zip({ 'a/../../run.json': strToU8('{}') }), /relative path/],
    ['with an absolute path', zip({ '/etc/run.json': strToU8('{}') }), /absolute path/],
    ['with a drive', zip({ 'C:/run.json': strToU8('{}') }), /absolute path/],
    ['with a backslash', zip({ '..\\run.json': strToU8('{}') }), /backslash|invalid char/i],
    ['with a folder', zip({ 'sub/': strToU8('') }), /"sub\/" is no file of a bundle/],
    ['with a file of another name', zip({ 'run.sh': strToU8('') }), /"run.sh" is no file of a/],
    [
      'with a name that would steer a terminal',
      zip({ '\u001b[2Jrün.json': strToU8('') }),
      /entry "rün\.json" is no file of a bundle/,
    ],
    [
      'with a symbolic link',
      zip({ 'run.json': [strToU8('/etc/passwd'), SYMLINK] }),
      /"run.json" is a symbolic link/,
    ],
    ['without a manifest', zipSync({ 'run.json': strToU8('{}') }), /it has no manifest\.json/],
    [
      'with too many entries',
      zip(Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`v${i}`, strToU8('')]))),
      /it has 61 entries/,
    ],
    [
      'with an entry that stands twice',
      patched(zip({ 'run.json': strToU8('{}'), 'rum.json': strToU8('{"a":1}') }), (bytes) => {
        for (let at = bytes.indexOf('rum.json'); at >= 0; at = bytes.indexOf('rum.json')) {
          bytes.write('run.json', at);
        }
      }),
      /"run.json" stands twice/,
    ],
    [
      'that packs as no run does',
      zip({ 'replies.jsonl': new Uint8Array(3 << 20) }),
      /"replies.jsonl" unpacks to \d{3,4} times its size/,
    ],
    [
      'with an entry that declares more than it may have',
      patched(zip({ 'run.json': strToU8('{}') }), (bytes) => {
        bytes.writeUInt32LE(0x7fffffff, centralHeader(bytes, 'run.json') + 24);
      }),
      /"run.json" unpacks to 2147483647 bytes, and may have 1048576/,
    ],
    ['that is none', strToU8('{"format":"lacuna-bundle/1"}'), /no bundle that can be read/],
    ['that is empty', new Uint8Array(0), /no bundle that can be read/],
    [
      'that was cut off',
      zip({ 'run.json': strToU8('x'.repeat(900)) }).subarray(0, -40),
      /no bundle that can be read/,
    ],
  ])('%s', async (_, archive, reason) => {
    const { there, refused } = await unpacked(archive);
    expect(refused).toMatch(reason);
    expect(refused).not.toContain('\u001b');
    expect(there).toEqual([]);
  });
});

test('an entry that holds more than it declares is stopped where it does', async () => {
  const bomb = patched(zip({ 'replies.jsonl': new Uint8Array(64 << 20) }), (bytes) => {
    bytes.writeUInt32LE(1000, centralHeader(bytes, 'replies.jsonl') + 24);
  });
  const { refused, written } = await unpacked(bomb);
  expect(refused).toMatch(/"replies.jsonl" cannot be unpacked: too many bytes/);
  expect(written).toBeLessThan(2000);
});

test('an entry whose packed bytes were spoilt is refused', async () => {
  const archive = zip({ 'run.json': strToU8(JSON.stringify({ text: 'abc'.repeat(200) })) });
  const spoilt = patched(archive, (bytes) => {
    bytes.fill(0xff, bytes.indexOf('run.json') + 10, bytes.indexOf('run.json') + 16);
  });
  expect((await unpacked(spoilt)).refused).toMatch(/"run.json" cannot be unpacked/);
});
