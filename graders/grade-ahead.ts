import { Worker } from 'node:worker_threads';
import { InputError } from '../src/input-error.ts';

/** What the thread is told: that a run is being held, or that it has ended. */
export interface GradingOrder {
  readonly kind: 'held' | 'ended';
  readonly dir: string;
}

/** What it tells: that the verdicts on a run are there, or why not. */
export interface GradingNews {
  readonly dir: string;
  readonly failure: {
    readonly message: string;
    /** null where it is a fault of ours. */
    readonly exitCode: InputError['exitCode'] | null;
  } | null;
}

/** Megabytes: a reply is read and forgotten. Half as much as it would take, and it is no slower. */
const YOUNG = 16;

/**
 * Grades runs by rules while they are held, in a thread of its own that reads what is recorded as it comes: when a
 * run ends, so do its verdicts, which are those of `gradeRun`. Calls in flight wait for no grading.
 */
export class GradingAhead {
  readonly #worker: Worker;
  readonly #graded = new Map<string, Promise<void>>();

  /** null in a checkout that is not built: a thread is started from JavaScript. */
  static start(): GradingAhead | null {
    const url = new URL('./grading-thread.js', import.meta.url);
    if (!import.meta.url.endsWith('.js')) return null;
    return new GradingAhead(
      new Worker(url, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG } }),
    );
  }

  private constructor(worker: Worker) {
    this.#worker = worker;
    // A command that ends before it holds a run does not wait for it.
    worker.unref();
    // Every run that waits for its verdicts listens.
    worker.setMaxListeners(0);
  }

  /** A run is being held: from now on its file of replies only grows. */
  begin(dir: string): void {
    const graded = this.#news(dir);
    // Awaited when the run has ended.
    graded.catch(() => undefined);
    this.#graded.set(dir, graded);
    this.#tell({ kind: 'held', dir });
  }

  /** Whether a run has begun, and its end has not been waited for. */
  has(dir: string): boolean {
    return this.#graded.has(dir);
  }

  /** Resolves when all of a run that has ended is graded. Throws as `gradeRun`. */
  async finish(dir: string): Promise<void> {
    this.#worker.ref();
    this.#tell({ kind: 'ended', dir });
    const graded = this.#graded.get(dir);
    this.#graded.delete(dir);
    await graded;
  }

  /** Ends the thread. A run that broke off is graded as far as it came first: else half a file would be left. */
  async stop(): Promise<void> {
    for (const dir of this.#graded.keys()) await this.finish(dir).catch(() => undefined);
    await this.#worker.terminate();
  }

  #tell(order: GradingOrder): void {
    this.#worker.postMessage(order);
  }

  #news(of: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#worker.once('error', reject);
      this.#worker.on('message', ({ dir, failure }: GradingNews) => {
        if (dir !== of) return;
        if (failure === null) resolve();
        else if (failure.exitCode === null) reject(new Error(failure.message));
        else reject(new InputError(failure.message, failure.exitCode));
      });
    });
  }
}
