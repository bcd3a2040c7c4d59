import { z } from 'zod';
import type { Item } from '../corrupt/item.ts';
import type { Completion, Endpoint, ModelError } from '../model/completion.ts';
import { policyNamed } from '../policy/index.ts';
import { protocolNamed } from '../protocol/index.ts';
import { RecordedCalls } from '../run/calls.ts';
import { Guard } from '../run/execute.ts';
import { Pace } from '../run/pace.ts';
import { PacedEndpoint } from '../run/paced-endpoint.ts';
import { PlaceSet } from '../run/place-set.ts';
import { RunLine } from '../run/record.ts';
import type { Recorded } from '../run/recorded.ts';
import { type Place, placeId } from '../run/replies.ts';
import { NOTHING } from '../run/spent.ts';
import type { Database } from './database.ts';
import { StoreJournal } from './line-journal.ts';
import { type Claim, Numbering } from './queue.ts';
import type { StoredRun } from './runs.ts';
import { SharedPace } from './shared-pace.ts';

/** A run as a worker can hold it: with its items, and the doors to its models. */
export interface OpenRun extends StoredRun {
  readonly items: readonly Item[];
  readonly endpoint: Endpoint;
  /** Of the model that reads for the user, where the record names one. */
  readonly userEndpoint: Endpoint | null;
}

export interface RunWorkOptions {
  database: Database;
  worker: number;
  concurrency: number;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  random: () => number;
  /** Stops new calls of the worker. */
  signal: AbortSignal;
  /** A conversation's replies are all safe: nothing of it is lost any more. */
  onEnding: (run: number, number: number) => void;
  onReply: (completion: Completion) => void;
  onRetry: (error: ModelError, waitMs: number) => void;
}

/** What a worker needs to hold conversations of one run, by the same calls as a run folder's session. */
export class RunWork {
  readonly run: OpenRun;
  readonly calls: RecordedCalls;
  readonly guard: Guard;
  readonly #database: Database;
  readonly #stopping = new AbortController();
  readonly #recorded: Recorded = {
    ended: new PlaceSet(),
    open: new Map(),
    errors: new Map(),
    user: { spent: NOTHING, byRules: 0 },
    answeredBy: new Map(),
  };

  constructor(run: OpenRun, options: RunWorkOptions) {
    const { record, asking, items } = run;
    const { database, worker, concurrency, now } = options;
    const signal = AbortSignal.any([options.signal, this.#stopping.signal]);
    const limits = {
      database,
      requestsPerMinute: asking.requestsPerMinute,
      tokensPerMinute: asking.tokensPerMinute,
      sleep: options.sleep,
      signal,
    };
    const pacing = { concurrency, now, sleep: options.sleep, signal };
    const paced = (endpoint: string) =>
      new SharedPace({ ...limits, endpoint, pace: new Pace(pacing) });
    const how = { ...options, attempts: asking.attempts, signal };
    const budgets = record.budgets.filter(({ sameAs }) => sameAs === null);
    const numbering = new Numbering(
      items.map(({ id }) => id),
      budgets.map(({ budget }) => budget.name),
    );
    this.run = run;
    this.#database = database;
    this.calls = new RecordedCalls({
      ...how,
      record,
      protocol: protocolNamed(record.protocol),
      policy: policyNamed(record.policy),
      endpoint: run.endpoint,
      pace: paced(`${record.baseUrl} ${record.model}`),
      userEndpoint:
        record.user && run.userEndpoint
          ? new PacedEndpoint({
              ...how,
              endpoint: run.userEndpoint,
              pace: paced(`${record.user.baseUrl} ${record.user.model}`),
            })
          : null,
      journal: new StoreJournal({
        database,
        run: run.id,
        worker,
        numbering,
        onEnding: (number) => options.onEnding(run.id, number),
      }),
      recorded: this.#recorded,
      waves: null,
    });
    this.guard = new Guard({ concurrency, waves: null, giveUp: () => this.stop() });
  }

  /** Whether the run was given up. */
  get stopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  /** No call of it begins any more. */
  stop(): void {
    this.#stopping.abort();
  }

  /** Reads what others recorded of the conversations before they are held: it is not asked again. */
  async recall(claims: readonly Claim[]): Promise<void> {
    const rows = await this.#database.patiently(() =>
      this.#database.query(
        z.object({ json: z.string() }),
        `SELECT json FROM lacuna.line
         WHERE run = $1 AND number = ANY ($2::int[]) AND standing AND type IN ('reply', 'user')`,
        [this.run.id, claims.map(({ number }) => number)],
      ),
    );
    for (const { json } of rows) {
      const line = RunLine.parse(JSON.parse(json));
      if (line.type !== 'reply' && line.type !== 'user') continue;
      const id = placeId(line);
      const known = this.#recorded.open.get(id) ?? new Map<string, Completion>();
      this.#recorded.open.set(id, known.set(line.key, line.completion));
    }
  }

  /** Holds one conversation to its end. Throws what keeps it from there. */
  async converse(place: Place, item: Item): Promise<void> {
    try {
      await this.calls.converse(place, item);
    } finally {
      // Of millions of conversations only those under way are held in memory.
      const id = placeId(place);
      this.#recorded.ended.delete(place);
      this.#recorded.open.delete(id);
      this.#recorded.errors.delete(id);
    }
  }
}
