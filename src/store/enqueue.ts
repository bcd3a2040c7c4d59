import { z } from 'zod';
import type { Item } from '../corrupt/item.ts';
import type { RunRecord } from '../run/record.ts';
import type { Database, Queryable } from './database.ts';

/** How a run is asked, besides what its record says. The keys stay in each worker's environment. */
export const Asking = z.strictObject({
  apiKeyEnv: z.string(),
  userApiKeyEnv: z.string(),
  requestsPerMinute: z.number().positive().nullable(),
  tokensPerMinute: z.number().positive().nullable(),
  attempts: z.int().positive(),
  timeoutMs: z.number().positive(),
  /** Of the model under test. */
  stream: z.boolean().default(false),
});
export type Asking = z.infer<typeof Asking>;

export interface Enqueued {
  readonly conversations: number;
  /** Of them those that ended before. */
  readonly ended: number;
  /** Of them those that failed or were left, and are asked again. */
  readonly again: number;
}

/**
 * Puts a run into the store, or asks again what failed of the one that is there under its name, which says
 * what is asked. What one transaction does not finish is not there.
 */
export async function enqueue(
  database: Database,
  run: { name: string; record: RunRecord; items: readonly Item[]; asking: Asking },
): Promise<Enqueued> {
  return database.patiently(() =>
    database.transaction(async (within) => {
      const { name, record, items, asking } = run;
      const budgets = record.budgets.filter(({ sameAs }) => sameAs === null);
      const conversations = items.length * budgets.length * record.epochs;
      const [created] = await within.query(
        Id,
        `INSERT INTO lacuna.run (name, record, asking, conversations) VALUES ($1, $2, $3, $4)
         ON CONFLICT (name) DO NOTHING RETURNING id`,
        [name, `${JSON.stringify(record, null, 2)}\n`, JSON.stringify(asking), conversations],
      );
      if (!created) return goOn(within, name, asking);
      await putItems(within, created.id, items);
      await within.execute(
        `INSERT INTO lacuna.conversation (run, number, position, budget, epoch)
         SELECT $1, (epoch * $3 + position) * $4 + place - 1, position, budget, epoch
         FROM generate_series(0, $5::int - 1) AS epoch
         CROSS JOIN generate_series(0, $3::int - 1) AS position
         CROSS JOIN unnest($2::text[]) WITH ORDINALITY AS b (budget, place)`,
        [
          created.id,
          budgets.map(({ budget }) => budget.name),
          items.length,
          budgets.length,
          record.epochs,
        ],
      );
      return { conversations, ended: 0, again: 0 };
    }),
  );
}

const Id = z.object({ id: z.int() });

/** Items of one statement: some megabytes. */
const CHUNK = 1000;

async function putItems(within: Queryable, run: number, items: readonly Item[]): Promise<void> {
  for (let from = 0; from < items.length; from += CHUNK) {
    const chunk = items.slice(from, from + CHUNK);
    await within.execute(
      `INSERT INTO lacuna.item (run, position, json)
       SELECT $1, position, json FROM unnest($2::int[], $3::text[]) AS i (position, json)`,
      [run, chunk.map((_, place) => from + place), chunk.map((item) => JSON.stringify(item))],
    );
  }
}

const Standing = z.object({ id: z.int(), conversations: z.int(), ended: z.int() });

/** Limits are those of the last command: an endpoint's may have changed. */
async function goOn(within: Queryable, name: string, asking: Asking): Promise<Enqueued> {
  const [found] = await within.query(
    Standing,
    `UPDATE lacuna.run SET stopped = NULL, asking = $2 WHERE name = $1
     RETURNING id, conversations, (
       SELECT count(*)::int FROM lacuna.conversation WHERE run = id AND state = 'ended'
     ) AS ended`,
    [name, JSON.stringify(asking)],
  );
  if (!found) throw new RangeError(`no run ${name}`);
  const again = await within.execute(
    `UPDATE lacuna.conversation SET state = 'queued', error_kind = NULL, error = NULL
     WHERE run = $1 AND state IN ('failed', 'left')`,
    [found.id],
  );
  return { conversations: found.conversations, ended: found.ended, again };
}
