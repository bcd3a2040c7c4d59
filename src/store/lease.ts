import { z } from 'zod';
import type { Database } from './database.ts';
import { PUT_BACK } from './queue.ts';

const Id = z.object({ id: z.int() });

/** Writes a worker into the store; gives its number. */
export async function enlist(
  database: Database,
  { name, concurrency, leaseMs }: { name: string; concurrency: number; leaseMs: number },
): Promise<number> {
  const [worker] = await database.query(
    Id,
    `INSERT INTO lacuna.worker (name, concurrency, lease)
     VALUES ($1, $2, $3 * interval '1 ms') RETURNING id`,
    [name, concurrency, leaseMs],
  );
  if (!worker) throw new RangeError('no number for the worker');
  return worker.id;
}

const Beat = z.object({ steady: z.boolean() });

/**
 * A sign of life. "lost": others took this worker for dead, and what it held is no longer its own.
 * "late": it came so late that the sign of others may be under way as well.
 */
export async function beat(
  database: Database,
  worker: number,
  retries: number,
): Promise<'steady' | 'late' | 'lost'> {
  const [found] = await database.query(
    Beat,
    `UPDATE lacuna.worker AS w SET seen_at = clock_timestamp(), retries = $2
     FROM (SELECT id, seen_at, lease FROM lacuna.worker WHERE id = $1) AS before
     WHERE w.id = before.id AND w.retired_at IS NULL
     RETURNING before.seen_at > clock_timestamp() - before.lease / 2 AS steady`,
    [worker, retries],
  );
  if (!found) return 'lost';
  return found.steady ? 'steady' : 'late';
}

/**
 * Puts back what dead workers held: those without a sign of life for their lease. A database that has only
 * just started, to which nobody could give a sign, buries nobody. Gives how many conversations are free.
 */
export async function bury(database: Database): Promise<number> {
  await database.execute(
    `UPDATE lacuna.worker SET retired_at = clock_timestamp(), fault = 'no sign of life'
     WHERE retired_at IS NULL AND seen_at < clock_timestamp() - lease
       AND pg_postmaster_start_time() < clock_timestamp() - lease`,
  );
  // Also what a worker took in the moment in which it was buried.
  return database.execute(
    `UPDATE lacuna.conversation AS c SET state = ${PUT_BACK}, worker = NULL
     FROM lacuna.worker AS w
     WHERE c.state = 'held' AND w.id = c.worker AND w.retired_at IS NOT NULL`,
  );
}

/** The worker leaves; `fault`: why, where its work was not done. */
export async function leave(
  database: Database,
  worker: number,
  fault: string | null,
): Promise<void> {
  await database.execute(
    `UPDATE lacuna.worker SET retired_at = clock_timestamp(), fault = $2
     WHERE id = $1 AND retired_at IS NULL`,
    [worker, fault],
  );
}
