import { ModelError, RETRYABLE } from './completion.ts';

export interface RetryOptions {
  /** Tries in all, the first one included. */
  attempts: number;
  sleep: (ms: number) => Promise<void>;
  /** In [0, 1). */
  random: () => number;
  /** Ends the waiting: the last failure is thrown. */
  signal: AbortSignal;
  /** Failures that are tried again besides the kinds in RETRYABLE. */
  alsoRetry: (error: ModelError) => boolean;
  onRetry: (error: ModelError, waitMs: number) => void;
}

const BASE_MS = 500;
const MAX_MS = 60_000;

/**
 * Calls until it succeeds, fails in a way that trying again does not mend, or has failed so often.
 * The wait is exponential with full jitter (M. Brooker, "Exponential Backoff and Jitter", 2015),
 * and never shorter than what the endpoint asked for. Throws the last failure.
 */
export async function withRetries<T>(
  call: () => Promise<T>,
  { attempts, sleep, random, signal, alsoRetry, onRetry }: RetryOptions,
): Promise<{ value: T; attempts: number }> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { value: await call(), attempts: attempt };
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      if (!RETRYABLE.has(error.kind) && !alsoRetry(error)) throw error;
      if (attempt >= attempts || signal.aborted) throw error;
      const backoff = random() * Math.min(MAX_MS, BASE_MS * 2 ** (attempt - 1));
      const waitMs = Math.max(backoff, error.details.retryAfterMs ?? 0);
      onRetry(error, waitMs);
      await sleep(waitMs);
    }
  }
}
