import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { InputError } from '../input-error.ts';
import { whyOf } from '../io-failure.ts';
import { printable, shorten } from '../report/plain-text.ts';
import { MANIFEST, sizeLimit } from './manifest.ts';

/** A bundle has some six entries. */
const MOST_ENTRIES = 32;
/** Bytes of all entries together. */
const MOST_BYTES = 2 ** 32;
/** JSON of a run packs some 15 to 40 times; deflate can reach 1,000, on nothing. */
const MOST_RATIO = 200;
/** Below, a high ratio does no harm. */
const RATIO_FROM = 1 << 20;

const FILE_TYPE = 0o170000;
const REGULAR = 0o100000;
const SYMLINK = 0o120000;
const STORED = 0;
const DEFLATED = 8;

/** What came out of an entry. */
export interface Unpacked {
  readonly bytes: number;
  readonly sha256: string;
}

export interface Archive {
  /** Packed, and all entries unpacked. */
  readonly packed: number;
  readonly bytes: number;
  /** By name. */
  readonly files: ReadonlyMap<string, Unpacked>;
}

/**
 * Unpacks a bundle into an empty folder. Everything that the archive declares is checked before a byte
 * of it is unpacked: names, kinds, sizes, ratios, how many there are. What comes out is counted against
 * what was declared, and streamed: memory does not grow with the archive.
 * Throws InputError with the entry and the reason where it is not such an archive.
 */
export async function unpack(path: string, dir: string): Promise<Archive> {
  const zip = await openZip(path);
  try {
    const entries = await listEntries(path, zip);
    const files = new Map<string, Unpacked>();
    for (const [name, entry] of entries) {
      files.set(name, await unpackEntry(path, zip, entry, join(dir, name)));
    }
    const bytes = [...files.values()].reduce((sum, file) => sum + file.bytes, 0);
    return { packed: zip.fileSize, bytes, files };
  } finally {
    zip.close();
  }
}

async function openZip(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { autoClose: false, strictFileNames: true });
  } catch (error) {
    throw new InputError(
      `${path}: no bundle that can be read (${reason(error)}). Is it whole? \`lacuna submit\` makes one.`,
    );
  }
}

/** The entries by name. Throws InputError for one that a bundle does not have. */
async function listEntries(path: string, zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > MOST_ENTRIES) {
    throw refused(path, `it has ${zip.entryCount} entries, and a bundle at most ${MOST_ENTRIES}`);
  }
  const entries = new Map<string, Entry>();
  let total = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const fault = entryFault(entry) ?? (entries.has(entry.fileName) ? 'stands twice' : null);
      if (fault) throw refused(path, `the entry ${shown(entry.fileName)} ${fault}`);
      entries.set(entry.fileName, entry);
      total += entry.uncompressedSize;
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw refused(path, reason(error));
  }
  if (total > MOST_BYTES) throw refused(path, `it unpacks to ${total} bytes`);
  if (!entries.has(MANIFEST)) throw refused(path, `it has no ${MANIFEST}`);
  return entries;
}

function entryFault(entry: Entry): string | null {
  const { fileName, uncompressedSize, compressedSize, compressionMethod } = entry;
  const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE;
  if (type === SYMLINK) return 'is a symbolic link';
  if (type !== 0 && type !== REGULAR) return 'is no regular file';
  const limit = sizeLimit(fileName);
  if (limit === undefined) return 'is no file of a bundle';
  if (entry.isEncrypted()) return 'is encrypted';
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) {
    return 'is packed by a method that bundles do not use';
  }
  if (uncompressedSize > limit) {
    return `unpacks to ${uncompressedSize} bytes, and may have ${limit}`;
  }
  if (uncompressedSize > RATIO_FROM && uncompressedSize > MOST_RATIO * compressedSize) {
    return `unpacks to ${Math.round(uncompressedSize / Math.max(1, compressedSize))} times its size: no run packs like that`;
  }
  return null;
}

async function unpackEntry(
  path: string,
  zip: ZipFile,
  entry: Entry,
  to: string,
): Promise<Unpacked> {
  const hash = createHash('sha256');
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      // yauzl compares too; that what we write is bounded should hang on nobody else.
      if (bytes > entry.uncompressedSize) done(new Error('more bytes than declared'));
      else done(null, chunk);
    },
  });
  try {
    const source = await zip.openReadStreamPromise(entry);
    await pipeline(source, count, createWriteStream(to, { flags: 'wx' }));
  } catch (error) {
    throw refused(path, `the entry ${shown(entry.fileName)} cannot be unpacked: ${reason(error)}`);
  }
  return { bytes, sha256: hash.digest('hex') };
}

function refused(path: string, why: string): InputError {
  return new InputError(`${path}: refused: ${why}`);
}

function shown(name: string): string {
  return `"${shorten(printable(name), 80)}"`;
}

function reason(error: unknown): string {
  return shorten(printable(whyOf(error)), 200);
}
