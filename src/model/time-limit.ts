/**
 * Runs something with a signal that is aborted after so many milliseconds, or when the outer one is. Not
 * AbortSignal.timeout and AbortSignal.any: nothing holds what they make, so that it may be collected while
 * a call waits, and then never fires; and of those that are not collected, one stays with each call.
 */
export async function withTimeLimit<T>(
  ms: number,
  outer: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const stop = () => controller.abort(outer?.reason);
  const late = () => controller.abort(new DOMException(`over ${ms} ms`, 'TimeoutError'));
  const timer = setTimeout(late, ms);
  outer?.addEventListener('abort', stop, { once: true });
  if (outer?.aborted) stop();
  try {
    return await run(controller.signal);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', stop);
  }
}
