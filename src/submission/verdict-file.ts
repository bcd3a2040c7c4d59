import type { Verdict } from '../../graders/verdict.ts';
import { InputError } from '../input-error.ts';
import { type Place, placeId } from '../run/replies.ts';

/** What is wrong with a recorded verdict on a conversation; null where it holds. */
export type VerdictTest = (recorded: Verdict) => string | null;

/** A grader writes its verdicts in the order of the conversations: so far may the two be apart. */
const APART = 100_000;

export interface VerdictFaults {
  /** A recorded verdict does not hold. */
  changed: (place: Place, why: string) => void;
  missing: (place: Place) => void;
  /** On no conversation of the run, or a second one. */
  extra: (place: Place) => void;
}

/**
 * Meets the verdicts of a file with the conversations that they are on, in one pass over both. What has
 * not met yet is held: nothing, where both are in the same order.
 */
export class VerdictFile {
  readonly #verdicts: AsyncIterator<Verdict>;
  readonly #faults: VerdictFaults;
  readonly #apart: number;
  readonly #early = new Map<string, Verdict>();
  readonly #waiting = new Map<string, { place: Place; test: VerdictTest }>();

  constructor(verdicts: AsyncIterable<Verdict>, faults: VerdictFaults, apart = APART) {
    this.#apart = apart;
    this.#verdicts = verdicts[Symbol.asyncIterator]();
    this.#faults = faults;
  }

  /** The next conversation, with the test of its verdict. Throws InputError as the file's reader does. */
  async meet(place: Place, test: VerdictTest): Promise<void> {
    const id = placeId(place);
    const early = this.#early.get(id);
    if (early) {
      this.#early.delete(id);
      this.#judge(place, test(early));
    } else {
      this.#waiting.set(id, { place, test });
    }
    await this.#next();
  }

  /** After the last conversation. */
  async finish(): Promise<void> {
    while (await this.#next());
    for (const { place } of this.#waiting.values()) this.#faults.missing(place);
    for (const verdict of this.#early.values()) this.#faults.extra(verdict);
  }

  /** Reads no more of the file, which would stay open. */
  async close(): Promise<void> {
    await this.#verdicts.return?.();
  }

  /** Whether there was another verdict. */
  async #next(): Promise<boolean> {
    const { value, done } = await this.#verdicts.next();
    if (done) return false;
    const id = placeId(value);
    const waiting = this.#waiting.get(id);
    if (waiting) {
      this.#waiting.delete(id);
      this.#judge(waiting.place, waiting.test(value));
    } else if (this.#early.has(id)) {
      this.#faults.extra(value);
    } else {
      this.#early.set(id, value);
    }
    if (this.#early.size + this.#waiting.size > this.#apart) {
      throw new InputError(
        'the verdicts are not in the order of the replies: `lacuna grade` the run',
      );
    }
    return true;
  }

  #judge(place: Place, why: string | null): void {
    if (why !== null) this.#faults.changed(place, why);
  }
}
