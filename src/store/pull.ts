import { createHash, randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { writeItems } from '../corrupt/item-file.ts';
import { InputError } from '../input-error.ts';
import { JsonLinesFile, readLines } from '../jsonl.ts';
import { exists, makeFolder, runFiles } from '../run/folder.ts';
import { lockRun } from '../run/lock.ts';
import type { Database } from './database.ts';
import { readStoredItems, type StoredRun } from './runs.ts';

export interface Pulled {
  /** Lines of replies.jsonl. */
  readonly lines: number;
}

/**
 * Makes the run folder of a run of the store, with what is recorded by now; one that was pulled before is
 * brought up to date. Throws InputError where the folder holds another run, or lines that the store lacks:
 * somebody went on with the run there.
 */
export async function pullRun(database: Database, run: StoredRun, dir: string): Promise<Pulled> {
  const files = runFiles(dir);
  await makeFolder(dir);
  const unlock = await lockRun(dir, randomUUID());
  try {
    const before = (await exists(files.record)) ? await readFile(files.record, 'utf8') : null;
    if (before !== null && before !== run.recordText) {
      throw new InputError(`${dir} holds another run than ${run.name}: use another --out`);
    }
    if (before === null && (await exists(files.replies))) {
      throw new InputError(`${dir} holds replies but no run.json: use another --out`);
    }
    const pulled = await pullLines(database, run, files.replies);
    await writeItems(files.items, await readStoredItems(database, run.id));
    // Last: a folder with a run.json is complete.
    if (before === null) await writeFile(files.record, run.recordText);
    return pulled;
  } finally {
    await unlock();
  }
}

/** Lines of one statement: some megabytes. */
const PAGE = 2000;

/** `place`: a bigint, as text. */
const Line = z.object({ place: z.string(), json: z.string() });

/** Lines in the order in which they were written: a conversation's replies stand before its end. */
async function pullLines(database: Database, run: StoredRun, path: string): Promise<Pulled> {
  const missing = await hashesOf(path);
  const file = await JsonLinesFile.create(path);
  try {
    for (let after = '0'; ; ) {
      const page = await database.query(
        Line,
        `SELECT id::text AS place, json FROM lacuna.line
         WHERE run = $1 AND id > $2::bigint ORDER BY id LIMIT $3`,
        [run.id, after, PAGE],
      );
      const last = page.at(-1);
      if (!last) break;
      for (const { json } of page) {
        await file.add(JSON.parse(json));
        missing.delete(hashOf(json));
      }
      after = last.place;
    }
    if (missing.size > 0) {
      throw new InputError(
        `${path} holds ${missing.size} lines that the store lacks: they would be lost. Use another --out.`,
      );
    }
    await file.finish();
    return { lines: file.written };
  } catch (error) {
    await file.discard();
    throw error;
  }
}

async function hashesOf(path: string): Promise<Set<string>> {
  const hashes = new Set<string>();
  if (!(await exists(path))) return hashes;
  for await (const { text } of readLines(path)) if (text !== '') hashes.add(hashOf(text));
  return hashes;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64').slice(0, 22);
}
