import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import type { z } from 'zod';
import { InputError } from './input-error.ts';

/** A line longer than this is not ours: it is refused before it fills the memory. */
const MAX_LINE_BYTES = 64 * 1024 * 1024;

const NEWLINE = 0x0a;

/**
 * Streams a JSON Lines file, each line parsed with the schema.
 * Throws InputError, with file and line, where the file is missing or a line is not as the schema says.
 */
export async function* readJsonLines<S extends z.ZodType>(
  path: string,
  schema: S,
): AsyncGenerator<{ line: number; value: z.output<S> }> {
  for await (const { line, text } of readLines(path)) {
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
 * Streams the lines of a file, split at "\n" alone: node:readline would also split at U+2028, which
 * JSON leaves unescaped in strings. A byte-order mark and "\r" before the end are dropped.
 */
export async function* readLines(path: string): AsyncGenerator<{ line: number; text: string }> {
  await access(path).catch(() => {
    throw new InputError(`${path}: no such file, or it cannot be read`);
  });
  let line = 0;
  let parts: Buffer[] = [];
  let bytes = 0;
  const finish = (): { line: number; text: string } => {
    line += 1;
    const text = Buffer.concat(parts).toString('utf8').replace(/\r$/, '');
    parts = [];
    bytes = 0;
    return { line, text: line === 1 ? text.replace(/^\uFEFF/, '') : text };
  };
  const chunks: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: 1 << 18 });
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      parts.push(chunk.subarray(start, end));
      yield finish();
      start = end + 1;
    }
    parts.push(chunk.subarray(start));
    bytes += chunk.length - start;
    if (bytes > MAX_LINE_BYTES) {
      throw new InputError(`${path}:${line + 1}: the line is over ${MAX_LINE_BYTES} bytes`);
    }
  }
  if (bytes > 0) yield finish();
}
