import { ModelError } from '../model/completion.ts';

/** One refusal in so many calls is no overload: some endpoints refuse now and then, whatever they are asked. */
const TOLERATED = 20;
/** Refusals beyond those that are taken as an answer. */
const ENOUGH = 2;

/**
 * How many calls may be in flight: half as many where the endpoint says that it has too much to do, and
 * step by step more again while calls succeed. Additive increase and multiplicative decrease (Chiu and
 * Jain 1989), with steps of an eighth: a long call makes a round of one step each too slow.
 */
export class InFlightLimit {
  readonly #most: number;
  readonly #onChange: (calls: number) => void;
  #limit: number;
  #round = 0;
  /** Refusals, less those that so many calls may have. */
  #refusals = 0;

  /** Not above `most`. `onChange` is told of every new limit. */
  constructor(most: number, onChange: (calls: number) => void) {
    this.#most = most;
    this.#limit = most;
    this.#onChange = onChange;
  }

  get calls(): number {
    return Math.floor(this.#limit);
  }

  /** Of a call that begins; it is given back when the call has ended. */
  get round(): number {
    return this.#round;
  }

  succeeded(round: number): void {
    this.#refusals = Math.max(0, this.#refusals - 1 / TOLERATED);
    if (round !== this.#round) return;
    // A step for as many calls as may be in flight.
    this.#set(this.#limit + Math.max(1, this.#limit / 8) / this.#limit);
  }

  failed(round: number, error: unknown): void {
    // What was in flight together is refused together: that is one answer, not many.
    if (round !== this.#round || !saysTooMuch(error)) return;
    this.#refusals += 1;
    if (this.#refusals < ENOUGH) return;
    this.#refusals = 0;
    this.#round += 1;
    this.#set(this.#limit / 2);
  }

  #set(limit: number): void {
    const before = this.calls;
    this.#limit = Math.min(this.#most, Math.max(1, limit));
    if (this.calls !== before) this.#onChange(this.calls);
  }
}

/** 429, 503, and the 529 of some vendors. */
function saysTooMuch(error: unknown): boolean {
  if (!(error instanceof ModelError)) return false;
  const { status } = error.details;
  return error.kind === 'rate-limit' || status === 503 || status === 529;
}
