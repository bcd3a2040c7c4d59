import { basename } from 'node:path';
import { z } from 'zod';
import type { Item } from '../../corrupt/item.ts';
import { writeItems } from '../../corrupt/item-file.ts';
import { ExternalItem } from '../../import/external.ts';
import { admitExternal } from '../../import/external-items.ts';
import { Intake } from '../../import/intake.ts';
import { readRecords } from '../../import/records.ts';
import { InputError } from '../../input-error.ts';
import { parseOptions } from '../options.ts';
import { sayRejected } from './rejected.ts';

const Options = z.object({ out: z.string().min(1) });

/**
 * `lacuna import external FILE`: items that a run can put to a model, uncertified. Exit 2 where the file
 * has malformed lines: the others are taken all the same.
 */
export async function importExternal(file: string, flags: unknown): Promise<void> {
  const { out } = parseOptions(Options, flags);
  const intake = new Intake(basename(file));
  const places = new Map<string, string>();
  for await (const record of readRecords(file)) {
    const item = intake.parse(ExternalItem, record);
    if (!item || !intake.item(item, record.where)) continue;
    if (!places.has(item.id)) places.set(item.id, record.where);
  }
  const admitted: Item[] = [];
  for (const result of admitExternal(intake.items, basename(file))) {
    if ('item' in result) admitted.push(result.item);
    else intake.reject(places.get(result.id) ?? file, result.rejected);
  }
  if (admitted.length > 0) {
    await writeItems(out, admitted);
    const pairs = admitted.filter(({ twin }) => twin !== null).length;
    process.stderr.write(`${out}: ${admitted.length} items, ${pairs} pairs, all uncertified.\n`);
  }
  sayRejected(intake.rejected);
  if (admitted.length === 0) throw new InputError('no item was taken');
  if (intake.rejected.some(({ malformed }) => malformed)) process.exitCode = 2;
}
