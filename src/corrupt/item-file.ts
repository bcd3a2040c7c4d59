import { InputError } from '../input-error.ts';
import { readJsonLines, writeJsonLines } from '../jsonl.ts';
import { Item } from './item.ts';

/** Bytes; far above any item. */
const LONGEST_LINE = 1_000_000;

/**
 * The items of a JSON Lines file, one by one.
 * Throws InputError ("file:line: …") on a line that is no item, an id that stands twice, or a file
 * that is missing or empty.
 */
export async function* readItems(path: string): AsyncGenerator<Item> {
  const firstLine = new Map<string, number>();
  for await (const { line, value: item } of readJsonLines(path, Item, LONGEST_LINE)) {
    const earlier = firstLine.get(item.id);
    if (earlier !== undefined) {
      throw new InputError(`${path}:${line}: item ${item.id} stands on line ${earlier} already`);
    }
    firstLine.set(item.id, line);
    yield item;
  }
  if (firstLine.size === 0) throw new InputError(`${path}: the file has no items`);
}

/** Writes items as JSON Lines, one by one; replaces the file. Gives how many there were. */
export function writeItems(
  path: string,
  items: Iterable<Item> | AsyncIterable<Item>,
): Promise<number> {
  return writeJsonLines(path, items);
}
