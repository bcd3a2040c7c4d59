import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { z } from 'zod';
import { InputError } from './input-error.ts';

/** Bytes. A longer line is not ours: it is refused before it fills the memory. */
const LONGEST_LINE = 64 * 1024 * 1024;

const NEWLINE = 0x0a;

/**
 * Streams a JSON Lines file, each line parsed with the schema.
 * Throws InputError, with file and line, where the file is missing or a line is not as the schema says.
 */
export async function* readJsonLines<S extends z.ZodType>(
  path: string,
  schema: S,
  longestLine = LONGEST_LINE,
): AsyncGenerator<{ line: number; value: z.output<S> }> {
  for await (const { line, text } of readLines(path, longestLine)) {
    if (text.trim() === '') continue;
    const where = `${path}:${line}`;
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      throw new InputError(`${where}: not JSON (${text.slice(0, 60).trim()}…)`);
    }
    const parsed = schema.safeParse(json);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const field = issue?.path.join('.') || 'line';
      throw new InputError(`${where}: ${field}: ${issue?.message ?? 'not as expected'}`);
    }
    yield { line, value: parsed.data };
  }
}

/**
 * Writes records as JSON Lines, as they come; gives how many there were. They replace the file at one
 * stroke, so that a writing cut short leaves the old one whole.
 * Throws InputError where the file cannot be written, and what the records' source throws.
 */
export async function writeJsonLines(
  path: string,
  records: Iterable<unknown> | AsyncIterable<unknown>,
): Promise<number> {
  let written = 0;
  async function* lines(): AsyncGenerator<string> {
    for await (const record of records) {
      yield `${JSON.stringify(record)}\n`;
      written += 1;
    }
  }
  const draft = `${path}.part`;
  try {
    await pipeline(Readable.from(lines()), createWriteStream(draft));
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new InputError(`${path}: cannot be written: ${error.message}`);
  }
  return written;
}

/**
 * Streams the lines of a file, split at "\n" alone: node:readline would also split at U+2028, which
 * JSON leaves unescaped in strings. A byte-order mark and "\r" before the end are dropped.
 */
export async function* readLines(
  path: string,
  longestLine = LONGEST_LINE,
): AsyncGenerator<{ line: number; text: string }> {
  let line = 0;
  let parts: Buffer[] = [];
  let bytes = 0;
  const add = (part: Buffer): void => {
    parts.push(part);
    bytes += part.length;
    if (bytes > longestLine) {
      throw new InputError(`${path}:${line + 1}: a line of over ${longestLine} bytes`);
    }
  };
  const finish = (): { line: number; text: string } => {
    line += 1;
    const text = Buffer.concat(parts).toString('utf8').replace(/\r$/, '');
    parts = [];
    bytes = 0;
    return { line, text: line === 1 ? text.replace(/^\uFEFF/, '') : text };
  };
  for await (const chunk of readChunks(path)) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      add(chunk.subarray(start, end));
      yield finish();
      start = end + 1;
    }
    add(chunk.subarray(start));
  }
  if (bytes > 0) yield finish();
}

async function* readChunks(path: string): AsyncGenerator<Buffer> {
  const chunks: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: 1 << 18 });
  try {
    yield* chunks;
  } catch (error) {
    throw new InputError(
      `${path}: cannot be read: ${error instanceof Error ? error.message : error}`,
    );
  }
}
