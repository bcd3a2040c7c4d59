/** Models that the endpoint said answered: budget -> name -> replies. */
export type AnsweredBy = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** So many names of a budget are counted: a new one with each call is a serial number. */
const MOST_NAMES = 16;

/** Counts which model answered. */
export class Answers {
  readonly #counts = new Map<string, Map<string, number>>();

  /** `model` as the endpoint named it; null where it did not. */
  add(budget: string, model: string | null): void {
    if (model === null) return;
    const counts = this.#counts.get(budget) ?? new Map<string, number>();
    this.#counts.set(budget, counts);
    const before = counts.get(model);
    if (before === undefined && counts.size >= MOST_NAMES) return;
    counts.set(model, (before ?? 0) + 1);
  }

  get counts(): AnsweredBy {
    return this.#counts;
  }
}
