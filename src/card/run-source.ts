import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { dialectNamed } from '../model/dialects/index.ts';
import { runFiles } from '../run/folder.ts';
import type { RunRecord } from '../run/record.ts';

/** SHA-256 of the run's files, by name. */
export async function fileDigests(dir: string, grader: string): Promise<Record<string, string>> {
  const { record, items, replies, verdicts } = runFiles(dir);
  const found: Record<string, string> = {};
  for (const path of [record, items, replies, verdicts(grader)]) {
    const hash = createHash('sha256');
    await hashFile(path, hash);
    found[basename(path)] = hash.digest('hex');
  }
  return found;
}

/** Bytes that are read at a time: a stream's own default makes more steps than work of a large file. */
const CHUNK = 1 << 20;

/** Takes a file into a hash, bit by bit. */
export async function hashFile(path: string, hash: Hash): Promise<void> {
  await pipeline(createReadStream(path, { highWaterMark: CHUNK }), hash, { end: false });
}

/** What of the request fields no budget accounts for: they were given by `--body`. */
export function bodyOf({ budgets, dialect, api }: RunRecord): Record<string, unknown> {
  return Object.fromEntries(
    budgets.flatMap(({ budget, fields }) => {
      const resolved = dialectNamed(dialect).resolve(budget, api);
      const own = 'fields' in resolved ? resolved.fields : {};
      return Object.entries(fields).filter(([name]) => !(name in own));
    }),
  );
}
