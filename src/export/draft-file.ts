import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from '../input-error.ts';
import { whyOf } from '../io-failure.ts';

/** Characters that are gathered before they are written. */
const BATCH = 1 << 18;

/** A text file that appears whole or not at all: it is written beside its place and then moved there. */
export class DraftFile {
  readonly path: string;
  readonly #file: FileHandle;
  #batch: string[] = [];
  #size = 0;

  private constructor(path: string, file: FileHandle) {
    this.path = path;
    this.#file = file;
  }

  /** Makes the folders above it. Throws InputError where it cannot be written. */
  static async open(path: string): Promise<DraftFile> {
    return orInputError(path, async () => {
      await mkdir(dirname(path), { recursive: true });
      return new DraftFile(path, await open(draftOf(path), 'w'));
    });
  }

  async write(text: string): Promise<void> {
    this.#batch.push(text);
    this.#size += text.length;
    if (this.#size >= BATCH) await this.#flush();
  }

  async commit(): Promise<void> {
    await this.#flush();
    await orInputError(this.path, async () => {
      await this.#file.close();
      await rename(draftOf(this.path), this.path);
    });
  }

  /** Leaves what stood in its place. */
  async discard(): Promise<void> {
    await this.#file.close().catch(() => undefined);
    await rm(draftOf(this.path), { force: true }).catch(() => undefined);
  }

  async #flush(): Promise<void> {
    const text = this.#batch.join('');
    this.#batch = [];
    this.#size = 0;
    await orInputError(this.path, () => this.#file.appendFile(text));
  }
}

/** Opens the files, has them written, and puts all in their places; where that fails, none. */
export async function writeDrafts(
  paths: readonly string[],
  write: (drafts: readonly DraftFile[]) => Promise<void>,
): Promise<string[]> {
  const drafts: DraftFile[] = [];
  try {
    for (const path of paths) drafts.push(await DraftFile.open(path));
    await write(drafts);
    for (const draft of drafts) await draft.commit();
  } catch (error) {
    await Promise.all(drafts.map((draft) => draft.discard()));
    throw error;
  }
  return [...paths];
}

export function draftOf(path: string): string {
  return `${path}.part`;
}

/** Throws InputError, with the path, where the file system refuses. */
export async function orInputError<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new InputError(`${path}: cannot be written: ${whyOf(error)}`);
  }
}
