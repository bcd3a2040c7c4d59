import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

/** Bytes of the heap and of buffers that are still used after a garbage collection. */
export function heapInUse(): number {
  if (typeof collect !== 'function') throw new Error('the garbage collector cannot be called');
  // What the first one leaves of buffers, the second takes.
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
