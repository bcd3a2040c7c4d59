import { Intake } from '../intake.ts';
import { type FileRecord, readRecords } from '../records.ts';
import { askbench } from './askbench.ts';
import { mathtrap } from './mathtrap.ts';
import { mip } from './mip.ts';
import { premiseCritique } from './premise-critique.ts';
import type { PublishedSet } from './published-set.ts';
import { reliablemath } from './reliablemath.ts';
import { treecut } from './treecut.ts';
import { umwp } from './umwp.ts';

/** The published sets that we can read, by the name of their command. */
export const PUBLISHED: readonly PublishedSet[] = [
  mip,
  treecut,
  premiseCritique,
  reliablemath,
  askbench,
  mathtrap,
  umwp,
];

/** Reads all files of a published set. Throws InputError where one cannot be read. */
export async function takePublished(set: PublishedSet, files: readonly string[]): Promise<Intake> {
  const records: FileRecord[] = [];
  for (const file of files) for await (const record of readRecords(file)) records.push(record);
  const intake = new Intake(set.title);
  set.take(records, intake);
  return intake;
}
