import { InputError } from '../../input-error.ts';
import type { Batch, Batches } from '../../model/batch/batches.ts';
import { ModelError, RETRYABLE } from '../../model/completion.ts';
import { withRetries } from '../../model/retry.ts';
import { Stopped } from '../paced-endpoint.ts';

export interface ProviderOptions {
  batches: Batches;
  /** The first wait for a batch; each later one is longer by half, up to 30 times this. */
  pollMs: number;
  /** Tries per question, the first one included. */
  attempts: number;
  /** Resolves early where the signal is aborted. */
  sleep: (ms: number) => Promise<void>;
  random: () => number;
  /** Ends the waiting for batches, which go on. */
  signal: AbortSignal;
  onRetry: (error: ModelError, waitMs: number) => void;
}

const GROWTH = 1.5;
const LONGEST = 30;

/** A provider's batches, asked patiently. All that it throws besides Stopped is InputError. */
export class Provider {
  readonly #options: ProviderOptions;
  #answered = false;

  constructor(options: ProviderOptions) {
    this.#options = options;
  }

  /**
   * Uploads and starts a batch. Where it is not known whether an attempt has begun one, that is looked for
   * before another is begun: a batch costs money.
   */
  async submit(
    name: string,
    lines: readonly string[],
    metadata: Readonly<Record<string, string>>,
    since: number,
  ): Promise<Batch> {
    const { batches } = this.#options;
    let file: string | undefined;
    let begun = false;
    return this.#patiently('the batch could not be submitted', async () => {
      const found = begun ? await batches.find(metadata, since - CLOCKS) : undefined;
      if (found) return found;
      file ??= await batches.upload(name, lines);
      begun = true;
      return batches.create(file, metadata);
    });
  }

  find(metadata: Readonly<Record<string, string>>, since: number): Promise<Batch | undefined> {
    const { batches } = this.#options;
    return this.#patiently('the list of batches could not be read', () =>
      batches.find(metadata, since - CLOCKS),
    );
  }

  retrieve(id: string): Promise<Batch> {
    return this.#patiently(`the batch ${id} cannot be asked after`, () =>
      this.#options.batches.retrieve(id),
    );
  }

  /** Waits until the batch has ended. Throws Stopped. */
  async ended(id: string): Promise<Batch> {
    const { pollMs, sleep, signal } = this.#options;
    for (let wait = pollMs; ; wait = Math.min(wait * GROWTH, pollMs * LONGEST)) {
      await sleep(wait);
      if (signal.aborted) throw new Stopped();
      const batch = await this.retrieve(id);
      if (batch.status !== 'working') return batch;
    }
  }

  /** Reads a file of results from its beginning, again where the connection breaks. */
  read(id: string, reading: () => Promise<void>): Promise<void> {
    return this.#patiently(`the replies of batch ${id} could not be fetched`, reading);
  }

  async #patiently<T>(what: string, ask: () => Promise<T>): Promise<T> {
    const { attempts, sleep, random, signal, onRetry } = this.#options;
    const alsoRetry = ({ details }: ModelError) =>
      details.fatalOnlyAtFirst === true && this.#answered;
    try {
      const how = { attempts, sleep, random, signal, alsoRetry, onRetry };
      const { value } = await withRetries(ask, how);
      this.#answered = true;
      return value;
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      throw inWords(what, error);
    }
  }
}

/** A day: the provider's clock may be another. */
const CLOCKS = 24 * 60 * 60 * 1000;

function inWords(what: string, error: ModelError): InputError {
  const { kind, message, details } = error;
  const why = `${what}: ${message.replace(/\.$/, '')}.`;
  if (RETRYABLE.has(kind)) {
    return new InputError(
      `${why} What was recorded is safe, open batches go on; the same command collects them.`,
      3,
    );
  }
  return details.status === 404
    ? new InputError(
        `${why} Is it another account's key? Where the provider no longer has the batch, remove batches.jsonl from the run folder: what it held is then asked again.`,
      )
    : new InputError(why);
}
