/** So many are named of each kind; the others are counted. */
const NAMED = 3;

/** What a check finds: the first few of each kind in words, the others as a number. */
export class Faults {
  readonly #found = new Map<string, { count: number; named: string[] }>();

  add(kind: string, what: string): void {
    const found = this.#found.get(kind) ?? { count: 0, named: [] };
    found.count += 1;
    if (found.named.length < NAMED) found.named.push(what);
    this.#found.set(kind, found);
  }

  get any(): boolean {
    return this.#found.size > 0;
  }

  /** Of one kind; 0 where there are none. */
  count(kind: string): number {
    return this.#found.get(kind)?.count ?? 0;
  }

  /** One line each, and one for those of a kind that are not named. */
  lines(): string[] {
    return [...this.#found].flatMap(([kind, { count, named }]) => [
      ...named.map((what) => `${kind}: ${what}`),
      ...(count > named.length ? [`${kind}: and ${count - named.length} more`] : []),
    ]);
  }
}
