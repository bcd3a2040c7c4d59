import { runFiles } from '../run/folder.ts';
import type { Filter } from './records.ts';
import type { RunIndex } from './run-index.ts';
import { type Selection, select } from './selection.ts';
import { TextSearch } from './text-search.ts';

/** Filters, and texts, of which the results are kept: two windows of the page do not undo each other's work. */
const KEPT = 4;

/** Selections as they are asked for, each made anew only where the run has grown or the search has gone on. */
export class Selections {
  readonly #index: RunIndex;
  readonly #made = new Map<string, { version: number; selection: Selection }>();
  /** By text; the one asked for last is last. */
  readonly #searches = new Map<string, TextSearch>();

  constructor(index: RunIndex) {
    this.#index = index;
  }

  of(filter: Filter): Selection {
    const key = JSON.stringify(filter);
    const search = this.#search(filter.text);
    const version = this.version(filter);
    const made = this.#made.get(key);
    if (made?.version === version) return made.selection;
    const selection = select(this.#index, filter, search);
    keep(this.#made, key, { version, selection });
    return selection;
  }

  /** Goes up when the selection may have changed. */
  version({ text }: Filter): number {
    return this.#index.version + (this.#searches.get(text)?.version ?? 0);
  }

  /** The share of what the run has that was searched for the text; 1 without one. */
  searched({ text }: Filter): number {
    const { read } = this.#index.conversations.progress;
    const search = this.#searches.get(text);
    return !search || read === 0 ? 1 : Math.min(1, search.position / read);
  }

  /** Goes on with the search that was asked for last; gives whether there is more to do. */
  async advance(): Promise<boolean> {
    const search = [...this.#searches.values()].at(-1);
    return (await search?.advance()) ?? false;
  }

  #search(text: string): TextSearch | null {
    if (text === '') return null;
    const path = runFiles(this.#index.dir).replies;
    const search = this.#searches.get(text) ?? new TextSearch(text, path, this.#index.places);
    keep(this.#searches, text, search);
    return search;
  }
}

/** Puts it last, and lets go of the first where there are too many. */
function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  const [first] = map.keys();
  if (map.size > KEPT && first !== undefined) map.delete(first);
}
