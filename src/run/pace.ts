import { setMaxListeners } from 'node:events';
import PQueue from 'p-queue';
import { InFlightLimit } from './in-flight-limit.ts';
import { LastMinute } from './last-minute.ts';

export interface PaceOptions {
  /** Calls in flight, at most: fewer for a time where the endpoint says that it has too much to do. */
  concurrency: number;
  requestsPerMinute?: number | undefined;
  tokensPerMinute?: number | undefined;
  /** Milliseconds, of a clock that never goes back. */
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  /** Ends all waiting: the calls that waited start, and find that they are not wanted. */
  signal: AbortSignal;
  /** Told how many calls may be in flight, when that changes. */
  onLimit?: ((calls: number) => void) | undefined;
}

/**
 * How fast calls may start: p-queue holds how many are in flight; requests and tokens a minute and the
 * pauses that an endpoint asks for (Retry-After) hold all calls back, not only the one refused.
 */
export class Pace {
  readonly #queue: PQueue;
  readonly #options: PaceOptions;
  readonly #limit: InFlightLimit;
  /** Calls that began, and tokens of those that ended. */
  readonly #begun = new LastMinute();
  readonly #spent = new LastMinute();
  #heldUntil = 0;

  constructor(options: PaceOptions) {
    this.#options = options;
    const { concurrency, signal, onLimit } = options;
    // Every call that waits listens to it: over ten are no leak.
    setMaxListeners(0, signal);
    // Not its own limit of calls a minute: that goes by a clock which can be set back, and knows no signal.
    this.#queue = new PQueue({ concurrency });
    this.#limit = new InFlightLimit(concurrency, (calls) => {
      this.#queue.concurrency = calls;
      onLimit?.(calls);
    });
  }

  /** Runs the call when its turn has come; `tokensOf` tells what it used. */
  start<T>(call: () => Promise<T>, tokensOf: (result: T) => number): Promise<T> {
    return this.#queue.add(async () => {
      await this.#clear();
      const { round } = this.#limit;
      try {
        const result = await call();
        if (this.#options.tokensPerMinute) this.#spent.add(this.#options.now(), tokensOf(result));
        this.#limit.succeeded(round);
        return result;
      } catch (error) {
        this.#limit.failed(round, error);
        throw error;
      }
    });
  }

  /** No call starts before so many milliseconds from now. */
  holdFor(ms: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, this.#options.now() + ms);
  }

  async #clear(): Promise<void> {
    const { sleep, signal, now, requestsPerMinute } = this.#options;
    for (let wait = this.#waitMs(); wait > 0 && !signal.aborted; wait = this.#waitMs()) {
      await sleep(wait);
    }
    // At once after the last look: of many that wake together, only as many as are allowed pass.
    if (requestsPerMinute) this.#begun.add(now(), 1);
  }

  #waitMs(): number {
    const { now: clock, requestsPerMinute, tokensPerMinute } = this.#options;
    const now = clock();
    return Math.max(
      this.#heldUntil - now,
      requestsPerMinute ? this.#begun.untilBelow(requestsPerMinute, now) : 0,
      tokensPerMinute ? this.#spent.untilBelow(tokensPerMinute, now) : 0,
    );
  }
}
