import { z } from 'zod';
import { type Item, isCertified } from '../corrupt/item.ts';
import { readItems } from '../corrupt/item-file.ts';
import { verifyItem } from '../corrupt/verify.ts';
import { InputError } from '../input-error.ts';
import { itemsFile } from '../release/named.ts';
import { parseOptions } from './options.ts';

const Options = z.object({ certifiedOnly: z.boolean().default(false) });

/**
 * `lacuna verify`: checks every item of the files again; exit 1 and the ids where one fails. Items that
 * claim no proof are counted apart; with `certifiedOnly` they fail.
 */
export async function verify(files: readonly string[], flags: unknown): Promise<void> {
  const { certifiedOnly } = parseOptions(Options, flags);
  const failures: string[] = [];
  let certified = 0;
  let uncertified = 0;
  for (const file of files) {
    const items = new Map<string, Item>();
    for await (const item of readItems(itemsFile(file))) items.set(item.id, item);
    for (const item of items.values()) {
      const twin = item.twin === null ? undefined : items.get(item.twin);
      const problems = verifyItem(item, twin);
      if (isCertified(item)) certified += 1;
      else uncertified += 1;
      if (!isCertified(item) && certifiedOnly) problems.unshift('it has no certificate');
      if (problems.length > 0) failures.push(`${file}: ${item.id}: ${problems.join('; ')}`);
    }
  }
  if (failures.length > 0) {
    throw new InputError(
      `${failures.length} of ${certified + uncertified} items fail:\n  ${failures.join('\n  ')}`,
      1,
    );
  }
  if (certified > 0) process.stdout.write(`${certified} items: every certificate holds.\n`);
  if (uncertified > 0) {
    process.stdout.write(`uncertified: ${uncertified} (well-formed; nothing of them is proved)\n`);
  }
}
