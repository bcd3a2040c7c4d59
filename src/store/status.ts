import { z } from 'zod';
import type { Database } from './database.ts';
import type { StoredRun } from './runs.ts';

/** How far a run has come. */
export interface RunStatus {
  readonly run: StoredRun;
  readonly queued: number;
  readonly held: number;
  readonly ended: number;
  readonly failed: number;
  /** Of a stopped run, or a budget that the endpoint does not take. */
  readonly left: number;
  /** Recorded calls, and what they took. */
  readonly replies: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Of the last minute. */
  readonly lastMinute: { readonly replies: number; readonly ended: number };
  /** The most frequent first. */
  readonly errors: ReadonlyArray<{ kind: string; message: string; count: number }>;
}

export interface WorkerStatus {
  readonly name: string;
  readonly state: 'at work' | 'silent' | 'gone';
  /** Seconds since its last sign of life. */
  readonly silentFor: number;
  readonly concurrency: number;
  readonly held: number;
  readonly replies: number;
  readonly retries: number;
  readonly fault: string | null;
}

/** So many reasons are told. */
const REASONS = 5;

export async function runStatus(database: Database, run: StoredRun): Promise<RunStatus> {
  const counts = await database.query(
    z.object({ state: z.string(), count: z.int() }),
    'SELECT state, count(*)::int AS count FROM lacuna.conversation WHERE run = $1 GROUP BY state',
    [run.id],
  );
  const count = (state: string) => counts.find((row) => row.state === state)?.count ?? 0;
  const [spent] = await database.query(
    z.object({ replies: z.coerce.number(), input: z.coerce.number(), output: z.coerce.number() }),
    `SELECT coalesce(sum(replies), 0) AS replies, coalesce(sum(input), 0) AS input,
       coalesce(sum(output), 0) AS output
     FROM lacuna.spent WHERE run = $1`,
    [run.id],
  );
  const errors = await database.query(
    z.object({ kind: z.string(), message: z.string(), count: z.int() }),
    `SELECT error_kind AS kind, error AS message, count(*)::int AS count FROM lacuna.conversation
     WHERE run = $1 AND state = 'failed' GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT $2`,
    [run.id, REASONS],
  );
  return {
    run,
    queued: count('queued'),
    held: count('held'),
    ended: count('ended'),
    failed: count('failed'),
    left: count('left'),
    replies: spent?.replies ?? 0,
    inputTokens: spent?.input ?? 0,
    outputTokens: spent?.output ?? 0,
    lastMinute: await lastMinute(database, run.id),
    errors,
  };
}

/** Lines that are looked at for the rate: those of a minute, also at thousands a second. */
const RECENT_LINES = 200_000;

async function lastMinute(
  database: Database,
  run: number,
): Promise<{ replies: number; ended: number }> {
  const [rate] = await database.query(
    z.object({ replies: z.int(), ended: z.int() }),
    `SELECT count(*) FILTER (WHERE type IN ('reply', 'user'))::int AS replies,
       count(*) FILTER (WHERE type = 'end')::int AS ended
     FROM (SELECT run, type, at FROM lacuna.line ORDER BY id DESC LIMIT $2) AS recent
     WHERE run = $1 AND at > now() - interval '1 minute'`,
    [run, RECENT_LINES],
  );
  return rate ?? { replies: 0, ended: 0 };
}

/** The workers that are at work, and the last that left. */
export function workerStatus(database: Database): Promise<WorkerStatus[]> {
  return database.query(
    z.object({
      name: z.string(),
      state: z.enum(['at work', 'silent', 'gone']),
      silentFor: z.number(),
      concurrency: z.int(),
      held: z.int(),
      replies: z.int(),
      retries: z.int(),
      fault: z.string().nullable(),
    }),
    `SELECT name, concurrency, retries, fault,
       CASE WHEN retired_at IS NOT NULL THEN 'gone'
         WHEN seen_at < clock_timestamp() - lease THEN 'silent' ELSE 'at work' END AS state,
       greatest(0, extract(epoch FROM clock_timestamp() - seen_at))::float8 AS "silentFor",
       (SELECT count(*)::int FROM lacuna.conversation AS c
        WHERE c.state = 'held' AND c.worker = w.id) AS held,
       (SELECT coalesce(sum(s.replies), 0)::int FROM lacuna.spent AS s
        WHERE s.worker = w.id) AS replies
     FROM lacuna.worker AS w ORDER BY retired_at DESC NULLS FIRST, id DESC LIMIT 50`,
  );
}
