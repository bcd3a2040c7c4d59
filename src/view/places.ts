import type { Item } from '../corrupt/item.ts';
import { InputError } from '../input-error.ts';
import type { RunRecord } from '../run/record.ts';
import type { Place } from '../run/replies.ts';

/** More conversations than any run has: their fields are held in arrays of that size. */
const MOST = 100_000_000;

/** The conversations that a run is to have, numbered: what is known of them is held in arrays by that number. */
export class Places {
  readonly items: readonly Item[];
  readonly budgets: readonly string[];
  readonly epochs: number;
  readonly size: number;
  readonly #items: ReadonlyMap<string, number>;
  readonly #budgets: ReadonlyMap<string, number>;

  /** Throws InputError for a run of more conversations than can be held. */
  constructor(run: RunRecord, items: readonly Item[]) {
    this.items = items;
    this.budgets = run.budgets.flatMap(({ budget, sameAs }) =>
      sameAs === null ? [budget.name] : [],
    );
    this.epochs = run.epochs;
    this.size = items.length * this.budgets.length * run.epochs;
    if (this.size > MOST)
      throw new InputError(`a run of ${this.size} conversations is too large to view`);
    this.#items = new Map(items.map(({ id }, index) => [id, index]));
    this.#budgets = new Map(this.budgets.map((name, index) => [name, index]));
  }

  /** -1 for a place that is not of this run. */
  number({ item, budget, epoch }: Place): number {
    const [i, b] = [this.#items.get(item), this.#budgets.get(budget)];
    if (i === undefined || b === undefined || epoch >= this.epochs) return -1;
    return (epoch * this.items.length + i) * this.budgets.length + b;
  }

  budgetOf(number: number): number {
    return number % this.budgets.length;
  }

  itemOf(number: number): number {
    return Math.floor(number / this.budgets.length) % this.items.length;
  }

  epochOf(number: number): number {
    return Math.floor(number / (this.budgets.length * this.items.length));
  }

  /** Throws RangeError for a number of no place. */
  place(number: number): Place {
    const item = this.items[this.itemOf(number)];
    const budget = this.budgets[this.budgetOf(number)];
    if (!item || budget === undefined) throw new RangeError(`no place ${number}`);
    return { item: item.id, budget, epoch: this.epochOf(number) };
  }
}
