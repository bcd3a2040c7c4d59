import { InputError } from '../input-error.ts';
import { FATAL, type ModelError } from '../model/completion.ts';

/** Whether going on is of no use (wrong key, no such model); `anyReply`: the endpoint has answered. */
export function isFatal(error: ModelError, anyReply: boolean): boolean {
  return FATAL.has(error.kind) && !(error.details.fatalOnlyAtFirst && anyReply);
}

/** Tells a hiccup from an endpoint that is down, by failures in a row. */
export class Patience {
  readonly #limit: number;
  readonly #what: string;
  #failuresInARow = 0;

  /** `what` fails, in the plural. */
  constructor(concurrency: number, what: string) {
    // Everything in flight may fail at one hiccup; twice that in a row is an endpoint that is down.
    this.#limit = Math.max(10, 2 * concurrency);
    this.#what = what;
  }

  succeeded(): void {
    this.#failuresInARow = 0;
  }

  /** Why to give up, where this failure is one too many. */
  failed(error: ModelError): InputError | undefined {
    this.#failuresInARow += 1;
    if (this.#failuresInARow < this.#limit) return undefined;
    return new InputError(
      `${this.#failuresInARow} ${this.#what} in a row failed, the last with: ${error.message} ` +
        'What was recorded is safe; give the same command again to go on.',
      3,
    );
  }
}
