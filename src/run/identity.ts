import { readFile } from 'node:fs/promises';
import { canonicalJson, sha256 } from '../corrupt/digest.ts';
import type { Item } from '../corrupt/item.ts';
import type { Fields, Message } from '../model/completion.ts';
import { runFiles } from './folder.ts';
import type { RunRecord } from './record.ts';
import type { Place } from './replies.ts';

/**
 * What is asked of which model: two runs of the same plan differ by chance alone, also where one is asked
 * in batches.
 */
export function planHash(record: RunRecord): string {
  const { createdAt, versions, prices, userPrices, batch, user, ...rest } = record;
  // Runs without a user's model have the hashes that they had before there was such a model.
  return sha256(canonicalJson(user ? { ...rest, user } : rest));
}

/**
 * One run among all of its plan: SHA-256 of its run.json as it is on disk, which never changes. What is
 * parsed from it may have more fields in a later version.
 */
export async function runHash(dir: string): Promise<string> {
  return sha256(await readFile(runFiles(dir).record, 'utf8'));
}

export interface CallIdentity {
  readonly record: Pick<RunRecord, 'model' | 'api'>;
  readonly item: Pick<Item, 'digest'>;
  readonly place: Pick<Place, 'epoch'>;
  readonly fields: Fields;
  /** Of the turn, where it takes several calls. */
  readonly part: string;
  readonly messages: readonly Message[];
}

/** Identity of a call: all that the reply depends on. Never its position in a file. */
export function callKey({ record, item, place, fields, part, messages }: CallIdentity): string {
  return keyOf([item.digest, record.model, record.api, fields, place.epoch, part, messages]);
}

export function keyOf(identity: readonly unknown[]): string {
  return sha256(canonicalJson(identity)).slice(0, 32);
}
