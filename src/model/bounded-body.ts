import type { ReadableStream as AnyStream } from 'node:stream/web';
import { ModelError } from './completion.ts';

/** The bytes of a body as they come. A longer one is an error before it fills the memory. */
export function boundedBody(
  body: AnyStream<Uint8Array>,
  longest: number,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let bytes = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) return controller.close();
      bytes += value.length;
      if (bytes <= longest) return controller.enqueue(value);
      await reader.cancel().catch(() => undefined);
      throw new ModelError('output', `the reply is longer than ${longest / 1e6} MB`);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
