const MINUTE = 60_000;

/** Adds up what happened within a minute, such as calls or tokens. Times are in milliseconds, and never go back. */
export class LastMinute {
  /** Oldest first; those before `#first` are over. */
  #events: Array<{ at: number; amount: number }> = [];
  #first = 0;
  #total = 0;

  add(at: number, amount: number): void {
    this.#events.push({ at, amount });
    this.#total += amount;
  }

  /** Milliseconds until less than `limit` is left of it; 0 where that is so now. */
  untilBelow(limit: number, now: number): number {
    this.#drop(now);
    if (this.#total < limit) return 0;
    const oldest = this.#events[this.#first];
    return oldest ? oldest.at + MINUTE - now : 0;
  }

  #drop(now: number): void {
    for (;;) {
      const oldest = this.#events[this.#first];
      if (!oldest || oldest.at > now - MINUTE) break;
      this.#total -= oldest.amount;
      this.#first += 1;
    }
    if (this.#first > 1000 && this.#first * 2 > this.#events.length) {
      this.#events = this.#events.slice(this.#first);
      this.#first = 0;
    }
  }
}
