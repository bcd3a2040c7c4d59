import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InputError } from '../input-error.ts';
import { Item } from './item.ts';

/** Far above any item; a file of one endless line must not fill the memory. */
const MAX_LINE = 1_000_000;

/**
 * The items of a JSONL file, one by one.
 * Throws InputError ("file:line: …") on a line that is no item, an id that stands twice, or a file
 * that is missing or empty.
 */
export async function* readItems(path: string): AsyncGenerator<Item> {
  const firstLine = new Map<string, number>();
  for await (const { line, number } of linesOf(path)) {
    if (line.trim() === '') continue;
    const item = parseItem(line, `${path}:${number}`);
    const earlier = firstLine.get(item.id);
    if (earlier !== undefined) {
      throw new InputError(`${path}:${number}: item ${item.id} stands on line ${earlier} already`);
    }
    firstLine.set(item.id, number);
    yield item;
  }
  if (firstLine.size === 0) throw new InputError(`${path}: the file has no items`);
}

/** Writes items as JSONL, one by one; replaces the file. */
export async function writeItems(
  path: string,
  items: Iterable<Item> | AsyncIterable<Item>,
): Promise<void> {
  const lines = async function* () {
    for await (const item of items) yield `${JSON.stringify(item)}\n`;
  };
  await pipeline(Readable.from(lines()), createWriteStream(path));
}

function parseItem(line: string, where: string): Item {
  let content: unknown;
  try {
    content = JSON.parse(line);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new InputError(`${where}: not JSON: ${why.slice(0, 200)}`);
  }
  const parsed = Item.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') || 'the line';
  throw new InputError(`${where}: not an item: ${field}: ${issue?.message.slice(0, 200)}`);
}

async function* linesOf(path: string): AsyncGenerator<{ line: string; number: number }> {
  let rest = '';
  let number = 0;
  const stream = createReadStream(path, { encoding: 'utf8' });
  try {
    for await (const chunk of stream) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield { line, number: ++number };
      if (rest.length > MAX_LINE) {
        throw new InputError(`${path}:${number + 1}: a line of over ${MAX_LINE} characters`);
      }
    }
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new InputError(`${path}: cannot be read: ${why}`);
  }
  if (rest !== '') yield { line: rest, number: number + 1 };
}
