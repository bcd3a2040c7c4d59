import { z } from 'zod';
import type { Place } from '../run/replies.ts';
import type { Database } from './database.ts';

/** A conversation that this worker holds. */
export interface Claim {
  readonly run: number;
  readonly number: number;
  /** Of its item, in the run's order. */
  readonly position: number;
  readonly budget: string;
  readonly epoch: number;
}

const ClaimRow = z.object({
  run: z.int(),
  number: z.int(),
  position: z.int(),
  budget: z.string(),
  epoch: z.int(),
});

/**
 * Takes up to so many conversations that wait, the earliest first; what another takes at this moment is
 * skipped, not waited for. `runs`: only of those; null: of all.
 */
export function claim(
  database: Database,
  worker: number,
  count: number,
  runs: readonly number[] | null,
): Promise<Claim[]> {
  return database.query(
    ClaimRow,
    `UPDATE lacuna.conversation AS c SET state = 'held', worker = $1
     FROM (
       SELECT run, number FROM lacuna.conversation
       WHERE state = 'queued' AND ($3::int[] IS NULL OR run = ANY ($3))
       ORDER BY run, number LIMIT $2 FOR UPDATE SKIP LOCKED
     ) AS next
     WHERE c.run = next.run AND c.number = next.number
     RETURNING c.run, c.number, c.position, c.budget, c.epoch`,
    [worker, count, runs],
  );
}

/** What becomes of a conversation `c` that is put back: of a stopped run nobody takes it. */
export const PUT_BACK = `CASE WHEN EXISTS (
  SELECT FROM lacuna.run AS r WHERE r.id = c.run AND r.stopped IS NOT NULL
) THEN 'left' ELSE 'queued' END`;

/**
 * Puts back what the worker holds, but for `keep`: of a claim whose answer was lost it knows nothing, and of
 * a conversation that it dropped it wants nothing. What another holds by now stays.
 */
export function release(
  database: Database,
  worker: number,
  keep: ReadonlyArray<Pick<Claim, 'run' | 'number'>> = [],
): Promise<number> {
  return database.execute(
    `UPDATE lacuna.conversation AS c SET state = ${PUT_BACK}, worker = NULL
     WHERE c.state = 'held' AND c.worker = $1 AND NOT EXISTS (
       SELECT FROM unnest($2::int[], $3::int[]) AS k (run, number)
       WHERE k.run = c.run AND k.number = c.number
     )`,
    [worker, keep.map(({ run }) => run), keep.map(({ number }) => number)],
  );
}

/** Puts one conversation back, where the worker still holds it. */
export function putBack(
  database: Database,
  worker: number,
  { run, number }: Claim,
  state: 'queued' | 'left',
): Promise<number> {
  return database.execute(
    `UPDATE lacuna.conversation AS c SET worker = NULL,
       state = CASE WHEN $4 = 'left' THEN 'left' ELSE ${PUT_BACK} END
     WHERE c.run = $1 AND c.number = $2 AND c.state = 'held' AND c.worker = $3`,
    [run, number, worker, state],
  );
}

/** Whether a conversation waits or is held, by anyone. */
export async function isOpen(database: Database, runs: readonly number[] | null): Promise<boolean> {
  const [found] = await database.query(
    z.object({ open: z.boolean() }),
    `SELECT EXISTS (
       SELECT FROM lacuna.conversation
       WHERE state = 'queued' AND ($1::int[] IS NULL OR run = ANY ($1))
     ) OR EXISTS (
       SELECT FROM lacuna.conversation
       WHERE state = 'held' AND ($1::int[] IS NULL OR run = ANY ($1))
     ) AS open`,
    [runs],
  );
  return found?.open ?? false;
}

/** No worker takes up what is left of the run, until `lacuna run` asks for it again. */
export async function stopRun(database: Database, run: number, why: string): Promise<void> {
  await database.transaction(async (within) => {
    await within.execute('UPDATE lacuna.run SET stopped = coalesce(stopped, $2) WHERE id = $1', [
      run,
      why,
    ]);
    await within.execute(
      "UPDATE lacuna.conversation SET state = 'left' WHERE run = $1 AND state = 'queued'",
      [run],
    );
  });
}

/** The endpoint does not take the budget: what waits of it is left. */
export function leaveBudget(database: Database, run: number, budget: string): Promise<number> {
  return database.execute(
    "UPDATE lacuna.conversation SET state = 'left' WHERE run = $1 AND budget = $2 AND state = 'queued'",
    [run, budget],
  );
}

/** Ids of places, as numbers within the run: `lacuna.conversation.number`. */
export class Numbering {
  readonly #positions: ReadonlyMap<string, number>;
  readonly #budgets: readonly string[];

  /** `items` by id, and `budgets` that are asked, in the run's order. */
  constructor(items: readonly string[], budgets: readonly string[]) {
    this.#positions = new Map(items.map((id, position) => [id, position]));
    this.#budgets = budgets;
  }

  numberOf({ item, budget, epoch }: Place): number {
    const position = this.#positions.get(item);
    const order = this.#budgets.indexOf(budget);
    if (position === undefined || order < 0) throw new RangeError(`no place ${item}, ${budget}`);
    return (epoch * this.#positions.size + position) * this.#budgets.length + order;
  }
}
