import PQueue from 'p-queue';
import type { Batch, Batches } from '../../model/batch/batches.ts';
import type { BatchResult } from '../../model/batch/result.ts';

/** Lines of a batch's files that were of no use: reported, and never counted. */
export interface Stray {
  /** Of no call of this batch. */
  unknown: number;
  /** Of a call that has had its line. */
  twice: number;
  /** No JSON, or not a result's. */
  unreadable: number;
  /** Calls of which no line came. */
  missing: number;
}

export interface Collecting {
  batches: Pick<Batches, 'results'>;
  /** Ids of its calls. */
  ids: ReadonlySet<string>;
  /** Those that need no result any more; the others are added as they get theirs. */
  taken: Set<string>;
  /** Takes in a result, and resolves when it is on disk. */
  take: (id: string, result: BatchResult) => Promise<void>;
  /** Reads a file, from its beginning again where the connection breaks. */
  read: (reading: () => Promise<void>) => Promise<void>;
}

/** So many results are on their way to the disk at a time: a file may be larger than the memory. */
const AT_ONCE = 256;

/** Reads the files of a batch line by line and hands over each call's first result. Throws as `take` and `read`. */
export async function collect(batch: Batch, collecting: Collecting): Promise<Stray> {
  const { batches, ids, taken, take, read } = collecting;
  const stray = { unknown: 0, twice: 0, unreadable: 0 };
  const before = new Set(taken);
  const seen = new Set<string>();
  for (const file of batch.files) {
    await read(async () => {
      const counted = { unknown: 0, twice: 0, unreadable: 0 };
      const inFile = new Set<string>();
      const window = new Window();
      for await (const { result } of batches.results(file)) {
        const id = result?.custom_id ?? '';
        if (!result) counted.unreadable += 1;
        else if (!ids.has(id)) counted.unknown += 1;
        else if (seen.has(id) || inFile.has(id)) counted.twice += 1;
        else {
          inFile.add(id);
          if (taken.has(id)) continue;
          taken.add(id);
          await window.add(() => take(id, result));
        }
      }
      await window.empty();
      for (const id of inFile) seen.add(id);
      stray.unknown += counted.unknown;
      stray.twice += counted.twice;
      stray.unreadable += counted.unreadable;
    });
  }
  const missing = [...ids].filter((id) => !seen.has(id) && !before.has(id)).length;
  return { ...stray, missing };
}

/** Runs so many at a time; `add` waits for a place, and the first failure is thrown by what comes after it. */
class Window {
  readonly #queue = new PQueue({ concurrency: AT_ONCE });
  #failure: { readonly reason: unknown } | undefined;

  async add(work: () => Promise<void>): Promise<void> {
    await this.#queue.onSizeLessThan(1);
    this.#throw();
    this.#queue.add(work).catch((reason: unknown) => {
      this.#failure ??= { reason };
    });
  }

  async empty(): Promise<void> {
    await this.#queue.onIdle();
    this.#throw();
  }

  #throw(): void {
    if (this.#failure) throw this.#failure.reason;
  }
}
