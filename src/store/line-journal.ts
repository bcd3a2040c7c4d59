import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { LineJournal } from '../run/journal.ts';
import { Stopped } from '../run/paced-endpoint.ts';
import { RunLine } from '../run/record.ts';
import type { Database } from './database.ts';
import type { Numbering } from './queue.ts';

/** Another worker holds the conversation by now, or has ended it: this one has no more to do with it. */
export class LostHold extends Stopped {}

/** Lines that one transaction writes, at most. */
const LONGEST_BATCH = 500;

export interface JournalOptions {
  database: Database;
  run: number;
  worker: number;
  numbering: Numbering;
  /** Told that a conversation's replies are all safe, and only its end is to be written. */
  onEnding?: (number: number) => void;
}

interface Waiting {
  readonly number: number;
  readonly key: string;
  readonly line: RunLine;
  readonly json: string;
  readonly resolve: (standing: RunLine) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * The lines of a run in the store, as one worker writes them. What arrives while a batch is being written goes
 * into the next: one transaction per batch. A line stands once, whoever writes it and however often: a
 * reply that another has recorded of the same call is not recorded again but given back, and nothing follows
 * a conversation's end. While the database is away, lines wait: they are paid for.
 */
export class StoreJournal implements LineJournal<RunLine> {
  readonly #database: Database;
  readonly #run: number;
  readonly #worker: number;
  readonly #numbering: Numbering;
  readonly #onEnding: (number: number) => void;
  #waiting: Waiting[] = [];
  #flushing: Promise<void> | undefined;

  constructor({ database, run, worker, numbering, onEnding = () => undefined }: JournalOptions) {
    this.#database = database;
    this.#run = run;
    this.#worker = worker;
    this.#numbering = numbering;
    this.#onEnding = onEnding;
  }

  /**
   * Resolves when a line stands in the database: this one, or the one that stood there. Throws LostHold, the
   * reply being safe, where the conversation is no longer this worker's.
   */
  append(line: RunLine): Promise<RunLine> {
    return new Promise((resolve, reject) => {
      const number = this.#numbering.numberOf(line);
      if (line.type === 'end') this.#onEnding(number);
      this.#waiting.push({
        number,
        key: keyOf(line),
        line,
        json: JSON.stringify(line),
        resolve,
        reject,
      });
      this.#flushing ??= this.#flush();
    });
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, LONGEST_BATCH);
      try {
        await this.#settle(batch);
      } catch (error) {
        for (const waiting of batch) waiting.reject(error);
      }
    }
    this.#flushing = undefined;
  }

  /** Writes what may be written, and tells each line's writer what became of it. */
  async #settle(batch: readonly Waiting[]): Promise<void> {
    // A statement whose answer was lost may be given again: what it wrote stands.
    const outcomes = await this.#database.patiently(() => this.#write(batch));
    const written = new Map(outcomes.map((outcome) => [lineId(outcome), outcome]));
    const isWritten = (waiting: Waiting) => written.get(idOf(waiting))?.written === true;
    const others = batch.filter((waiting) => !isWritten(waiting));
    const standing = await this.#database.patiently(() => this.#standing(others));
    for (const waiting of batch) {
      const { line, resolve, reject } = waiting;
      const stands = isWritten(waiting) ? line : standing.get(idOf(waiting));
      const mine = written.get(idOf(waiting))?.whose === 'mine';
      if (stands && (mine || line.type === 'end')) resolve(stands);
      else reject(new LostHold());
    }
  }

  #write(batch: readonly Waiting[]): Promise<Array<z.output<typeof Outcome>>> {
    const usage = batch.map(({ line }) => ('completion' in line ? line.completion.usage : null));
    const errors = batch.map(({ line }) => (line.type === 'error' ? line : null));
    const unread = batch.flatMap(({ number, line }) =>
      line.type === 'error' ? (line.unread ?? []).map((key) => ({ number, key })) : [],
    );
    return this.#database.query(Outcome, WRITE, [
      this.#run,
      this.#worker,
      batch.map(({ number }) => number),
      batch.map(({ line }) => line.type),
      batch.map(({ key }) => key),
      batch.map(({ json }) => json),
      usage.map((tokens) => tokens?.input ?? 0),
      usage.map((tokens) => tokens?.output ?? 0),
      errors.map((error) => error?.kind ?? null),
      // A text of PostgreSQL holds no U+0000.
      errors.map((error) => error?.message.replaceAll('\0', '') ?? null),
      unread.map(({ number }) => number),
      unread.map(({ key }) => key),
    ]);
  }

  async #standing(stale: readonly Waiting[]): Promise<Map<string, RunLine>> {
    if (stale.length === 0) return new Map();
    const rows = await this.#database.query(
      LineId.extend({ json: z.string() }),
      `SELECT number, type, key, json FROM lacuna.line
       JOIN unnest($2::int[], $3::text[], $4::text[]) AS l (number, type, key)
         USING (number, type, key)
       WHERE run = $1 AND standing`,
      [
        this.#run,
        stale.map(({ number }) => number),
        stale.map(({ line }) => line.type),
        stale.map(({ key }) => key),
      ],
    );
    return new Map(rows.map((row) => [lineId(row), RunLine.parse(JSON.parse(row.json))]));
  }
}

/**
 * One statement, so that a batch costs one way to the database and back. Whose a conversation is does not
 * change until it ends: rows are locked, in order, so that of two statements neither waits for the other for
 * ever. A reply counts also where the conversation is another's by now; an error then does not, and nothing
 * does after the end. Ends and errors take their conversations out of the queue.
 */
const WRITE = `
WITH given AS (
  SELECT * FROM unnest(
    $3::int[], $4::text[], $5::text[], $6::text[], $7::int[], $8::int[], $9::text[], $10::text[]
  ) AS g (number, type, key, json, input, output, error_kind, error)
), held AS (
  SELECT number, CASE WHEN state = 'ended' THEN 'ended'
      WHEN state = 'held' AND worker = $2 THEN 'mine' ELSE 'other' END AS whose
  FROM lacuna.conversation WHERE run = $1 AND number = ANY ($3)
  ORDER BY number FOR NO KEY UPDATE
), written AS (
  INSERT INTO lacuna.line (run, number, type, key, json)
  SELECT $1, number, type, key, json FROM given JOIN held USING (number)
  WHERE whose = 'mine' OR (whose = 'other' AND type <> 'error')
  ON CONFLICT (run, number, type, key) WHERE standing DO NOTHING
  RETURNING number, type, key
), fresh AS (
  SELECT * FROM given JOIN written USING (number, type, key)
), counted AS (
  INSERT INTO lacuna.spent AS s (run, worker, replies, input, output)
  SELECT $1, $2, count(*), sum(input), sum(output) FROM fresh
  WHERE type IN ('reply', 'user') HAVING count(*) > 0
  ON CONFLICT (run, worker) DO UPDATE SET replies = s.replies + excluded.replies,
    input = s.input + excluded.input, output = s.output + excluded.output
), unread AS (
  UPDATE lacuna.line AS l SET standing = false
  FROM unnest($11::int[], $12::text[]) AS u (number, key) JOIN fresh USING (number)
  WHERE fresh.type = 'error' AND l.run = $1 AND l.number = u.number AND l.type = 'user'
    AND l.key = u.key AND l.standing
), closed AS (
  UPDATE lacuna.conversation AS c SET worker = NULL, error_kind = fresh.error_kind,
    error = fresh.error, state = CASE fresh.type WHEN 'end' THEN 'ended' ELSE 'failed' END
  FROM fresh WHERE c.run = $1 AND c.number = fresh.number AND fresh.type IN ('end', 'error')
)
SELECT number, type, key, coalesce(whose, 'other') AS whose, w.number IS NOT NULL AS written
FROM given LEFT JOIN held USING (number) LEFT JOIN written AS w USING (number, type, key)`;

/** By which a line stands once in its run. */
const LineId = z.object({ number: z.int(), type: z.string(), key: z.string() });

const Outcome = LineId.extend({
  whose: z.enum(['mine', 'other', 'ended']),
  written: z.boolean(),
});

function lineId({ number, type, key }: z.infer<typeof LineId>): string {
  return `${number} ${type} ${key}`;
}

function idOf({ number, line: { type }, key }: Waiting): string {
  return lineId({ number, type, key });
}

/** What a line stands once by, within its conversation. */
function keyOf(line: RunLine): string {
  if (line.type === 'end') return 'end';
  return line.type === 'error' ? randomUUID() : line.key;
}
