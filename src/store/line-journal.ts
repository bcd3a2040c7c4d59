import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { LineJournal } from '../run/journal.ts';
import { Stopped } from '../run/paced-endpoint.ts';
import { RunLine } from '../run/record.ts';
import type { Database, Queryable } from './database.ts';
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
        const settle = await this.#database.patiently(() =>
          this.#database.transaction((within) => this.#write(within, batch)),
        );
        for (const waiting of batch) settle(waiting);
      } catch (error) {
        for (const waiting of batch) waiting.reject(error);
      }
    }
    this.#flushing = undefined;
  }

  /** Writes what may be written; gives the function that tells each line's writer what became of it. */
  async #write(within: Queryable, batch: readonly Waiting[]): Promise<(waiting: Waiting) => void> {
    const held = await this.#lock(within, batch);
    // What is no longer this worker's: a paid reply still counts, its error or a reply after the end do not.
    const wanted = batch.filter(({ number, line }) => {
      const state = held.get(number);
      return state === 'mine' || (state === 'other' && line.type !== 'error');
    });
    const written = await this.#insert(within, wanted);
    const fresh = wanted.filter((waiting) => written.has(idOf(waiting)));
    await this.#count(within, fresh);
    await this.#close(within, fresh);
    const standing = await this.#standing(
      within,
      batch.filter((waiting) => !written.has(idOf(waiting))),
    );
    return (waiting) => {
      const { number, line, resolve, reject } = waiting;
      const stands = written.has(idOf(waiting)) ? line : standing.get(idOf(waiting));
      if (stands && (held.get(number) === 'mine' || line.type === 'end')) resolve(stands);
      else reject(new LostHold());
    };
  }

  /** Whose the conversations are; nobody changes that until the transaction ends. */
  async #lock(
    within: Queryable,
    batch: readonly Waiting[],
  ): Promise<Map<number, 'mine' | 'other' | 'ended'>> {
    const rows = await within.query(
      z.object({ number: z.int(), state: z.string(), worker: z.int().nullable() }),
      // In order: of two that lock the same ones, neither waits for the other for ever.
      `SELECT number, state, worker FROM lacuna.conversation
       WHERE run = $1 AND number = ANY ($2::int[]) ORDER BY number FOR NO KEY UPDATE`,
      [this.#run, batch.map(({ number }) => number)],
    );
    return new Map(
      rows.map(({ number, state, worker }) => {
        if (state === 'ended') return [number, 'ended'];
        return [number, state === 'held' && worker === this.#worker ? 'mine' : 'other'];
      }),
    );
  }

  /** Ids of the lines that were not there. */
  async #insert(within: Queryable, lines: readonly Waiting[]): Promise<Set<string>> {
    if (lines.length === 0) return new Set();
    const rows = await within.query(
      LineId,
      `INSERT INTO lacuna.line (run, number, type, key, json)
       SELECT $1, number, type, key, json
       FROM unnest($2::int[], $3::text[], $4::text[], $5::text[]) AS l (number, type, key, json)
       ON CONFLICT (run, number, type, key) WHERE standing DO NOTHING
       RETURNING number, type, key`,
      [
        this.#run,
        lines.map(({ number }) => number),
        lines.map(({ line }) => line.type),
        lines.map(({ key }) => key),
        lines.map(({ json }) => json),
      ],
    );
    return new Set(rows.map(lineId));
  }

  async #count(within: Queryable, fresh: readonly Waiting[]): Promise<void> {
    const usages = fresh.flatMap(({ line }) =>
      line.type === 'reply' || line.type === 'user' ? [line.completion.usage] : [],
    );
    if (usages.length === 0) return;
    await within.execute(
      `INSERT INTO lacuna.spent AS s (run, worker, replies, input, output) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (run, worker) DO UPDATE SET replies = s.replies + excluded.replies,
         input = s.input + excluded.input, output = s.output + excluded.output`,
      [
        this.#run,
        this.#worker,
        usages.length,
        usages.reduce((sum, { input }) => sum + (input ?? 0), 0),
        usages.reduce((sum, { output }) => sum + (output ?? 0), 0),
      ],
    );
  }

  /** Ends and errors take their conversations out of the queue, in the transaction that records them. */
  async #close(within: Queryable, fresh: readonly Waiting[]): Promise<void> {
    const ended = fresh.filter(({ line }) => line.type === 'end').map(({ number }) => number);
    if (ended.length > 0) {
      await within.execute(
        `UPDATE lacuna.conversation SET state = 'ended', worker = NULL, error_kind = NULL, error = NULL
         WHERE run = $1 AND number = ANY ($2::int[])`,
        [this.#run, ended],
      );
    }
    for (const { number, line } of fresh) {
      if (line.type !== 'error') continue;
      await within.execute(
        `UPDATE lacuna.line SET standing = false
         WHERE run = $1 AND number = $2 AND type = 'user' AND key = ANY ($3::text[])`,
        [this.#run, number, line.unread ?? []],
      );
      await within.execute(
        `UPDATE lacuna.conversation SET state = 'failed', worker = NULL, error_kind = $3, error = $4
         WHERE run = $1 AND number = $2`,
        [this.#run, number, line.kind, line.message.replaceAll('\0', '')],
      );
    }
  }

  async #standing(within: Queryable, stale: readonly Waiting[]): Promise<Map<string, RunLine>> {
    if (stale.length === 0) return new Map();
    const rows = await within.query(
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

/** By which a line stands once in its run. */
const LineId = z.object({ number: z.int(), type: z.string(), key: z.string() });

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
