import type { Item } from '../../corrupt/item.ts';
import { InputError } from '../../input-error.ts';
import { question, solution } from '../../model/respondents/phrases.ts';
import { type Costs, gradeConversation } from '../reward.ts';
import { Fault } from './fault.ts';
import type { HeldOut } from './held-out.ts';

/** Refused items that a message lists. */
const LISTED = 5;

/** Grades that the compiler has seen before the first request. */
const WARM = 1_000;

/** The items that a server grades, by their ids. */
export class GradedItems {
  readonly #items: ReadonlyMap<string, Item>;
  readonly #heldOut: HeldOut;

  /** Throws InputError where an item is held out for tests: then none is graded. */
  constructor(items: readonly Item[], heldOut: HeldOut, source: string) {
    const refused = items.flatMap((item) => {
      const why = heldOut.why(item);
      return why === null ? [] : [`${item.id}: ${why}`];
    });
    if (refused.length > 0) {
      const more = refused.length - LISTED;
      throw new InputError(
        `${source}: ${refused.length} of ${items.length} items are held out, and no reward is given for them:\n` +
          `  ${refused.slice(0, LISTED).join('\n  ')}${more > 0 ? `\n  and ${more} more` : ''}\n` +
          'Train on v1/dev, on fresh draws of its families (`lacuna corrupt --split dev`), or on problems of your own.',
      );
    }
    this.#items = new Map(items.map((item) => [item.id, item]));
    this.#heldOut = heldOut;
  }

  get size(): number {
    return this.#items.size;
  }

  /** The item of exactly that id. Throws Fault. */
  find(id: string): Item {
    const item = this.#items.get(id);
    if (item) return item;
    if (this.#heldOut.names(id)) {
      throw new Fault(403, 'held-out', 'the item is held out for tests: no reward is given for it');
    }
    throw new Fault(404, 'unknown-item', 'no item of that id is graded here');
  }

  /** Grades some replies to each kind of item, so that the first requests are as quick as the later ones. */
  warm(costs: Costs): void {
    const items = [...this.#items.values()].slice(0, WARM);
    for (let done = 0; done < WARM; done += 2 * items.length) {
      for (const item of items) {
        for (const text of [question(item), solution(item)]) {
          gradeConversation(item, [{ text }], costs);
        }
      }
    }
  }
}
