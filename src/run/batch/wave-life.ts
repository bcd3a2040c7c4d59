import type { Batch, Batches } from '../../model/batch/batches.ts';
import type { BatchResult } from '../../model/batch/result.ts';
import { type Completion, ModelError, RETRYABLE } from '../../model/completion.ts';
import type { Journal } from '../journal.ts';
import { Stopped } from '../paced-endpoint.ts';
import { collect, type Stray } from './collect.ts';
import { notAccepted, unanswered, wasCancelled } from './failures.ts';
import type { Provider } from './provider.ts';
import type { UnderWay, WavesUnderWay } from './under-way.ts';
import type { WaitingCall, WaitingCalls } from './waiting.ts';
import { callId, metadataOf, type WaveLine } from './wave.ts';

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

export interface WaveLifeOptions {
  batches: Batches;
  provider: Provider;
  waiting: WaitingCalls;
  underWay: WavesUnderWay;
  /** Identity of the run: `runHash`. */
  run: string;
  journal: Journal<WaveLine>;
  /** Tries per call, the first one included. */
  attempts: number;
  /** Milliseconds since 1970. */
  now: () => number;
  signal: AbortSignal;
  onBatch: (event: BatchEvent) => void;
  /** Calls go into another wave. */
  again: (call: WaitingCall) => void;
  /** What is known of the wave has changed: another may be due. */
  changed: () => void;
}

interface Failure {
  readonly call: WaitingCall;
  readonly error: ModelError;
}

/**
 * What becomes of waves: each is written down before it is uploaded, its batch before it is waited for, and
 * its end once all its replies are on disk.
 */
export class WaveLife {
  readonly #options: WaveLifeOptions;
  /** Waves of which the results are being read, or that may have ended: more calls will come. */
  #reading = 0;
  #anyReply = false;
  #failure: { readonly reason: unknown } | undefined;

  constructor(options: WaveLifeOptions) {
    this.#options = options;
  }

  get isReading(): boolean {
    return this.#reading > 0;
  }

  /** Whether a call has been answered in this session. */
  get anyReply(): boolean {
    return this.#anyReply;
  }

  /** What went wrong with a wave while no call waited for it. */
  get failure(): { readonly reason: unknown } | undefined {
    return this.#failure;
  }

  /** Submits a wave, waits for its batch and collects it. Empties `lines`, its file, once that is uploaded. */
  async begin(wave: UnderWay, lines: string[]): Promise<void> {
    const { provider } = this.#options;
    await this.#guarded(wave, async () => {
      const { calls, since } = wave;
      await this.#write({ type: 'wave', wave: wave.wave, calls: [...calls], at: isoTime(since) });
      const metadata = this.#metadataOf(wave);
      const name = `lacuna-${metadata.lacuna_run.slice(0, 12)}-${wave.wave}.jsonl`;
      const begun = await provider.submit(name, lines, metadata, since);
      // They may be 200 MB, and the wait a day.
      lines.length = 0;
      await this.#setBatch(wave, begun.id);
      this.#tell('submitted', wave);
      await this.#end(wave, await provider.ended(begun.id));
    });
  }

  /** Goes on with a wave that an earlier session left. */
  async resume(wave: UnderWay): Promise<void> {
    const { provider, again } = this.#options;
    await this.#guarded(wave, async () => {
      if (wave.left.size === 0) return this.#close(wave, 'collected');
      // Before it is known whether it has ended, no wave is submitted that might be larger.
      let batch = await this.#whileReading(() => this.#find(wave));
      if (!batch) {
        const left = this.#leaveAll(wave);
        await this.#close(wave, 'lost');
        for (const call of left) again(call);
        return;
      }
      this.#tell('found', wave);
      if (batch.status === 'working') batch = await provider.ended(batch.id);
      await this.#end(wave, batch);
    });
  }

  /** Gives a call the result that had come before it was asked for. */
  async deliverEarly(wave: UnderWay, call: WaitingCall, result: BatchResult): Promise<void> {
    const { underWay, waiting, again } = this.#options;
    await this.#guarded(wave, async () => {
      const error = await this.#deliver(wave, call, result);
      underWay.leave(wave, call.id);
      if (error && RETRYABLE.has(error.kind)) again(call);
      else if (error) waiting.reject(call, error);
      if (wave.left.size === 0) await this.#close(wave, 'collected');
    });
  }

  /** The batch of a wave; one that was begun and not written down is found by its metadata. */
  async #find(wave: UnderWay): Promise<Batch | undefined> {
    const { provider } = this.#options;
    if (wave.batch !== null) return provider.retrieve(wave.batch);
    const found = await provider.find(this.#metadataOf(wave), wave.since);
    if (found) await this.#setBatch(wave, found.id);
    return found;
  }

  async #setBatch(wave: UnderWay, batch: string): Promise<void> {
    wave.batch = batch;
    const at = isoTime(this.#options.now());
    await this.#write({ type: 'batch', wave: wave.wave, batch, at });
  }

  async #end(wave: UnderWay, batch: Batch): Promise<void> {
    if (batch.status === 'failed') {
      await this.#close(wave, batch.statusRaw);
      throw notAccepted(batch, wave.calls);
    }
    await this.#whileReading(() => this.#read(wave, batch));
  }

  async #read(wave: UnderWay, batch: Batch): Promise<void> {
    const { waiting, again, onBatch } = this.#options;
    const { failures, replies, stray } = await this.#collect(wave, batch);
    const failed = new Set(failures.map(({ call }) => call));
    for (const call of this.#leaveAll(wave)) {
      if (!failed.has(call)) failures.push({ call, error: unanswered(batch) });
    }
    if (wave.left.size === 0) await this.#close(wave, batch.statusRaw, stray);
    const retried = failures.filter((failure) => this.#isRetried(failure, batch));
    const lost = failures.filter((failure) => !this.#isRetried(failure, batch));
    const requests = wave.calls.length;
    onBatch({
      ...{ kind: 'collected', batch: batch.id, status: batch.status, requests, replies },
      ...{ again: retried.length, failed: lost.length, stray },
    });
    const cancelled =
      batch.status === 'cancelled' ? wasCancelled(batch, requests, replies) : undefined;
    // Only now that the wave is closed: what comes of them may end the run.
    for (const { call, error } of lost) waiting.reject(call, cancelled ?? error);
    for (const { call } of retried) {
      call.attempts += 1;
      again(call);
    }
    if (cancelled) throw cancelled;
  }

  #isRetried({ call, error }: Failure, { status }: Batch): boolean {
    const { attempts } = this.#options;
    return RETRYABLE.has(error.kind) && call.attempts < attempts && status !== 'cancelled';
  }

  /** Delivers what the batch's files hold; gives the calls that failed. */
  async #collect(wave: UnderWay, batch: Batch) {
    const { batches, provider, waiting } = this.#options;
    const failures: Failure[] = [];
    let replies = 0;
    const ids = new Set(wave.calls.map(callId));
    const stray = await collect(batch, {
      batches,
      ids,
      taken: new Set([...ids].filter((id) => !wave.left.has(id))),
      read: (reading) => provider.read(batch.id, reading),
      take: async (id, result) => {
        const call = waiting.get(id);
        if (!call) {
          if (result.response) wave.early.set(id, result);
          return;
        }
        const error = await this.#deliver(wave, call, result);
        if (error) failures.push({ call, error });
        else replies += 1;
      },
    });
    return { failures, replies, stray };
  }

  /** Gives the failure, where the result is one. Throws where the reply cannot be recorded. */
  async #deliver(
    wave: UnderWay,
    call: WaitingCall,
    result: BatchResult,
  ): Promise<ModelError | undefined> {
    const { batches, waiting, underWay, now } = this.#options;
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
    underWay.leave(wave, call.id);
    waiting.resolve(call, completion);
    return undefined;
  }

  /** Takes the wave's calls out of it; gives those that wait. */
  #leaveAll(wave: UnderWay): WaitingCall[] {
    const { underWay, waiting } = this.#options;
    return underWay.leaveAll(wave).flatMap((id) => waiting.get(id) ?? []);
  }

  async #close(wave: UnderWay, status: string, stray?: Stray): Promise<void> {
    const { underWay, now } = this.#options;
    const at = isoTime(now());
    await this.#write({ type: 'closed', wave: wave.wave, status, at, ...(stray && { stray }) });
    underWay.end(wave);
  }

  #metadataOf({ wave, calls }: UnderWay) {
    return metadataOf(this.#options.run, wave, calls);
  }

  #tell(kind: 'submitted' | 'found', { batch, calls }: UnderWay): void {
    if (batch !== null) this.#options.onBatch({ kind, batch, requests: calls.length });
  }

  async #write(line: WaveLine): Promise<void> {
    await this.#options.journal.append(line);
  }

  async #whileReading<T>(work: () => Promise<T>): Promise<T> {
    this.#reading += 1;
    try {
      return await work();
    } finally {
      this.#reading -= 1;
      this.#options.changed();
    }
  }

  /** What goes wrong with a wave goes to all calls that wait for it. */
  async #guarded(wave: UnderWay, work: () => Promise<void>): Promise<void> {
    const { waiting, signal } = this.#options;
    try {
      await work();
    } catch (error) {
      const reason = signal.aborted ? new Stopped() : error;
      const calls = this.#leaveAll(wave);
      for (const call of calls) waiting.reject(call, reason);
      if (calls.length === 0 && reason === error) this.#failure ??= { reason };
    }
  }
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
