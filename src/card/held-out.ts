import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { judge } from '../../graders/calibrate/judged-reply.ts';
import { rulesReader } from '../../graders/rules/reader.ts';
import { readExternalItems, readExternalReplies } from '../import/external-file.ts';
import { packageFile } from '../package-root.ts';
import { Calibration, calibrate } from '../stats/calibration.ts';
import type { CardInput } from './model-card.ts';

/**
 * How often the rules are right on our own held-out replies, which they were not fitted to: as measured
 * when the program was built, which saves each card a second; from the sources, where there is no build,
 * measured now.
 */
export async function onHeldOut(): Promise<CardInput['measured']> {
  const calibration = existsSync(KEPT)
    ? Calibration.parse(JSON.parse(await readFile(KEPT, 'utf8')))
    : await measureHeldOut();
  return calibration ? [{ set: 'held-out replies of Lacuna', calibration }] : [];
}

/** Beside the built module; the package ships it, and not the replies. */
const KEPT = new URL('./held-out.json', import.meta.url);

/** The last step of the build: measures, and keeps what it found. Throws where the replies are missing. */
export async function keepHeldOut(): Promise<void> {
  const calibration = await measureHeldOut();
  if (!calibration) throw new Error('the held-out replies are missing: graders/gold/held-out');
  await writeFile(KEPT, `${JSON.stringify(calibration)}\n`);
}

/** Has the rules read the held-out replies; null where they are not there. */
export async function measureHeldOut(): Promise<Calibration | null> {
  const gold = (name: string) => packageFile(`graders/gold/held-out/${name}`);
  if (!existsSync(gold('replies.jsonl'))) return null;
  const items = await readExternalItems(gold('items.jsonl'));
  const replies = await readExternalReplies(gold('replies.jsonl'), items);
  const { judged } = await judge(replies, rulesReader, 'held-out');
  return calibrate(rulesReader.name, judged, { seed: 1 });
}
