import type { ReadableStream as AnyStream } from 'node:stream/web';
import { ModelError } from './completion.ts';

export interface BodyBounds {
  /** Bytes. */
  longest: number;
  signal?: AbortSignal | null | undefined;
}

/**
 * The bytes of a body as they come. A longer one is an error before it fills the memory; so is one that
 * is still coming when the signal is aborted: undici itself forgets the signal of a request once the
 * headers are there and memory is collected, and would wait for the rest for ever.
 */
export function boundedBody(
  body: AnyStream<Uint8Array>,
  { longest, signal }: BodyBounds,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let bytes = 0;
  let stop = (): void => undefined;
  const done = () => signal?.removeEventListener('abort', stop);
  const giveUp = (reason: unknown) => reader.cancel(reason).catch(() => undefined);
  return new ReadableStream<Uint8Array>({
    start(controller) {
      stop = () => {
        controller.error(signal?.reason);
        void giveUp(signal?.reason);
      };
      signal?.addEventListener('abort', stop, { once: true });
      if (signal?.aborted) stop();
    },
    async pull(controller) {
      const read = await reader.read().catch((error: unknown) => {
        done();
        throw error;
      });
      if (signal?.aborted) return;
      if (read.done) {
        done();
        return controller.close();
      }
      bytes += read.value.length;
      if (bytes <= longest) return controller.enqueue(read.value);
      done();
      await giveUp(undefined);
      throw new ModelError('output', `the reply is longer than ${longest / 1e6} MB`);
    },
    cancel(reason) {
      done();
      return reader.cancel(reason);
    },
  });
}
