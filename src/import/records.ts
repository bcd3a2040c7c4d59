import { open } from 'node:fs/promises';
import { InputError } from '../input-error.ts';
import { whyOf } from '../io-failure.ts';
import { linesOf, tooLong } from '../jsonl.ts';

/**
 * One record of a file, or why there is none. `where` is "file:line", or "file: record 3"; `number` the
 * line or the record.
 */
export type FileRecord = { readonly where: string; readonly number: number } & (
  | { readonly value: unknown }
  | { readonly fault: string }
);

/** Whether the record has a field of that name: sets come in files of several forms. */
export function hasField(record: FileRecord, field: string): boolean {
  const value = 'value' in record ? record.value : null;
  return typeof value === 'object' && value !== null && Object.hasOwn(value, field);
}

/** Bytes. A JSON array is read whole. */
const LONGEST_ARRAY = 256 * 1024 * 1024;

/** Bytes; far above any record that we know. */
const LONGEST_LINE = 64 * 1024 * 1024;

/**
 * The records of a JSON Lines file, or of a file that is one JSON array. A line that is no JSON is a
 * record with a fault, and so is one of more bytes than `longestLine`; the others go on. Throws
 * InputError where the file cannot be read, or where an array is broken.
 */
export async function* readRecords(
  path: string,
  longestLine = LONGEST_LINE,
): AsyncGenerator<FileRecord> {
  if (await isArray(path)) {
    for (const [i, value] of (await readArray(path)).entries()) {
      yield { where: `${path}: record ${i + 1}`, number: i + 1, value };
    }
    return;
  }
  for await (const { line, text } of linesOf(path, longestLine)) {
    const at = { where: `${path}:${line}`, number: line };
    if (text === null) yield { ...at, fault: tooLong(longestLine) };
    else if (text.trim() !== '') yield { ...at, ...parsed(text) };
  }
}

function parsed(text: string): { value: unknown } | { fault: string } {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { fault: `not JSON (${text.slice(0, 60).trim()}…)` };
  }
}

async function isArray(path: string): Promise<boolean> {
  const file = await openToRead(path);
  try {
    const start = Buffer.alloc(4096);
    const { bytesRead } = await file.read(start, 0, start.length, 0);
    const text = start.toString('utf8', 0, bytesRead).replace(/^\uFEFF/, '');
    // A line of JSON Lines may be an array too, but no record that we know is one.
    return text.trimStart().startsWith('[');
  } catch (error) {
    throw new InputError(`${path}: cannot be read: ${whyOf(error)}`);
  } finally {
    await file.close();
  }
}

async function readArray(path: string): Promise<unknown[]> {
  const file = await openToRead(path);
  try {
    const { size } = await file.stat();
    if (size > LONGEST_ARRAY) throw new InputError(`${path}: over ${LONGEST_ARRAY} bytes`);
    const text = await file.readFile('utf8');
    const json: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return Array.isArray(json) ? json : [json];
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${path}: not JSON: ${whyOf(error)}`);
  } finally {
    await file.close();
  }
}

async function openToRead(path: string) {
  return open(path, 'r').catch((error: unknown) => {
    throw new InputError(`${path}: cannot be read: ${whyOf(error)}`);
  });
}
