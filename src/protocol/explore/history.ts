import { type Day, dayLine, tallyLines } from '../../model/source-history.ts';

const NOBODY_YET = 'Nobody has been asked so far.';

/** What came of the days so far, in one of its two forms; each day adds to it and changes nothing. */
export class History {
  readonly #counts: Map<string, { asked: number; knew: number }>;
  readonly #lines: string[] = [];
  readonly #summed: boolean;
  #nobody = 0;

  constructor(names: readonly string[], summed: boolean) {
    this.#counts = new Map(names.map((name) => [name, { asked: 0, knew: 0 }]));
    this.#summed = summed;
  }

  asked(source: string): number {
    return this.#counts.get(source)?.asked ?? 0;
  }

  add(day: Day | null): void {
    const count = this.#counts.get(day?.source ?? '');
    if (count) {
      count.asked += 1;
      if (day?.knew) count.knew += 1;
    } else this.#nobody += 1;
    this.#lines.push(dayLine(this.#lines.length + 1, day));
  }

  /** All of it. */
  text(): string {
    const days = this.#lines.length;
    if (this.#summed) {
      const tallies = Array.from(this.#counts, ([name, count]) => ({ name, ...count }));
      const lines = tallyLines({ tallies, nobody: this.#nobody });
      const head = days === 0 ? NOBODY_YET : `So far, over ${days} ${days === 1 ? 'day' : 'days'}:`;
      return [head, ...lines].join('\n');
    }
    return days === 0 ? NOBODY_YET : ['So far:', ...this.#lines].join('\n');
  }

  /** What the last day has changed in it. */
  news(): string {
    return this.#summed ? this.text() : (this.#lines.at(-1) ?? '').replace(/^- /, '');
  }
}
