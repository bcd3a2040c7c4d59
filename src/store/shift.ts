import type { Item } from '../corrupt/item.ts';
import { InputError } from '../input-error.ts';
import { ModelError } from '../model/completion.ts';
import { Stopped } from '../run/paced-endpoint.ts';
import type { Database } from './database.ts';
import { beat, bury, enlist, leave } from './lease.ts';
import { LostHold } from './line-journal.ts';
import { type Claim, claim, isOpen, leaveBudget, putBack, release, stopRun } from './queue.ts';
import { type OpenRun, RunWork, type RunWorkOptions } from './run-work.ts';
import { readStopped } from './runs.ts';

export interface ShiftOptions
  extends Pick<
    RunWorkOptions,
    'database' | 'concurrency' | 'now' | 'random' | 'onReply' | 'onRetry'
  > {
  /** As others see it: machine and process. */
  name: string;
  /** Without a sign of life for so long, others take up what this worker holds. */
  leaseMs: number;
  /** Only of those; null: of all. */
  runs: readonly number[] | null;
  /** Whether to wait for runs to come, where there is nothing left to do. */
  stay: boolean;
  /** Reads a run and opens the doors to its models. */
  openRun: (run: number) => Promise<OpenRun>;
  /** Resolves after so many milliseconds, or early when the signal is aborted. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Ends the work: calls in flight are waited for. */
  signal: AbortSignal;
  onConversation: (failed: boolean) => void;
  /** A run is given up, for all workers. */
  onStopped: (run: OpenRun, why: string) => void;
}

/** Signs of life in a lease: several may be late before it ends. */
const BEATS = 5;
/** Conversations that are taken before their place is free, as a share of the places. */
const AHEAD = 1 / 4;
/** How soon a worker without work looks for some: what dead workers held, and runs to come. */
const IDLE_MS = 500;
/** Failures that say something about the run, wherever it is asked from; others concern this worker alone. */
const OF_THE_RUN: ReadonlySet<string> = new Set(['model', 'quota']);

/**
 * A worker from its enlisting to its leaving: takes conversations and holds them, as many at a time as it may,
 * and gives signs of life. Gives "lost" where others took it for dead meanwhile: it may enlist again.
 * Throws InputError where going on is of no use from here; what it held is put back, what it was told stays.
 */
export async function workShift(options: ShiftOptions): Promise<'done' | 'lost'> {
  const { database } = options;
  const worker = await database.patiently(() => enlist(database, options), options.signal);
  return new Shift(options, worker).work();
}

class Shift {
  readonly #options: ShiftOptions;
  readonly #database: Database;
  readonly #worker: number;
  readonly #ending = new AbortController();
  readonly #signal: AbortSignal;
  /** By run; one that was stopped is opened anew where it goes on. */
  readonly #works = new Map<number, Promise<RunWork>>();
  readonly #opened: Array<Promise<RunWork>> = [];
  /** What this worker holds: begun, or ready to be. */
  readonly #held = new Map<string, Claim>();
  readonly #begun = new Set<Promise<void>>();
  /** Taken ahead, so that a place that becomes free is filled at once. */
  readonly #ready: Array<{ work: RunWork; taken: Claim }> = [];
  /** Begun conversations with replies that are not safe yet: a kill would cost them. */
  readonly #atRisk = new Set<string>();
  #wake: () => void = () => undefined;
  /** When the last sign of life that arrived was given, by a clock that nobody sets. */
  #seenAt = performance.now();
  #retries = 0;
  #lost = false;
  #fault: InputError | undefined;
  /** The answer to a claim was lost: it may have taken some that nobody holds. */
  #strays = false;

  constructor(options: ShiftOptions, worker: number) {
    this.#options = options;
    this.#database = options.database;
    this.#worker = worker;
    this.#signal = AbortSignal.any([options.signal, this.#ending.signal]);
    this.#signal.addEventListener('abort', () => this.#wake());
  }

  async work(): Promise<'done' | 'lost'> {
    const beating = new AbortController();
    const heart = this.#beatUntil(beating.signal);
    try {
      await this.#takeAll();
    } catch (error) {
      this.#giveUp(error);
    }
    await Promise.all(this.#begun);
    await Promise.all(
      this.#opened.map(async (opening) => {
        const work = await opening.catch(() => null);
        await work?.calls.settled();
      }),
    );
    await this.#database.patiently(() => release(this.#database, this.#worker));
    const fault = this.#fault?.message ?? (this.#options.signal.aborted ? 'interrupted' : null);
    await this.#database.patiently(() => leave(this.#database, this.#worker, fault));
    beating.abort();
    await heart;
    if (this.#fault) throw this.#fault;
    return this.#lost ? 'lost' : 'done';
  }

  /** Takes conversations as places become free, until there are none, or the shift ends. */
  async #takeAll(): Promise<void> {
    const { concurrency, runs, stay } = this.#options;
    const ahead = Math.ceil(concurrency * AHEAD);
    while (!this.#signal.aborted) {
      const woken = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      const free = concurrency + ahead - this.#atRisk.size - this.#ready.length;
      // One statement for several places: as long as some are taken ahead, none stays empty.
      if (2 * free < ahead) {
        await woken;
        continue;
      }
      const claims = await this.#claim(free);
      await this.#makeReady(claims);
      this.#begin();
      if (claims.length > 0) continue;
      if (this.#held.size === 0 && !stay) {
        const open = await this.#database.patiently(() => isOpen(this.#database, runs));
        if (!open) return;
      }
      await this.#idle(woken);
    }
  }

  async #idle(woken: Promise<void>): Promise<void> {
    const over = new AbortController();
    const signal = AbortSignal.any([this.#signal, over.signal]);
    await Promise.race([woken, this.#options.sleep(IDLE_MS, signal)]);
    over.abort();
  }

  #claim(free: number): Promise<Claim[]> {
    const { runs } = this.#options;
    return this.#database.patiently(async () => {
      if (this.#strays) await release(this.#database, this.#worker, [...this.#held.values()]);
      this.#strays = true;
      const claims = await claim(this.#database, this.#worker, free, runs);
      this.#strays = false;
      return claims;
    });
  }

  async #makeReady(claims: readonly Claim[]): Promise<void> {
    for (const taken of claims) this.#held.set(idOf(taken), taken);
    for (const run of new Set(claims.map((taken) => taken.run))) {
      const ofRun = claims.filter((taken) => taken.run === run);
      const work = await this.#workOf(run);
      await work.recall(ofRun);
      for (const taken of ofRun) this.#ready.push({ work, taken });
    }
  }

  /** Nothing begins where the lease may be over: others may hold it by now. */
  #begin(): void {
    if (performance.now() - this.#seenAt > this.#options.leaseMs) return;
    while (!this.#signal.aborted && this.#atRisk.size < this.#options.concurrency) {
      const next = this.#ready.shift();
      if (!next) break;
      const id = idOf(next.taken);
      this.#atRisk.add(id);
      const holding = this.#hold(next.work, next.taken).finally(() => {
        this.#begun.delete(holding);
        // What was put back may have been taken again by now.
        if (this.#held.get(id) !== next.taken) return;
        this.#held.delete(id);
        this.#safe(id);
        if (this.#held.size === 0) this.#wake();
      });
      this.#begun.add(holding);
    }
  }

  /** Its place is free for another. */
  #safe(id: string): void {
    if (!this.#atRisk.delete(id)) return;
    this.#begin();
    this.#wake();
  }

  #workOf(run: number): Promise<RunWork> {
    const known = this.#works.get(run);
    if (known) return known;
    const opening = this.#options.openRun(run).then(
      (open) =>
        new RunWork(open, {
          ...this.#options,
          worker: this.#worker,
          signal: this.#signal,
          sleep: (ms) => this.#options.sleep(ms, this.#signal),
          onEnding: (of, number) => this.#safe(idOf({ run: of, number })),
          onRetry: (error, waitMs) => {
            this.#retries += 1;
            this.#options.onRetry(error, waitMs);
          },
        }),
    );
    this.#works.set(run, opening);
    this.#opened.push(opening);
    return opening;
  }

  /** Holds a conversation, and records where it failed. Never throws: a fault ends the shift. */
  async #hold(work: RunWork, taken: Claim): Promise<void> {
    const item = work.run.items[taken.position];
    const { budget, epoch } = taken;
    try {
      if (!item) throw new InputError(`the run ${work.run.name} lacks item ${taken.position}`);
      if (this.#signal.aborted || work.guard.refused.has(budget)) throw new Stopped();
      await work.converse({ item: item.id, budget, epoch }, item);
      work.guard.succeeded();
      this.#options.onConversation(false);
    } catch (error) {
      await this.#failed(work, taken, item, error).catch((cause) => this.#giveUp(cause));
    }
  }

  async #failed(
    work: RunWork,
    taken: Claim,
    item: Item | undefined,
    error: unknown,
  ): Promise<void> {
    const { run, budget, epoch } = taken;
    if (error instanceof LostHold) this.#loseAll();
    if (error instanceof Stopped || !item) {
      if (!(error instanceof Stopped)) throw error;
      await this.#putBack(taken, work);
      return;
    }
    const place = { item: item.id, budget, epoch };
    const failure = work.guard.failed(place, error, work.calls);
    if (failure) {
      await work.calls.recordError(place, failure).catch((cause: unknown) => {
        // Another has taken the conversation up: it failed for nobody but this worker.
        if (!(cause instanceof Stopped)) throw cause;
      });
      if (failure.kind === 'budget') {
        await this.#database.patiently(() => leaveBudget(this.#database, run, budget));
      }
      this.#options.onConversation(true);
    }
    const { reason } = work.guard;
    if (!reason) return;
    if (error instanceof ModelError && OF_THE_RUN.has(error.kind)) {
      await this.#stopRun(work, reason.message);
      await this.#putBack(taken, work);
    } else {
      this.#giveUp(reason);
    }
  }

  /** At the end of the shift all is put back at once. */
  async #putBack(taken: Claim, work: RunWork): Promise<void> {
    if (this.#signal.aborted) return;
    const state = work.stopped || work.guard.refused.has(taken.budget) ? 'left' : 'queued';
    await this.#database.patiently(() => putBack(this.#database, this.#worker, taken, state));
  }

  async #stopRun(work: RunWork, why: string): Promise<void> {
    if (this.#works.delete(work.run.id)) this.#options.onStopped(work.run, why);
    await this.#database.patiently(() => stopRun(this.#database, work.run.id, why));
  }

  /** Others took this worker for dead. */
  #loseAll(): void {
    this.#lost = true;
    this.#ending.abort();
  }

  #giveUp(error: unknown): void {
    this.#fault ??=
      error instanceof InputError
        ? error
        : new InputError(`the worker stopped: ${String(error)}`, 3);
    this.#ending.abort();
  }

  async #beatUntil(over: AbortSignal): Promise<void> {
    const { leaseMs, sleep } = this.#options;
    while (!over.aborted) {
      try {
        await this.#beat(over);
      } catch (error) {
        if (!over.aborted) this.#giveUp(error);
      }
      await sleep(leaseMs / BEATS, over);
    }
  }

  async #beat(over: AbortSignal): Promise<void> {
    let given = performance.now();
    const sign = await this.#database.patiently(() => {
      given = performance.now();
      return beat(this.#database, this.#worker, this.#retries);
    }, over);
    if (over.aborted) return;
    if (sign === 'lost') {
      this.#loseAll();
      return;
    }
    this.#seenAt = given;
    this.#begin();
    if (sign === 'steady') await this.#database.patiently(() => bury(this.#database), over);
    const known = [...this.#works.keys()];
    const stopped = await this.#database.patiently(() => readStopped(this.#database, known), over);
    for (const run of stopped) {
      const work = await this.#works.get(run);
      this.#works.delete(run);
      work?.stop();
    }
  }
}

function idOf({ run, number }: Pick<Claim, 'run' | 'number'>): string {
  return `${run} ${number}`;
}
