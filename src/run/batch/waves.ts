import { InputError } from '../../input-error.ts';
import { type Batch, MOST_BYTES } from '../../model/batch/batches.ts';
import type { BatchResult } from '../../model/batch/result.ts';
import {
  type Completion,
  type Fields,
  type Message,
  ModelError,
  RETRYABLE,
} from '../../model/completion.ts';
import type { Journal } from '../journal.ts';
import { Stopped } from '../paced-endpoint.ts';
import { type Place, placeId, type Recorded } from '../replies.ts';
import type { Called } from '../user-model.ts';
import { collect, type Stray } from './collect.ts';
import { Provider, type ProviderOptions } from './provider.ts';
import {
  callId,
  metadataOf,
  type OpenWave,
  placeWords,
  type WaveCall,
  type WaveLine,
} from './wave.ts';

export interface WavesOptions extends ProviderOptions {
  /** Identity of the run: `runHash`. */
  run: string;
  journal: Journal<WaveLine>;
  recorded: Recorded;
  /** What earlier sessions left, and the number of their last wave. */
  open: readonly OpenWave[];
  last: number;
  /** Requests a batch takes, and conversations that are open at a time. */
  size: number;
  /** Milliseconds since 1970. */
  now: () => number;
  onBatch: (event: BatchEvent) => void;
}

/** What happens to a batch, for the user. */
export type BatchEvent =
  | {
      readonly kind: 'submitted' | 'found' | 'left';
      readonly batch: string;
      readonly requests: number;
    }
  | {
      readonly kind: 'collected';
      readonly batch: string;
      readonly status: Batch['status'];
      readonly requests: number;
      readonly replies: number;
      /** Calls that go into another batch. */
      readonly again: number;
      /** Calls that failed for good. */
      readonly failed: number;
      readonly stray: Stray;
    };

/** A call that is to be made in a batch. */
export interface BatchedCall {
  readonly key: string;
  readonly place: Place;
  readonly messages: readonly Message[];
  readonly fields: Fields;
  /** Records what came; resolves when it is on disk. */
  readonly keep: (called: Called) => Promise<void>;
}

interface Waiting extends BatchedCall {
  readonly id: string;
  /** The present one included. */
  attempts: number;
  readonly resolve: (completion: Completion) => void;
  readonly reject: (reason: unknown) => void;
}

/** A wave whose batch is at the provider, or on its way. */
interface UnderWay {
  readonly wave: number;
  readonly calls: readonly WaveCall[];
  readonly since: number;
  batch: string | null;
  /** Results that came before their calls were asked for. */
  readonly early: Map<string, BatchResult>;
}

/**
 * Calls that are made in batches: those that wait are gathered into a wave, which is submitted when every
 * open conversation waits, or when it is full. Replies are matched by id and are on disk before a call
 * resolves; a wave is closed when all of its are.
 */
export class Waves {
  readonly #options: WavesOptions;
  readonly #provider: Provider;
  /** Calls that have not been answered, by id. */
  readonly #waiting = new Map<string, Waiting>();
  /** How many calls each conversation waits for: place id -> count. */
  readonly #waits = new Map<string, number>();
  #gathered: Array<{ readonly call: Waiting; readonly line: string }> = [];
  #bytes = 0;
  readonly #underWay = new Map<number, UnderWay>();
  /** Ids of calls in waves whose results have not been read: call id -> wave. */
  readonly #inWave = new Map<string, UnderWay>();
  /** Waves of earlier sessions that are not followed yet. */
  #resumed: UnderWay[];
  readonly #tasks = new Set<Promise<void>>();
  #last: number;
  #openConversations = 0;
  #allOpened = false;
  /** Waves whose results are being read: more calls will come. */
  #reading = 0;
  #looking = false;
  #anyReply = false;

  constructor(options: WavesOptions) {
    this.#options = options;
    this.#provider = new Provider(options);
    this.#last = options.last;
    this.#resumed = options.open.map(({ wave, calls, since, batch }) => {
      const left = calls.filter((call) => !isRecorded(options.recorded, call));
      return this.#begin({ wave, calls, since, batch, early: new Map() }, left);
    });
    options.signal.addEventListener('abort', () => this.#stop(), { once: true });
  }

  /** Whether a call has been answered in this session. */
  get anyReply(): boolean {
    return this.#anyReply;
  }

  /** Conversations that may be open at a time. */
  get size(): number {
    return this.#options.size;
  }

  opened(): void {
    this.#openConversations += 1;
    this.#look();
  }

  closed(): void {
    this.#openConversations -= 1;
    this.#look();
  }

  /** No further conversation will be opened but in the place of one that closes. */
  allOpened(): void {
    this.#allOpened = true;
    this.#look();
  }

  /** Throws ModelError, Stopped, and InputError where a batch as a whole failed. */
  complete(call: BatchedCall): Promise<Completion> {
    if (this.#options.signal.aborted) return Promise.reject(new Stopped());
    return new Promise((resolve, reject) => {
      const id = callId({ key: call.key, ...placeOnly(call.place) });
      const waiting = { ...call, id, attempts: 1, resolve, reject };
      this.#waiting.set(id, waiting);
      const at = placeId(call.place);
      this.#waits.set(at, (this.#waits.get(at) ?? 0) + 1);
      const wave = this.#inWave.get(id);
      if (wave?.early.has(id)) this.#do(this.#deliverEarly(wave, waiting));
      else if (!wave) this.#gather(waiting);
      this.#look();
    });
  }

  /** Resolves when nothing is under way here any more; says which batches are left at the provider. */
  async close(): Promise<void> {
    while (this.#tasks.size > 0) await Promise.all(this.#tasks);
    for (const { batch, calls, early } of this.#underWay.values()) {
      if (batch !== null && early.size === 0)
        this.#options.onBatch({ kind: 'left', batch, requests: calls.length });
    }
  }

  #begin(wave: UnderWay, calls: readonly WaveCall[]): UnderWay {
    this.#underWay.set(wave.wave, wave);
    for (const call of calls) this.#inWave.set(callId(call), wave);
    return wave;
  }

  #gather(call: Waiting): void {
    if (this.#options.signal.aborted) {
      this.#settle(call).reject(new Stopped());
      return;
    }
    const line = this.#options.batches.line(call);
    const bytes = Buffer.byteLength(line) + 1;
    if (this.#bytes + bytes > MOST_BYTES) this.#submit();
    this.#gathered.push({ call, line });
    this.#bytes += bytes;
    if (this.#gathered.length >= this.#options.size) this.#submit();
  }

  /** Looks whether a wave is due, once all calls that are made at the same time are there. */
  #look(): void {
    if (this.#looking) return;
    this.#looking = true;
    setImmediate(() => {
      this.#looking = false;
      const { signal, size } = this.#options;
      if (signal.aborted || !(this.#allOpened || this.#openConversations >= size)) return;
      for (const wave of this.#resumed.splice(0)) this.#do(this.#resume(wave));
      const all = this.#waits.size >= this.#openConversations;
      if (all && this.#reading === 0 && this.#gathered.length > 0) this.#submit();
    });
  }

  #do(work: Promise<void>): void {
    const task = work.finally(() => {
      this.#tasks.delete(task);
      this.#look();
    });
    this.#tasks.add(task);
  }

  #submit(): void {
    const gathered = this.#gathered;
    if (gathered.length === 0) return;
    this.#gathered = [];
    this.#bytes = 0;
    this.#last += 1;
    const calls = gathered.map(({ call: { key, place } }) => ({ key, ...placeOnly(place) }));
    const since = this.#options.now();
    const wave = this.#begin(
      { wave: this.#last, calls, since, batch: null, early: new Map() },
      calls,
    );
    this.#do(
      this.#guarded(wave, async () => {
        const lines = gathered.map(({ line }) => line);
        await this.#hold({ type: 'wave', wave: wave.wave, calls, at: isoTime(since) });
        const metadata = metadataOf(this.#options.run, wave.wave, calls);
        const name = `lacuna-${metadata.lacuna_run.slice(0, 12)}-${wave.wave}.jsonl`;
        const begun = await this.#provider.submit(name, lines, metadata, since);
        await this.#hasBatch(wave, begun.id, 'submitted');
        await this.#collect(wave, await this.#provider.ended(begun.id));
      }),
    );
  }

  async #resume(wave: UnderWay): Promise<void> {
    await this.#guarded(wave, async () => {
      if (![...this.#inWave.values()].includes(wave)) return this.#close(wave, 'collected');
      // Before it is known whether it has ended, no wave is submitted that might be larger.
      this.#reading += 1;
      let batch: Batch | undefined;
      try {
        batch = await this.#find(wave);
      } finally {
        this.#reading -= 1;
      }
      if (!batch) return this.#neverBegun(wave);
      if (batch.status === 'working') batch = await this.#provider.ended(batch.id);
      await this.#collect(wave, batch);
    });
  }

  /** The batch of a wave of an earlier session; one that died between upload and journal is found by its metadata. */
  async #find(wave: UnderWay): Promise<Batch | undefined> {
    const known = wave.batch;
    const batch = known
      ? await this.#provider.retrieve(known)
      : await this.#provider.find(metadataOf(this.#options.run, wave.wave, wave.calls), wave.since);
    if (batch) await this.#hasBatch(wave, batch.id, 'found', known === null);
    return batch;
  }

  async #hasBatch(
    wave: UnderWay,
    batch: string,
    kind: 'submitted' | 'found',
    isNew = true,
  ): Promise<void> {
    wave.batch = batch;
    const at = isoTime(this.#options.now());
    if (isNew) await this.#hold({ type: 'batch', wave: wave.wave, batch, at });
    this.#options.onBatch({ kind, batch, requests: wave.calls.length });
  }

  async #neverBegun(wave: UnderWay): Promise<void> {
    const left = this.#leave(wave);
    await this.#close(wave, 'lost');
    for (const call of left) this.#gather(call);
  }

  async #collect(wave: UnderWay, batch: Batch): Promise<void> {
    if (batch.status === 'failed') {
      await this.#close(wave, batch.statusRaw);
      throw notAccepted(batch, wave);
    }
    this.#reading += 1;
    try {
      await this.#read(wave, batch);
    } finally {
      this.#reading -= 1;
    }
  }

  async #read(wave: UnderWay, batch: Batch): Promise<void> {
    const { batches, attempts, recorded, onBatch } = this.#options;
    const { calls } = wave;
    const failures: Array<{ readonly call: Waiting; readonly error: ModelError }> = [];
    let replies = 0;
    const stray = await collect(batch, {
      batches,
      ids: new Set(calls.map(callId)),
      taken: new Set(calls.filter((call) => isRecorded(recorded, call)).map(callId)),
      read: (reading) => this.#provider.read(batch.id, reading),
      take: async (id, result) => {
        const call = this.#waiting.get(id);
        if (!call) {
          if (result.response) wave.early.set(id, result);
          return;
        }
        const error = await this.#deliver(wave, call, result);
        if (error) failures.push({ call, error });
        else replies += 1;
      },
    });
    const answered = new Set(failures.map(({ call }) => call));
    for (const call of this.#leave(wave)) {
      if (!answered.has(call)) failures.push({ call, error: unanswered(batch) });
    }
    if (wave.early.size === 0) await this.#close(wave, batch.statusRaw, stray);
    const again = (error: ModelError, call: Waiting) =>
      RETRYABLE.has(error.kind) && call.attempts < attempts && batch.status !== 'cancelled';
    const counts = { again: 0, failed: 0 };
    const cancelled = batch.status === 'cancelled' ? wasCancelled(batch, wave, replies) : undefined;
    for (const { call, error } of failures) counts[again(error, call) ? 'again' : 'failed'] += 1;
    const { id, status } = batch;
    onBatch({
      kind: 'collected',
      batch: id,
      status,
      requests: calls.length,
      replies,
      ...counts,
      stray,
    });
    // Only now that the wave is closed: what comes of them may end the run.
    for (const { call, error } of failures) {
      if (again(error, call)) {
        call.attempts += 1;
        this.#gather(call);
      } else this.#settle(call).reject(cancelled ?? error);
    }
    if (cancelled) throw cancelled;
  }

  /** Gives the failure, where the result is one. Throws where the reply cannot be recorded. */
  async #deliver(
    wave: UnderWay,
    call: Waiting,
    result: BatchResult,
  ): Promise<ModelError | undefined> {
    const { batches, now } = this.#options;
    let completion: Completion;
    try {
      completion = batches.completion(result, call.fields);
    } catch (error) {
      if (error instanceof ModelError) return error;
      throw error;
    }
    const { attempts } = call;
    const ms = Math.max(0, now() - wave.since);
    await call.keep({ completion, ms, attempts, batch: wave.batch ?? undefined });
    this.#anyReply = true;
    this.#inWave.delete(call.id);
    this.#settle(call).resolve(completion);
    return undefined;
  }

  async #deliverEarly(wave: UnderWay, call: Waiting): Promise<void> {
    await this.#guarded(wave, async () => {
      const result = wave.early.get(call.id);
      const error = result && (await this.#deliver(wave, call, result));
      wave.early.delete(call.id);
      this.#inWave.delete(call.id);
      if (error && RETRYABLE.has(error.kind)) this.#gather(call);
      else if (error) this.#settle(call).reject(error);
      if (wave.early.size === 0) await this.#close(wave, 'collected');
    });
  }

  /** The wave's calls that still wait. */
  #callsOf(wave: UnderWay): Waiting[] {
    return [...this.#inWave].flatMap(([id, other]) =>
      other === wave ? (this.#waiting.get(id) ?? []) : [],
    );
  }

  /** Takes the wave's calls out of it, but for results that are still to be asked for; gives those that wait. */
  #leave(wave: UnderWay): Waiting[] {
    const waiting = this.#callsOf(wave);
    for (const [id, other] of this.#inWave) {
      if (other === wave && !wave.early.has(id)) this.#inWave.delete(id);
    }
    return waiting;
  }

  async #close(wave: UnderWay, status: string, stray?: Stray): Promise<void> {
    const at = isoTime(this.#options.now());
    await this.#hold({ type: 'closed', wave: wave.wave, status, at, ...(stray && { stray }) });
    this.#underWay.delete(wave.wave);
  }

  #hold(line: WaveLine): Promise<void> {
    return this.#options.journal.append(line);
  }

  /** What goes wrong with a wave goes to all calls that wait for it. */
  async #guarded(wave: UnderWay, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const reason = this.#options.signal.aborted ? new Stopped() : error;
      for (const call of this.#leave(wave)) this.#settle(call).reject(reason);
    }
  }

  /** Nobody waits for the call any more. */
  #settle(call: Waiting): Waiting {
    this.#waiting.delete(call.id);
    const at = placeId(call.place);
    const left = (this.#waits.get(at) ?? 1) - 1;
    if (left > 0) this.#waits.set(at, left);
    else this.#waits.delete(at);
    return call;
  }

  #stop(): void {
    const gathered = this.#gathered.splice(0).map(({ call }) => call);
    const unfollowed = this.#resumed.splice(0).flatMap((wave) => this.#callsOf(wave));
    for (const call of [...gathered, ...unfollowed]) this.#settle(call).reject(new Stopped());
  }
}

function isRecorded({ ended, open }: Recorded, { key, ...place }: WaveCall): boolean {
  const id = placeId(place);
  return ended.has(id) || open.get(id)?.has(key) === true;
}

function placeOnly({ item, budget, epoch }: Place): Place {
  return { item, budget, epoch };
}

function unanswered({ id, status }: Batch): ModelError {
  return new ModelError(
    'server',
    status === 'expired'
      ? `the batch ${id} expired before it came to the request`
      : `the batch ${id} brought no reply to the request`,
  );
}

function wasCancelled({ id }: Batch, { calls }: UnderWay, replies: number): InputError {
  return new InputError(
    `the batch ${id} was cancelled at the provider; of its ${calls.length} requests ${replies} had been answered, and those replies are recorded. The same command asks the others in another batch.`,
    3,
  );
}

/** So many faults of a batch are told. */
const TOLD = 5;

function notAccepted({ id, faults }: Batch, { calls }: UnderWay): InputError {
  const told = faults.slice(0, TOLD).map(({ message, line }) => {
    const call = line === null ? undefined : calls[line - 1];
    const where = line === null ? '' : `line ${line}${call ? ` (${placeWords(call)})` : ''}: `;
    return `\n  ${where}${message}`;
  });
  const more = faults.length > TOLD ? `\n  and ${faults.length - TOLD} more` : '';
  return new InputError(
    `the provider did not accept the batch ${id}, and asked the model nothing of it:${told.join('')}${more}\n` +
      'What was recorded before is safe. A limit on waiting tokens or requests is met by a smaller --batch-size.',
  );
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
