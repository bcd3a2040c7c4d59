import { join } from 'node:path';
import type { Item } from '../../src/corrupt/item.ts';
import { readItems, writeItems } from '../../src/corrupt/item-file.ts';
import { itemsFile } from '../../src/release/named.ts';

/** The problems that are put, in a folder. */
export interface Problems {
  readonly dir: string;
  /** A file of items. */
  readonly items: string;
  readonly texts: readonly string[];
}

/** Writes so many items of the release, all in whole pairs. */
export async function problemsIn(dir: string, count: number): Promise<Problems> {
  const all = new Map<string, Item>();
  for await (const item of readItems(itemsFile('v1/test'))) all.set(item.id, item);
  const chosen = new Set<Item>();
  for (const item of all.values()) {
    const twin = item.twin === null ? undefined : all.get(item.twin);
    if (!twin) continue;
    const added = [item, twin].filter((each) => !chosen.has(each));
    if (chosen.size + added.length <= count) for (const each of added) chosen.add(each);
  }
  const items = [...all.values()].filter((item) => chosen.has(item));
  if (items.length !== count) throw new RangeError(`${items.length} items and not ${count}`);
  const path = join(dir, 'items.jsonl');
  await writeItems(path, items);
  return { dir, items: path, texts: items.map(({ text }) => text) };
}
