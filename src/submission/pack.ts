import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Zip, ZipDeflate } from 'fflate';
import type { Unpacked } from './unpack.ts';

/** A file of an archive: its name there, and where it is, or what it holds. */
export interface Packing {
  readonly name: string;
  readonly from: string | Buffer;
}

/** Unix, and a regular file that all may read: the same on every machine. */
const UNIX = 3;
const ATTRIBUTES = 0o100644 << 16;

/**
 * Writes a zip archive, streaming. The same files give the same bytes on every machine: the packing is
 * in JavaScript, since zlib's differs by version and processor, and no time of any clock is in it.
 */
export async function pack(files: readonly Packing[], to: string): Promise<void> {
  await pipeline(Readable.from(zipped(files)), createWriteStream(to));
}

async function* zipped(files: readonly Packing[]): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, data) => {
    if (error) throw error;
    ready.push(data);
  });
  const taken = () => {
    const chunks = ready;
    ready = [];
    return chunks;
  };
  // The year, month and so on are taken in local time, whatever that is.
  const mtime = new Date(1980, 0, 1);
  for (const { name, from } of files) {
    const file = new ZipDeflate(name, { level: 9 });
    Object.assign(file, { mtime, os: UNIX, attrs: ATTRIBUTES });
    zip.add(file);
    for await (const chunk of chunksOf(from)) {
      file.push(chunk);
      yield* taken();
    }
    file.push(new Uint8Array(0), true);
    yield* taken();
  }
  zip.end();
  yield* taken();
}

/** The size and hash of a file, as a manifest lists them. */
export async function measureFile(from: string | Buffer): Promise<Unpacked> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of chunksOf(from)) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Chunks of one size, whatever the disk gives: how a text is cut decides how it is packed. */
async function* chunksOf(from: string | Buffer): AsyncGenerator<Buffer> {
  if (typeof from !== 'string') {
    yield from;
    return;
  }
  const size = 1 << 16;
  let held: Buffer = Buffer.alloc(0);
  const source: AsyncIterable<Buffer> = createReadStream(from, { highWaterMark: size });
  for await (const chunk of source) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    for (; held.length >= size; held = held.subarray(size)) yield held.subarray(0, size);
  }
  if (held.length > 0) yield held;
}
