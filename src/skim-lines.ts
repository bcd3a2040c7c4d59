import { type FileHandle, open } from 'node:fs/promises';
import type { z } from 'zod';
import { InputError } from './input-error.ts';
import type { Shape } from './json-shape.ts';
import { LONGEST_LINE, parseJsonLine, tooLong, unreadable } from './jsonl.ts';

/** Bytes that are read at a time. */
const SIZE = 1 << 20;
const NEWLINE = 0x0a;

/** Where a line stands in its file. */
export interface LinePlace {
  /** From 1. */
  readonly line: number;
  /** Bytes from the beginning of the file. */
  readonly offset: number;
  readonly length: number;
}

export interface Skimmer<T> {
  /** Says -1 of a line that is to be parsed. */
  readonly shape: Shape;
  /** A line that the shape saw to be whole; gives whether that will do, or it is to be parsed. */
  readonly skimmed: (place: LinePlace) => boolean;
  readonly parsed: (value: T, place: LinePlace) => void;
}

/**
 * Reads a JSON Lines file of which little is wanted: every line is seen to be whole, and parsed only where that cannot
 * be told from its bytes. Memory does not grow with the lines.
 * Throws InputError as `readJsonLines` does.
 */
export async function skimJsonLines<S extends z.ZodType>(
  path: string,
  schema: S,
  skimmer: Skimmer<z.output<S>>,
): Promise<void> {
  let line = 0;
  for await (const { bytes, size, offset, isCut } of blocksOf(path)) {
    for (let start = 0; start < size; ) {
      line += 1;
      let end = isCut ? -1 : skimmer.shape(bytes, start);
      const isWhole = end >= 0 && bytes[end] === NEWLINE;
      if (!isWhole) end = isCut ? size : bytes.indexOf(NEWLINE, start);
      if (end - start > LONGEST_LINE)
        throw new InputError(`${path}:${line}: ${tooLong(LONGEST_LINE)}`);
      const place = { line, offset: offset + start, length: end - start };
      if (!isWhole || !skimmer.skimmed(place)) {
        const value = parseJsonLine(path, schema, line, textOf(bytes, start, end, line));
        if (value !== undefined) skimmer.parsed(value, place);
      }
      start = end + 1;
    }
  }
}

/** Without the byte-order mark that a file may begin with. */
function textOf(bytes: Buffer, start: number, end: number, line: number): string {
  const text = bytes.toString('utf8', start, end);
  return line === 1 ? text.replace(/^\uFEFF/, '') : text;
}

/** A line that was skimmed, parsed after all. Throws as `skimJsonLines`. */
export async function parseLineAt<S extends z.ZodType>(
  path: string,
  file: FileHandle,
  schema: S,
  { line, offset, length }: LinePlace,
): Promise<z.output<S> | undefined> {
  const bytes = Buffer.allocUnsafe(length);
  const { bytesRead } = await file
    .read(bytes, 0, length, offset)
    .catch((error: unknown) => unreadable(path, error));
  return parseJsonLine(path, schema, line, textOf(bytes, 0, bytesRead, line));
}

/** Whole lines of a file. */
interface Block {
  readonly bytes: Buffer;
  /** Bytes that count; each line ends in a newline, one that has none in the file too. */
  readonly size: number;
  /** Of the first byte in the file. */
  readonly offset: number;
  /** Whether it is the beginning of one line, which is longer than lines may be. */
  readonly isCut: boolean;
}

/** Streams a file's lines, as many at a time as are read at once: each block in the place of the last but one. */
async function* blocksOf(path: string): AsyncGenerator<Block> {
  const file = await open(path, 'r').catch((error: unknown) => unreadable(path, error));
  try {
    let [held, spare] = [Buffer.allocUnsafe(SIZE), Buffer.allocUnsafe(SIZE)];
    let offset = 0;
    let kept = 0;
    let reading = readInto(path, file, held, kept);
    for (;;) {
      const read = await reading;
      const filled = kept + read;
      if (read === 0) {
        if (filled === 0) return;
        held[filled] = NEWLINE;
        yield { bytes: held, size: filled + 1, offset, isCut: false };
        return;
      }
      const size = held.lastIndexOf(NEWLINE, filled - 1) + 1;
      if (size === 0 && filled > LONGEST_LINE) {
        yield { bytes: held, size: filled, offset, isCut: true };
        return;
      }
      kept = filled - size;
      if (spare.length < 2 * kept) spare = Buffer.allocUnsafe(4 * kept);
      held.copy(spare, 0, size, filled);
      // The next is read while this one is worked on.
      reading = readInto(path, file, spare, kept);
      if (size > 0) yield { bytes: held, size, offset, isCut: false };
      offset += size;
      [held, spare] = [spare, held];
    }
  } finally {
    await file.close();
  }
}

/** Fills the buffer from `kept` on, but for one byte; gives how many were read. */
async function readInto(path: string, file: FileHandle, into: Buffer, kept: number) {
  try {
    return (await file.read(into, kept, into.length - 1 - kept, null)).bytesRead;
  } catch (error) {
    return unreadable(path, error);
  }
}
