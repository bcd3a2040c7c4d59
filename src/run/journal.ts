import { type FileHandle, open, truncate } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { z } from 'zod';
import { InputError } from '../input-error.ts';
import { whyOf } from '../io-failure.ts';

/** How much of the file's end is looked at per step to find the last whole line. */
const TAIL_BYTES = 1 << 16;

/** Where lines are recorded: a file, or a store that several machines share. */
export interface LineJournal<Line> {
  /**
   * Resolves when the line is safe, with the line that stands: the given one, or the one that another
   * recorded of the same call before.
   */
  append(line: Line): Promise<Line>;
}

interface Waiting {
  text: string;
  resolve: () => void;
  reject: (reason: unknown) => void;
}

/**
 * An append-only file of records, one a line. What arrives while a batch is being written goes into the next
 * one: one write per batch, however many replies are in flight, and it ends when the batch is on the disk.
 */
export class Journal<Line> implements LineJournal<Line> {
  readonly #file: FileHandle;
  readonly #path: string;
  #waiting: Waiting[] = [];
  #flushing: Promise<void> | undefined;
  #broken: InputError | undefined;

  private constructor(file: FileHandle, path: string) {
    this.#file = file;
    this.#path = path;
  }

  /** Opens or creates the file. A half-written last line is set aside in `<path>.torn` first. */
  static async open<S extends z.ZodType>(path: string, schema: S): Promise<Journal<z.output<S>>> {
    try {
      await setAsideTornLine(path, schema);
      // Opened so, a write ends when it is on the disk: half of the ways to the kernel of a write and a sync.
      return new Journal<z.output<S>>(await open(path, 'as'), path);
    } catch (error) {
      throw unwritable(path, error);
    }
  }

  /** Resolves when the line is on disk. Throws InputError where it cannot be written (disk full). */
  append(line: Line): Promise<Line> {
    if (this.#broken) return Promise.reject(this.#broken);
    return new Promise((resolve, reject) => {
      const text = `${JSON.stringify(line)}\n`;
      this.#waiting.push({ text, resolve: () => resolve(line), reject });
      this.#flushing ??= this.#flush();
    });
  }

  async close(): Promise<void> {
    await this.#flushing;
    await this.#file.close();
  }

  async #flush(): Promise<void> {
    // Replies that came together are parsed one by one before any of them is written.
    await nextTurn();
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        if (this.#broken) throw this.#broken;
        await this.#file.appendFile(batch.map((waiting) => waiting.text).join(''));
        for (const waiting of batch) waiting.resolve();
      } catch (error) {
        // After a failed write the file may end in half a line: nothing may follow it.
        this.#broken ??= unwritable(this.#path, error);
        for (const waiting of batch) waiting.reject(this.#broken);
      }
    }
    this.#flushing = undefined;
  }
}

function unwritable(path: string, error: unknown): InputError {
  return new InputError(
    `cannot write ${path}: ${whyOf(error)}. What was recorded is safe; once it can be written, the same command goes on.`,
    3,
  );
}

/** A last line that is whole but for its newline is a paid reply: it is completed, not set aside. */
async function setAsideTornLine(path: string, schema: z.ZodType): Promise<void> {
  const file = await open(path, 'a+');
  try {
    const { size } = await file.stat();
    const start = await startOfLastLine(file, size);
    if (start === size) return;
    const tail = Buffer.alloc(size - start);
    await file.read(tail, 0, tail.length, start);
    if (isWhole(tail.toString('utf8'), schema)) {
      await file.appendFile('\n');
      return;
    }
    const torn = await open(`${path}.torn`, 'a');
    await torn.appendFile(Buffer.concat([tail, Buffer.from('\n')]));
    await torn.datasync();
    await torn.close();
    await truncate(path, start);
  } finally {
    await file.close();
  }
}

/** The offset just after the last newline; the size where the file ends in one. */
async function startOfLastLine(file: FileHandle, size: number): Promise<number> {
  for (let end = size; end > 0; end -= TAIL_BYTES) {
    const from = Math.max(0, end - TAIL_BYTES);
    const chunk = Buffer.alloc(end - from);
    await file.read(chunk, 0, chunk.length, from);
    const newline = chunk.lastIndexOf(0x0a);
    if (newline >= 0) return from + newline + 1;
  }
  return 0;
}

function isWhole(text: string, schema: z.ZodType): boolean {
  try {
    return schema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}
