import type { Item } from '../corrupt/item.ts';
import { readItems } from '../corrupt/item-file.ts';
import { verifyItem } from '../corrupt/verify.ts';
import { InputError } from '../input-error.ts';

/** `lacuna verify`: checks every item of the files again; exit 1 and the ids where one fails. */
export async function verify(files: readonly string[]): Promise<void> {
  const failures: string[] = [];
  let checked = 0;
  for (const file of files) {
    const items = new Map<string, Item>();
    for await (const item of readItems(file)) items.set(item.id, item);
    for (const item of items.values()) {
      const twin = item.twin === null ? undefined : items.get(item.twin);
      const problems = verifyItem(item, twin);
      if (problems.length > 0) failures.push(`${file}: ${item.id}: ${problems.join('; ')}`);
      checked += 1;
    }
  }
  if (failures.length > 0) {
    throw new InputError(
      `${failures.length} of ${checked} items fail:\n  ${failures.join('\n  ')}`,
      1,
    );
  }
  process.stdout.write(`${checked} items: every certificate holds.\n`);
}
