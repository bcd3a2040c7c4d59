import { describe, expect, test } from 'vitest';
import { ModelError, type ModelErrorKind } from './completion.ts';
import { type RetryOptions, withRetries } from './retry.ts';

/** Calls that fail with the given errors, then succeed; records the waits. */
async function attempt(errors: readonly unknown[], more: Partial<RetryOptions> = {}) {
  const waits: number[] = [];
  let calls = 0;
  const result = await withRetries(
    async () => {
      const error = errors[calls];
      calls += 1;
      if (error) throw error;
      return 'reply';
    },
    {
      attempts: 5,
      sleep: async (ms) => {
        waits.push(ms);
      },
      random: () => 0.5,
      signal: new AbortController().signal,
      alsoRetry: () => false,
      onRetry: () => undefined,
      ...more,
    },
  ).catch((error: unknown) => error);
  return { result, calls, waits };
}

const failure = (kind: ModelErrorKind, retryAfterMs?: number) =>
  new ModelError(kind, 'no', retryAfterMs === undefined ? {} : { retryAfterMs });

describe('retries', () => {
  test('wait twice as long each time, with jitter, until the call succeeds', async () => {
    const errors = [failure('server'), failure('rate-limit'), failure('transport')];
    const { result, waits } = await attempt(errors);
    expect(result).toEqual({ value: 'reply', attempts: 4 });
    expect(waits).toEqual([250, 500, 1000]);
  });

  test('wait at least as long as the endpoint asked', async () => {
    const { waits } = await attempt([failure('rate-limit', 7000), failure('server', 1)]);
    expect(waits).toEqual([7000, 500]);
  });

  test('end after so many tries, with the last failure', async () => {
    const { result, calls } = await attempt(Array.from({ length: 9 }, () => failure('server')));
    expect(calls).toBe(5);
    expect(result).toMatchObject({ kind: 'server' });
  });

  test.each(['key', 'model', 'endpoint', 'quota', 'budget', 'request'] as const)(
    'are not made for %s',
    async (kind) => {
      expect(await attempt([failure(kind)])).toMatchObject({ calls: 1, result: { kind } });
    },
  );

  test('are made for what the caller adds', async () => {
    const { result } = await attempt([failure('endpoint')], { alsoRetry: () => true });
    expect(result).toEqual({ value: 'reply', attempts: 2 });
  });

  test('are not made for faults that are no answer of an endpoint', async () => {
    const { calls, result } = await attempt([new RangeError('ours')]);
    expect(calls).toBe(1);
    expect(result).toBeInstanceOf(RangeError);
  });

  test('are given up when the run is told to stop', async () => {
    const { calls } = await attempt([failure('server')], { signal: AbortSignal.abort() });
    expect(calls).toBe(1);
  });
});
