import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { InputError } from '../input-error.ts';
import { whyOf } from '../io-failure.ts';
import { redactor } from '../model/redact.ts';
import { publicStore, secretsOf } from './address.ts';
import { SCHEMA, SCHEMA_VERSION } from './schema.ts';

/** What can run a statement: the database, or a transaction in it. */
export interface Queryable {
  /** Its rows, each parsed by the schema. */
  query<S extends z.ZodType>(
    row: S,
    text: string,
    values?: readonly unknown[],
  ): Promise<Array<z.output<S>>>;
  /** How many rows it touched. */
  execute(text: string, values?: readonly unknown[]): Promise<number>;
}

export interface DatabaseOptions {
  /** Told when the database cannot be reached (why), and when it can again (null). */
  onAway?: (why: string | null) => void;
}

/** Connections of one process: some for writing replies, one each for claims, heartbeats and rates. */
const CONNECTIONS = 6;
/** Milliseconds: a statement that takes longer is taken for lost, and tried again. */
const STATEMENT_MS = 120_000;
const CONNECT_MS = 10_000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_000;

/** A PostgreSQL database that holds runs: its connections, and patience where it is away for a while. */
export class Database implements Queryable {
  /** As it may be shown: without password. */
  readonly name: string;
  readonly #pool: pg.Pool;
  readonly #redact: (text: string) => string;
  readonly #onAway: (why: string | null) => void;
  #away = false;

  private constructor(address: string, { onAway = () => undefined }: DatabaseOptions) {
    this.name = publicStore(address);
    this.#redact = redactor(secretsOf(address, process.env));
    this.#onAway = onAway;
    this.#pool = new pg.Pool({
      connectionString: address,
      application_name: 'lacuna',
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: STATEMENT_MS,
      keepAlive: true,
      // A command ends when its work is done, whatever idles in the pool.
      allowExitOnIdle: true,
    });
    // A connection that breaks while idle is no fault: the next statement takes another.
    this.#pool.on('error', () => undefined);
  }

  /**
   * Connects, and makes Lacuna's tables where they are missing and may be made. Throws InputError where the
   * database cannot be reached, holds no runs, or was made by another version.
   */
  static async open(
    address: string,
    { create = false, ...options }: DatabaseOptions & { create?: boolean } = {},
  ): Promise<Database> {
    const database = new Database(address, options);
    try {
      if (create) await database.#create();
      await database.#check();
      return database;
    } catch (error) {
      await database.close();
      throw database.#explained(error);
    }
  }

  async query<S extends z.ZodType>(
    row: S,
    text: string,
    values: readonly unknown[] = [],
  ): Promise<Array<z.output<S>>> {
    const { rows } = await this.#pool.query(text, [...values]);
    return z.array(row).parse(rows);
  }

  async execute(text: string, values: readonly unknown[] = []): Promise<number> {
    return (await this.#pool.query(text, [...values])).rowCount ?? 0;
  }

  /** Runs the work in one transaction: all of it is done, or nothing. */
  async transaction<T>(work: (within: Queryable) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    // The statement under way fails too, and says it; unheard, the event would end the process.
    const onError = (error: Error): void => {
      broken = error;
    };
    client.on('error', onError);
    try {
      await client.query('BEGIN');
      const value = await work({
        query: async (row, text, values = []) =>
          z.array(row).parse((await client.query(text, [...values])).rows),
        execute: async (text, values = []) => (await client.query(text, [...values])).rowCount ?? 0,
      });
      await client.query('COMMIT');
      return value;
    } catch (error) {
      await client.query('ROLLBACK').catch((cause: unknown) => {
        broken = cause instanceof Error ? cause : new Error(String(cause));
      });
      throw error;
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }

  /**
   * Does work that may be done twice, again and again while the database cannot be reached, until the
   * signal says that it is no longer wanted. Throws InputError where it fails otherwise.
   */
  async patiently<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(LONGEST_WAIT_MS, 2 * waitMs)) {
      try {
        const value = await work();
        if (this.#away) this.#onAway(null);
        this.#away = false;
        return value;
      } catch (error) {
        if (!isPassing(error) || signal?.aborted) throw this.#explained(error);
        if (!this.#away && !isClash(error)) {
          this.#away = true;
          this.#onAway(this.#redact(whyOf(error)));
        }
        await sleep(waitMs);
      }
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  /** Two commands may come to an empty database at once: one makes the tables, the other waits. */
  async #create(): Promise<void> {
    await this.transaction(async (within) => {
      await within.execute('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      if (await hasTables(within)) return;
      await within.execute(SCHEMA);
      await within.execute('INSERT INTO lacuna.version (version) VALUES ($1)', [SCHEMA_VERSION]);
    });
  }

  async #check(): Promise<void> {
    if (!(await hasTables(this))) {
      throw new InputError(
        `${this.name} holds no runs: \`lacuna run --store ${this.name} …\` puts one there`,
      );
    }
    const [found] = await this.query(Version, 'SELECT version FROM lacuna.version');
    if (found?.version === SCHEMA_VERSION) return;
    throw new InputError(
      `${this.name} was made by another version of Lacuna (tables ${found?.version ?? 'unknown'}, this one has ${SCHEMA_VERSION}): use that version, or another database`,
    );
  }

  #explained(error: unknown): unknown {
    if (error instanceof InputError || error instanceof z.ZodError) return error;
    // Some connection failures come as several, one for each address of the host.
    const [first] = error instanceof AggregateError ? error.errors : [error];
    return new InputError(`the store ${this.name}: ${this.#redact(whyOf(first))}`);
  }
}

const Version = z.object({ version: z.int() });

/** Of the advisory lock under which tables are made: any number that nobody else takes. */
const LOCK = 5_226_862;

async function hasTables(within: Queryable): Promise<boolean> {
  const [found] = await within.query(
    z.object({ there: z.boolean() }),
    "SELECT to_regclass('lacuna.version') IS NOT NULL AS there",
  );
  return found?.there ?? false;
}

/** Failures of a connection, by Node's code or pg's words: they say nothing about the statement. */
const LOST = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
]);
const LOST_WORDS =
  /connection terminated|connection timeout|query read timeout|client has encountered a connection error|not queryable/i;
/** SQLSTATE classes of a server that starts, stops, or has no room: it will be back. */
const PASSING = /^(08|53|57P0[1-3]|58)/;

function isPassing(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isPassing);
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return LOST.has(code) || PASSING.test(code) || isClash(error) || LOST_WORDS.test(error.message);
}

/** Two transactions that stood in each other's way: one of them goes again. */
function isClash(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '40001')
  );
}
