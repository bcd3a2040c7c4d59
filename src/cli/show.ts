import { z } from 'zod';
import type { Item } from '../corrupt/item.ts';
import { readItems } from '../corrupt/item-file.ts';
import { InputError } from '../input-error.ts';
import { itemsFile } from '../release/named.ts';
import { explainItem } from '../report/proof.ts';
import { builtInItems } from './built-in.ts';
import { columnsFrom, parseOptions } from './options.ts';
import { terminalWidth, useColor } from './terminal.ts';

const Options = z.object({
  items: z.string().optional(),
  width: columnsFrom(40).optional(),
});

/** `lacuna show ID`: the twin, the corruption marked in the text, and the proof in words. */
export async function show(id: string, flags: unknown): Promise<void> {
  const options = parseOptions(Options, flags);
  const items = new Map<string, Item>();
  const source = options.items ? readItems(itemsFile(options.items)) : await builtInItems();
  for await (const item of source) items.set(item.id, item);
  const item = items.get(id) ?? onlyMatch(id, [...items.values()], options.items);
  const twin = item.twin === null ? undefined : items.get(item.twin);
  const width = options.width ?? terminalWidth();
  process.stdout.write(`${explainItem(item, twin, { width, color: useColor() })}\n`);
}

function onlyMatch(id: string, items: readonly Item[], path: string | undefined): Item {
  const matches = items.filter((item) => item.id.startsWith(id));
  const [match] = matches;
  if (match && matches.length === 1) return match;
  const where = path ?? 'the built-in set (--items FILE looks elsewhere)';
  if (matches.length === 0) {
    const some = items.slice(0, 3).map((item) => item.id);
    throw new InputError(`no item ${id} in ${where}. There are, for example: ${some.join(', ')}`);
  }
  const some = matches.slice(0, 12).map((candidate) => candidate.id);
  throw new InputError(`${id} fits ${matches.length} items in ${where}:\n  ${some.join('\n  ')}`);
}
