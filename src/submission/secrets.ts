import { createReadStream } from 'node:fs';
import { InputError } from '../input-error.ts';
import type { Packing } from './pack.ts';

/** Shorter ones are no secrets, and stand in every text. */
const SHORTEST = 8;

/**
 * Throws InputError, which names the file and not the secret, where one of the files holds one. Keys are
 * in no file of a run by design; a model that was told one, or a file that was edited, may hold it still.
 */
export async function refuseSecrets(
  files: readonly Packing[],
  secrets: readonly string[],
): Promise<void> {
  const sought = secrets
    .filter(({ length }) => length >= SHORTEST)
    .map((text) => Buffer.from(text));
  if (sought.length === 0) return;
  const overlap = Math.max(...sought.map(({ length }) => length)) - 1;
  for (const { name, from } of files) {
    let tail: Buffer = Buffer.alloc(0);
    const chunks: AsyncIterable<Buffer> | Buffer[] =
      typeof from === 'string' ? createReadStream(from) : [from];
    for await (const chunk of chunks) {
      const text = Buffer.concat([tail, chunk]);
      if (sought.some((secret) => text.includes(secret))) {
        throw new InputError(`${name} holds the key of the endpoint: it is not packed`);
      }
      tail = text.subarray(Math.max(0, text.length - overlap));
    }
  }
}
