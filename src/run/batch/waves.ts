import { MOST_BYTES } from '../../model/batch/batches.ts';
import type { Completion } from '../../model/completion.ts';
import { Stopped } from '../paced-endpoint.ts';
import type { Recorded } from '../recorded.ts';
import { placeId } from '../replies.ts';
import { Provider, type ProviderOptions } from './provider.ts';
import { type UnderWay, WavesUnderWay } from './under-way.ts';
import { type BatchedCall, type WaitingCall, WaitingCalls, waveCall } from './waiting.ts';
import type { OpenWave, WaveCall } from './wave.ts';
import { WaveLife, type WaveLifeOptions } from './wave-life.ts';

export interface WavesOptions
  extends ProviderOptions,
    Pick<WaveLifeOptions, 'run' | 'journal' | 'now' | 'onBatch'> {
  recorded: Recorded;
  /** What earlier sessions left, and the number of their last wave. */
  open: readonly OpenWave[];
  last: number;
  /** Requests a batch takes, and conversations that are open at a time. */
  size: number;
}

/**
 * Calls that are made in batches: those that wait are gathered into a wave, which is submitted when every
 * open conversation waits, or when it is full. Replies are matched by id, and are on disk before a call
 * resolves.
 */
export class Waves {
  readonly #options: WavesOptions;
  readonly #life: WaveLife;
  readonly #waiting = new WaitingCalls();
  readonly #underWay = new WavesUnderWay();
  #gathered: Array<{ readonly call: WaitingCall; readonly line: string }> = [];
  /** Of the lines gathered. */
  #bytes = 0;
  /** Waves of earlier sessions that are not followed yet. */
  readonly #resumed: UnderWay[];
  readonly #tasks = new Set<Promise<void>>();
  #last: number;
  #openConversations = 0;
  #allOpened = false;
  #looking = false;

  constructor(options: WavesOptions) {
    const { open, last, recorded, signal } = options;
    this.#options = options;
    this.#life = new WaveLife({
      ...options,
      provider: new Provider(options),
      waiting: this.#waiting,
      underWay: this.#underWay,
      again: (call) => this.#gather(call),
      changed: () => this.#look(),
    });
    this.#last = last;
    this.#resumed = open.map((wave) => {
      const left = wave.calls.filter((call) => !isRecorded(recorded, call));
      return this.#underWay.begin(wave, left);
    });
    signal.addEventListener('abort', () => this.#stop(), { once: true });
  }

  /** Whether a call has been answered in this session. */
  get anyReply(): boolean {
    return this.#life.anyReply;
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
      const waiting = this.#waiting.add(call, { resolve, reject });
      const wave = this.#underWay.of(waiting.id);
      const early = wave?.early.get(waiting.id);
      if (wave && early) this.#do(this.#life.deliverEarly(wave, waiting, early));
      else if (!wave) this.#gather(waiting);
      this.#look();
    });
  }

  /**
   * Resolves when nothing is under way here any more; says which batches are left at the provider. Throws
   * what went wrong with a wave that no call waited for.
   */
  async close(): Promise<void> {
    while (this.#tasks.size > 0) await Promise.all(this.#tasks);
    for (const { batch, calls } of this.#underWay.open()) {
      if (batch !== null) this.#options.onBatch({ kind: 'left', batch, requests: calls.length });
    }
    if (this.#life.failure) throw this.#life.failure.reason;
  }

  #gather(call: WaitingCall): void {
    if (this.#options.signal.aborted) {
      this.#waiting.reject(call, new Stopped());
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
      for (const wave of this.#resumed.splice(0)) this.#do(this.#life.resume(wave));
      const all = this.#waiting.conversations >= this.#openConversations;
      if (all && !this.#life.isReading) this.#submit();
    });
  }

  #submit(): void {
    const gathered = this.#gathered;
    if (gathered.length === 0) return;
    this.#gathered = [];
    this.#bytes = 0;
    this.#last += 1;
    const calls = gathered.map(({ call }) => waveCall(call));
    const since = this.#options.now();
    const wave = this.#underWay.begin({ wave: this.#last, calls, since, batch: null });
    const lines = gathered.map(({ line }) => line);
    this.#do(this.#life.begin(wave, lines));
  }

  #do(work: Promise<void>): void {
    const task = work.finally(() => {
      this.#tasks.delete(task);
      this.#look();
    });
    this.#tasks.add(task);
  }

  /** Calls that no batch is under way for, or followed, are not made; the others hear of it from theirs. */
  #stop(): void {
    const gathered = this.#gathered.splice(0).map(({ call }) => call);
    const unfollowed = this.#resumed
      .splice(0)
      .flatMap(({ left }) => [...left].flatMap((id) => this.#waiting.get(id) ?? []));
    for (const call of [...gathered, ...unfollowed]) this.#waiting.reject(call, new Stopped());
  }
}

function isRecorded({ ended, open }: Recorded, { key, ...place }: WaveCall): boolean {
  return ended.has(place) || open.get(placeId(place))?.has(key) === true;
}
