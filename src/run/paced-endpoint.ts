import {
  type Completion,
  type Endpoint,
  type Fields,
  type Message,
  ModelError,
} from '../model/completion.ts';
import { withRetries } from '../model/retry.ts';
import type { Pace } from './pace.ts';

export interface PacedEndpointOptions {
  endpoint: Endpoint;
  pace: Pick<Pace, 'start' | 'holdFor'>;
  /** Tries per call, the first one included. */
  attempts: number;
  /** Milliseconds since 1970. */
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  /** In [0, 1): jitter. */
  random: () => number;
  /** Stops new calls; those in flight are paid for, so they are waited for. */
  signal: AbortSignal;
  onRetry: (error: ModelError, waitMs: number) => void;
}

/** It was told to stop before the call began: what is not done goes on when the command is given again. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** An endpoint whose calls start at a pace, and are tried again where that may help. */
export class PacedEndpoint {
  readonly #options: PacedEndpointOptions;
  #anyReply = false;

  constructor(options: PacedEndpointOptions) {
    this.#options = options;
  }

  /** Whether the endpoint has answered in this session. */
  get anyReply(): boolean {
    return this.#anyReply;
  }

  /**
   * `fields` are asked for when a call begins; `failed` is told of a failure before another call takes
   * its place. `ms` is of the attempt that succeeded. Throws ModelError; Stopped where the signal was
   * aborted.
   */
  async complete(
    messages: readonly Message[],
    fields: () => Fields,
    failed: (error: ModelError) => void = () => undefined,
  ): Promise<{ completion: Completion; ms: number; attempts: number }> {
    const { endpoint, pace, attempts, now, sleep, random, signal, onRetry } = this.#options;
    const attempt = () =>
      pace.start(
        async () => {
          if (signal.aborted) throw new Stopped();
          const started = now();
          try {
            const completion = await endpoint.complete({ messages, fields: fields() });
            return { completion, ms: now() - started };
          } catch (error) {
            if (error instanceof ModelError) failed(error);
            throw error;
          }
        },
        ({ completion: { usage } }) => (usage.input ?? 0) + (usage.output ?? 0),
      );
    const done = await withRetries(attempt, {
      attempts,
      sleep,
      random,
      signal,
      alsoRetry: (error) => error.details.fatalOnlyAtFirst === true && this.#anyReply,
      onRetry: (error, waitMs) => {
        // What the endpoint says to one caller holds for all of them.
        if (error.details.retryAfterMs) pace.holdFor(error.details.retryAfterMs);
        onRetry(error, waitMs);
      },
    });
    this.#anyReply = true;
    return { ...done.value, attempts: done.attempts };
  }
}
