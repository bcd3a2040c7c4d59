import { open } from 'node:fs/promises';

/** Bytes that are read at a time. */
const SIZE = 1 << 18;

/** Asked at the end of a file: resolves when there may be more of it, or with false where there will not be. */
export type More = () => Promise<boolean>;

const noMore: More = async () => false;

/**
 * Streams a file piece by piece, each in the place of the one before: what is to outlast the next piece is
 * copied. A stream's new buffer for each would have the garbage collector called for every few.
 * Throws as node:fs where the file cannot be read.
 */
export async function* chunksOf(path: string, more: More = noMore): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    const held = Buffer.allocUnsafe(SIZE);
    for (;;) {
      const { bytesRead } = await file.read(held, 0, SIZE, null);
      if (bytesRead > 0) yield held.subarray(0, bytesRead);
      else if (!(await more())) return;
    }
  } finally {
    await file.close();
  }
}
