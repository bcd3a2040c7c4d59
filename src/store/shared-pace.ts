import { z } from 'zod';
import type { Pace } from '../run/pace.ts';
import type { Database } from './database.ts';

const MINUTE = 60_000;

export interface SharedPaceOptions {
  /** What of the pace is this worker's own: its calls in flight, and what the endpoint asks it to wait. */
  pace: Pace;
  database: Database;
  /** Whose limit it is: workers that name the same one share it. */
  endpoint: string;
  requestsPerMinute: number | null;
  tokensPerMinute: number | null;
  sleep: (ms: number) => Promise<void>;
  signal: AbortSignal;
}

/**
 * A pace that all workers of a store keep together: each call takes the next free moment of the endpoint
 * (the generic cell rate algorithm, ITU-T I.371, without burst), and what it will take in tokens is reserved
 * at the mean of the calls before it and put right when it is known. All by the database's clock.
 */
export class SharedPace implements Pick<Pace, 'start' | 'holdFor'> {
  readonly #options: SharedPaceOptions;
  readonly #msPerRequest: number;
  readonly #msPerToken: number;

  constructor(options: SharedPaceOptions) {
    this.#options = options;
    const { requestsPerMinute, tokensPerMinute } = options;
    this.#msPerRequest = requestsPerMinute === null ? 0 : MINUTE / requestsPerMinute;
    this.#msPerToken = tokensPerMinute === null ? 0 : MINUTE / tokensPerMinute;
  }

  start<T>(call: () => Promise<T>, tokensOf: (result: T) => number): Promise<T> {
    const { pace, sleep, signal } = this.#options;
    if (this.#msPerRequest === 0 && this.#msPerToken === 0) return pace.start(call, tokensOf);
    return pace.start(async () => {
      // A call that is no longer wanted finds that out by itself.
      const { waitMs, tokens } = signal.aborted ? NO_WAIT : await this.#reserve();
      if (waitMs > 0) await sleep(waitMs);
      let used = 0;
      try {
        const result = await call();
        used = tokensOf(result);
        return result;
      } finally {
        await this.#settle(used, tokens);
      }
    }, tokensOf);
  }

  holdFor(ms: number): void {
    this.#options.pace.holdFor(ms);
  }

  async #reserve(): Promise<Reserved> {
    const { database, endpoint } = this.#options;
    const [reserved = NO_WAIT] = await database.patiently(() =>
      database.query(
        Reserved,
        `INSERT INTO lacuna.rate AS r (endpoint, requests_at, tokens_at, tokens_per_call)
           VALUES ($1, clock_timestamp() + $2 * interval '1 ms', clock_timestamp(), 0)
           ON CONFLICT (endpoint) DO UPDATE SET
             requests_at = greatest(r.requests_at, clock_timestamp()) + $2 * interval '1 ms',
             tokens_at = greatest(r.tokens_at, clock_timestamp())
               + r.tokens_per_call * $3 * interval '1 ms'
           RETURNING tokens_per_call AS tokens, extract(epoch FROM greatest(
             requests_at - $2 * interval '1 ms',
             tokens_at - tokens_per_call * $3 * interval '1 ms'
           ) - clock_timestamp())::float8 * 1000 AS "waitMs"`,
        [endpoint, this.#msPerRequest, this.#msPerToken],
      ),
    );
    return reserved;
  }

  /** What a call that failed took is not known: counted as nothing. */
  async #settle(used: number, reserved: number): Promise<void> {
    const { database, endpoint } = this.#options;
    if (this.#msPerToken === 0) return;
    // Another call's share of the mean is lost with the connection; the next calls mend it.
    await database
      .execute(
        `UPDATE lacuna.rate SET
           tokens_at = tokens_at + ($2::float8 - $3::float8) * $4 * interval '1 ms',
           tokens_per_call = CASE WHEN $2 = 0 THEN tokens_per_call
             WHEN tokens_per_call = 0 THEN $2
             ELSE tokens_per_call + (($2 - tokens_per_call) / 16) END
         WHERE endpoint = $1`,
        [endpoint, used, reserved, this.#msPerToken],
      )
      .catch(() => undefined);
  }
}

const Reserved = z.object({ waitMs: z.number(), tokens: z.number() });
type Reserved = z.infer<typeof Reserved>;

const NO_WAIT: Reserved = { waitMs: 0, tokens: 0 };
