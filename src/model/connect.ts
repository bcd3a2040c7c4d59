import type { Batches } from './batch/batches.ts';
import type { Endpoint } from './completion.ts';
import type { ConnectOptions } from './openai-client.ts';

/**
 * The door to an OpenAI-compatible endpoint, as client.ts opens it, with the first call: its packages
 * take a third of the start of a command, and many a command ends before it asks anything.
 */
export function connectWhenAsked(options: ConnectOptions): Endpoint {
  let opened: Promise<Endpoint> | undefined;
  const open = async () => (await import('./client.ts')).connect(options);
  return {
    async complete(call) {
      opened ??= open();
      return (await opened).complete(call);
    },
  };
}

/** The endpoint's batches, opened when they are asked for. */
export function batchesWhenAsked(options: ConnectOptions): () => Promise<Batches> {
  return async () => (await import('./batch/client.ts')).connectBatches(options);
}
