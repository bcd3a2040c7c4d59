import { type FileHandle, open } from 'node:fs/promises';
import { InputError } from '../input-error.ts';

/** Bytes that are read at a time, and of the longest line (as src/jsonl.ts has it). */
const CHUNK = 1 << 22;
const LONGEST_LINE = 64 * 1024 * 1024;
const NEWLINE = 0x0a;

/** A whole line of a file: where it is, and its bytes, which are valid only while it is looked at. */
export interface TailLine {
  readonly bytes: Buffer;
  /** Of its first byte in the file. */
  readonly offset: number;
  /** From 1. */
  readonly number: number;
}

/** What became of a file since it was last read. */
export type Advance = 'more' | 'caught-up' | 'absent' | 'replaced';

/**
 * Follows a file that others append lines to. A half-written last line is waited for. Holds nothing of the
 * file but how far it was read.
 */
export class LineTail {
  readonly path: string;
  #position = 0;
  #lines = 0;
  #inode: number | undefined;
  #size = 0;

  constructor(path: string) {
    this.path = path;
  }

  /** Bytes of whole lines that were read. */
  get position(): number {
    return this.#position;
  }

  /** Bytes of the file when it was last looked at. */
  get size(): number {
    return this.#size;
  }

  /**
   * Reads whole lines that are new, so many bytes at most or one line. "replaced" where another file is at the
   * path now, or this one is shorter than what was read. Throws InputError for an endless line, and what
   * `onLine` throws.
   */
  async advance(onLine: (line: TailLine) => void, mostBytes = CHUNK): Promise<Advance> {
    const file = await open(this.path, 'r').catch(() => null);
    if (file === null) return this.#inode === undefined ? 'absent' : 'replaced';
    try {
      const { size, ino } = await file.stat();
      if (this.#inode !== undefined && (ino !== this.#inode || size < this.#position)) {
        return 'replaced';
      }
      this.#inode = ino;
      this.#size = size;
      if (size === this.#position) return 'caught-up';
      return await this.#read(file, onLine, mostBytes);
    } finally {
      await file.close();
    }
  }

  async #read(
    file: FileHandle,
    onLine: (line: TailLine) => void,
    mostBytes: number,
  ): Promise<Advance> {
    const begun = this.#position;
    let parts: Buffer[] = [];
    let at = begun;
    for (;;) {
      const buffer = Buffer.allocUnsafe(CHUNK);
      const { bytesRead } = await file.read(buffer, 0, CHUNK, at);
      if (bytesRead === 0) return 'caught-up';
      const chunk = buffer.subarray(0, bytesRead);
      let start = 0;
      for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
        const piece = chunk.subarray(start, end);
        const bytes = parts.length === 0 ? piece : Buffer.concat([...parts, piece]);
        const offset = this.#position;
        parts = [];
        this.#lines += 1;
        this.#position = at + end + 1;
        start = end + 1;
        onLine({ bytes, offset, number: this.#lines });
      }
      parts.push(chunk.subarray(start));
      at += bytesRead;
      if (at - this.#position > LONGEST_LINE) {
        throw new InputError(
          `${this.path}:${this.#lines + 1}: a line of over ${LONGEST_LINE} bytes`,
        );
      }
      if (this.#position > begun && at - begun >= mostBytes) return 'more';
    }
  }
}

/** Parses the JSON of a line with a schema. Throws InputError, which says where. */
export function lineRecord<T>(where: string, bytes: Buffer, parse: (json: unknown) => T): T {
  const text = bytes.toString('utf8');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new InputError(`${where}: not JSON (${text.slice(0, 60).trim()}…)`);
  }
  try {
    return parse(json);
  } catch {
    throw new InputError(`${where}: not a line that Lacuna writes there`);
  }
}
