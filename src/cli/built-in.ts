import type { Item } from '../corrupt/item.ts';
import { readItems } from '../corrupt/item-file.ts';
import { BUILT_IN, itemsFile } from '../release/named.ts';

/** The set that is used where no items are named: the open split of the newest release. */
export async function builtInItems(): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of readItems(itemsFile(BUILT_IN))) items.push(item);
  return items;
}
