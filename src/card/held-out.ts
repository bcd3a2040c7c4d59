import { existsSync } from 'node:fs';
import { judge } from '../../graders/calibrate/judged-reply.ts';
import { rulesReader } from '../../graders/rules/reader.ts';
import { readExternalItems, readExternalReplies } from '../import/external-file.ts';
import { packageFile } from '../package-root.ts';
import { calibrate } from '../stats/calibration.ts';
import type { CardInput } from './model-card.ts';

/** How often the rules are right on our own held-out replies, which they were not fitted to. */
export async function onHeldOut(): Promise<CardInput['measured']> {
  const gold = (name: string) => packageFile(`graders/gold/held-out/${name}`);
  if (!existsSync(gold('replies.jsonl'))) return [];
  const items = await readExternalItems(gold('items.jsonl'));
  const replies = await readExternalReplies(gold('replies.jsonl'), items);
  const { judged } = await judge(replies, rulesReader, 'held-out');
  const calibration = calibrate(rulesReader.name, judged, { seed: 1 });
  return [{ set: 'held-out replies of Lacuna', calibration }];
}
