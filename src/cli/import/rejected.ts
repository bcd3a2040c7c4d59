import type { Rejected } from '../../import/intake.ts';
import { printable } from '../../report/plain-text.ts';

/** Places that are named for each reason, and reasons that are told. */
const NAMED = 3;
const TOLD = 40;
/** Reasons that are kept apart: what a file says can be in them. */
const KEPT = 1000;

/** Counts what was not taken by its reason, in a memory that does not grow with the file. */
export class RejectedTally {
  total = 0;
  readonly #reasons = new Map<string, { count: number; places: string[] }>();

  add({ where, why }: Rejected): void {
    this.total += 1;
    const kept = this.#reasons.size < KEPT || this.#reasons.has(why) ? why : 'other reasons';
    const known = this.#reasons.get(kept) ?? { count: 0, places: [] };
    known.count += 1;
    if (known.places.length < NAMED) known.places.push(where);
    this.#reasons.set(kept, known);
  }

  /** Says how many there were, and why: each reason once, the most frequent first, with where it holds. */
  say(): void {
    if (this.total === 0) return;
    const sorted = [...this.#reasons].sort(([, a], [, b]) => b.count - a.count);
    const lines = sorted.map(([why, { count, places }]) => {
      const more = count - places.length;
      return `  ${count} × ${why}: ${places.join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
    });
    if (lines.length > TOLD) {
      lines.splice(TOLD, lines.length, `  … and for ${lines.length - TOLD} other reasons`);
    }
    process.stderr.write(`Not taken: ${this.total}\n${lines.map(printable).join('\n')}\n`);
  }
}

/** Says how many records were not taken, and why. */
export function sayRejected(rejected: readonly Rejected[]): void {
  const tally = new RejectedTally();
  for (const one of rejected) tally.add(one);
  tally.say();
}
