import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import type { z } from 'zod';
import { chunksOf, type More } from './file-chunks.ts';
import { InputError } from './input-error.ts';
import { whyOf } from './io-failure.ts';

/** Bytes. A longer line is not ours: it is refused before it fills the memory. */
export const LONGEST_LINE = 64 * 1024 * 1024;

const NEWLINE = 0x0a;

/**
 * Streams a JSON Lines file, each line parsed with the schema.
 * Throws InputError, with file and line, where the file is missing or a line is not as the schema says.
 */
export async function* readJsonLines<S extends z.ZodType>(
  path: string,
  schema: S,
  longestLine = LONGEST_LINE,
): AsyncGenerator<JsonLine<S>> {
  for await (const some of readJsonChunks(path, schema, longestLine)) {
    for (const each of some) yield each;
  }
}

/** A line as the schema has it, with its number. */
export interface JsonLine<S extends z.ZodType> {
  readonly line: number;
  readonly value: z.output<S>;
}

/**
 * The same lines, as many together as are read at once, each parsed when its turn comes: to wait for each
 * of a million lines takes longer than what is done with most. Throws as `readJsonLines`.
 */
export async function* readJsonChunks<S extends z.ZodType>(
  path: string,
  schema: S,
  longestLine = LONGEST_LINE,
  more?: More,
): AsyncGenerator<Iterable<JsonLine<S>>> {
  for await (const lines of chunksOfLines(path, longestLine, more)) {
    yield parsed(path, schema, longestLine, lines);
  }
}

function* parsed<S extends z.ZodType>(
  path: string,
  schema: S,
  longestLine: number,
  lines: readonly Line[],
): Generator<JsonLine<S>> {
  for (const { line, text } of lines) {
    if (text === null) throw new InputError(`${path}:${line}: ${tooLong(longestLine)}`);
    const value = parseJsonLine(path, schema, line, text);
    if (value !== undefined) yield { line, value };
  }
}

/** A line's value; undefined where the line is blank. Throws as `readJsonLines`. */
export function parseJsonLine<S extends z.ZodType>(
  path: string,
  schema: S,
  line: number,
  text: string,
): z.output<S> | undefined {
  if (text.trim() === '') return undefined;
  const where = `${path}:${line}`;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new InputError(`${where}: not JSON (${text.slice(0, 60).trim()}…)`);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') || 'line';
  throw new InputError(`${where}: ${field}: ${issue?.message ?? 'not as expected'}`);
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
  const file = await JsonLinesFile.create(path);
  try {
    for await (const record of records) await file.add(record);
    await file.finish();
  } catch (error) {
    await file.discard();
    throw error;
  }
  return file.written;
}

/** Characters that are held before they are written. */
const HELD = 1 << 16;

/** A JSON Lines file in the making. Nothing stands at its path before `finish`. */
export class JsonLinesFile {
  /** Records. */
  written = 0;
  #held = '';
  readonly #path: string;
  readonly #draft: FileHandle;

  /** Throws InputError where the file cannot be written; so do the other methods. */
  static async create(path: string): Promise<JsonLinesFile> {
    const draft = await open(draftOf(path), 'w').catch((error: unknown) => unwritable(path, error));
    return new JsonLinesFile(path, draft);
  }

  private constructor(path: string, draft: FileHandle) {
    this.#path = path;
    this.#draft = draft;
  }

  async add(record: unknown): Promise<void> {
    this.#held += `${JSON.stringify(record)}\n`;
    this.written += 1;
    if (this.#held.length >= HELD) await this.#write();
  }

  async finish(): Promise<void> {
    await this.#write();
    await this.#draft.close();
    await rename(draftOf(this.#path), this.#path).catch((error: unknown) =>
      unwritable(this.#path, error),
    );
  }

  /** Leaves what stood at the path before. */
  async discard(): Promise<void> {
    await this.#draft.close().catch(() => undefined);
    await rm(draftOf(this.#path), { force: true }).catch(() => undefined);
  }

  async #write(): Promise<void> {
    const text = this.#held;
    this.#held = '';
    await this.#draft.writeFile(text).catch((error: unknown) => unwritable(this.#path, error));
  }
}

function draftOf(path: string): string {
  return `${path}.part`;
}

function unwritable(path: string, error: unknown): never {
  throw new InputError(`${path}: cannot be written: ${whyOf(error)}`);
}

/**
 * Streams the lines of a file, as `linesOf` gives them.
 * Throws InputError on a line that is too long, and where the file cannot be read.
 */
export async function* readLines(
  path: string,
  longestLine = LONGEST_LINE,
): AsyncGenerator<{ line: number; text: string }> {
  for await (const { line, text } of linesOf(path, longestLine)) {
    if (text === null) throw new InputError(`${path}:${line}: ${tooLong(longestLine)}`);
    yield { line, text };
  }
}

/** What is said of a line that is too long. */
export function tooLong(longestLine: number): string {
  return `a line of over ${longestLine} bytes`;
}

/** A line of a file, from 1; its text is null where it is too long. */
export interface Line {
  readonly line: number;
  readonly text: string | null;
}

/**
 * Streams the lines of a file, split at "\n" alone: node:readline would also split at U+2028, which
 * JSON leaves unescaped in strings. A byte-order mark and "\r" before the end are dropped. A line of
 * more bytes than `longestLine` is not held in memory: its text is null.
 * Throws InputError where the file cannot be read.
 */
export async function* linesOf(path: string, longestLine: number): AsyncGenerator<Line> {
  for await (const lines of chunksOfLines(path, longestLine)) yield* lines;
}

/** Streams the lines of what comes in pieces, as `linesOf` those of a file. */
export async function* linesIn(
  pieces: AsyncIterable<Uint8Array>,
  longestLine = LONGEST_LINE,
): AsyncGenerator<Line> {
  for await (const lines of linesByPiece(pieces, longestLine)) yield* lines;
}

function chunksOfLines(path: string, longestLine: number, more?: More): AsyncGenerator<Line[]> {
  return linesByPiece(readChunks(path, more), longestLine);
}

/** The lines that end in one piece, piece by piece. */
async function* linesByPiece(
  pieces: AsyncIterable<Uint8Array>,
  longestLine: number,
): AsyncGenerator<Line[]> {
  let line = 0;
  let parts: Uint8Array[] = [];
  let bytes = 0;
  const add = (part: Uint8Array): void => {
    bytes += part.length;
    if (bytes > longestLine) parts = [];
    else parts.push(part);
  };
  const finish = (): Line => {
    line += 1;
    let text = bytes > longestLine ? null : textOf(parts);
    if (line === 1 && text !== null) text = text.replace(/^\uFEFF/, '');
    parts = [];
    bytes = 0;
    return { line, text };
  };
  for await (const chunk of pieces) {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      add(chunk.subarray(start, end));
      lines.push(finish());
      start = end + 1;
    }
    // The next piece is read into the same place.
    add(Buffer.from(chunk.subarray(start)));
    yield lines;
  }
  if (bytes > 0) yield [finish()];
}

function textOf(parts: readonly Uint8Array[]): string {
  const [only] = parts;
  const whole = parts.length === 1 && only instanceof Buffer ? only : Buffer.concat(parts);
  const text = whole.toString('utf8');
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}

async function* readChunks(path: string, more?: More): AsyncGenerator<Buffer> {
  try {
    yield* chunksOf(path, more);
  } catch (error) {
    unreadable(path, error);
  }
}

/** Says why a file cannot be read. Throws InputError. */
export function unreadable(path: string, error: unknown): never {
  throw new InputError(`${path}: cannot be read: ${whyOf(error)}`);
}
