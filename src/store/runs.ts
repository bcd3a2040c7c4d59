import { z } from 'zod';
import { Item } from '../corrupt/item.ts';
import { InputError } from '../input-error.ts';
import { RunRecord } from '../run/record.ts';
import type { Database } from './database.ts';
import { Asking } from './enqueue.ts';

/** A run of the store. */
export interface StoredRun {
  readonly id: number;
  readonly name: string;
  readonly record: RunRecord;
  /** run.json, byte for byte. */
  readonly recordText: string;
  readonly asking: Asking;
  readonly conversations: number;
  readonly stopped: string | null;
}

/** Names are paths of run folders: of a store that others filled, none may lead elsewhere. */
const RunName = z.string().regex(/^[A-Za-z0-9-][\w.-]*(\/[A-Za-z0-9-][\w.-]*)*$/);

const Row = z.object({
  id: z.int(),
  name: RunName,
  record: z.string().transform((text, context) => {
    try {
      return { text, value: RunRecord.parse(JSON.parse(text)) };
    } catch {
      context.addIssue('no run.json that this version of Lacuna reads');
      return z.NEVER;
    }
  }),
  asking: Asking,
  conversations: z.int(),
  stopped: z.string().nullable(),
});

/**
 * The runs of the store, in the order in which they were put there; with `name` that one, or all that stand
 * in the folder of that name. Throws InputError where there is none of that name.
 */
export async function readRuns(database: Database, name?: string): Promise<StoredRun[]> {
  const rows = await database.query(
    Row,
    `SELECT id, name, record, asking, conversations, stopped FROM lacuna.run
     WHERE $1::text IS NULL OR name = $1 OR starts_with(name, $1 || '/') ORDER BY id`,
    [name ?? null],
  );
  if (rows.length > 0 || name === undefined) {
    return rows.map(({ record, ...row }) => ({
      ...row,
      record: record.value,
      recordText: record.text,
    }));
  }
  const known = await database.query(
    z.object({ name: z.string() }),
    'SELECT name FROM lacuna.run ORDER BY id DESC LIMIT 5',
  );
  const some = known.map((run) => run.name).join(', ');
  throw new InputError(
    `${database.name} holds no run ${name}${some === '' ? '' : `; there are: ${some}`}`,
  );
}

/** The items of a run, in its order. */
export async function readStoredItems(database: Database, run: number): Promise<Item[]> {
  const rows = await database.query(
    z.object({ json: z.string() }),
    'SELECT json FROM lacuna.item WHERE run = $1 ORDER BY position',
    [run],
  );
  return rows.map(({ json }) => Item.parse(JSON.parse(json)));
}

/** Those of the runs that were given up. */
export async function readStopped(database: Database, runs: readonly number[]): Promise<number[]> {
  const rows = await database.query(
    z.object({ id: z.int() }),
    'SELECT id FROM lacuna.run WHERE id = ANY ($1::int[]) AND stopped IS NOT NULL',
    [runs],
  );
  return rows.map(({ id }) => id);
}
