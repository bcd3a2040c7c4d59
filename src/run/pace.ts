import { setMaxListeners } from 'node:events';
import PQueue from 'p-queue';

const MINUTE = 60_000;

export interface PaceOptions {
  /** Calls in flight. */
  concurrency: number;
  requestsPerMinute?: number | undefined;
  tokensPerMinute?: number | undefined;
  /** Milliseconds. */
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  /** Ends all waiting: the calls that waited start, and find that they are not wanted. */
  signal: AbortSignal;
}

/**
 * How fast calls may start: p-queue holds concurrency and requests a minute; tokens a minute and the
 * pauses that an endpoint asks for (Retry-After) hold all calls back, not only the one refused.
 */
export class Pace {
  readonly #queue: PQueue;
  readonly #options: PaceOptions;
  /** Tokens of the calls of the last minute, oldest first. */
  #spent: Array<{ at: number; tokens: number }> = [];
  #heldUntil = 0;

  constructor(options: PaceOptions) {
    this.#options = options;
    // Every call that waits listens to it: over ten are no leak.
    setMaxListeners(0, options.signal);
    this.#queue = new PQueue({
      concurrency: options.concurrency,
      ...(options.requestsPerMinute
        ? { intervalCap: options.requestsPerMinute, interval: MINUTE, strict: true }
        : {}),
    });
  }

  /** Runs the call when its turn has come; `tokensOf` tells what it used. */
  start<T>(call: () => Promise<T>, tokensOf: (result: T) => number): Promise<T> {
    return this.#queue.add(async () => {
      await this.#clear();
      const result = await call();
      this.#spent.push({ at: this.#options.now(), tokens: tokensOf(result) });
      return result;
    });
  }

  /** No call starts before so many milliseconds from now. */
  holdFor(ms: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, this.#options.now() + ms);
  }

  async #clear(): Promise<void> {
    const { sleep, signal } = this.#options;
    for (let wait = this.#waitMs(); wait > 0 && !signal.aborted; wait = this.#waitMs()) {
      await sleep(wait);
    }
  }

  #waitMs(): number {
    const now = this.#options.now();
    this.#spent = this.#spent.filter((entry) => entry.at > now - MINUTE);
    const [oldest] = this.#spent;
    const tokens = this.#spent.reduce((sum, entry) => sum + entry.tokens, 0);
    const limit = this.#options.tokensPerMinute;
    const forTokens = limit && oldest && tokens >= limit ? oldest.at + MINUTE - now : 0;
    return Math.max(this.#heldUntil - now, forTokens);
  }
}
