import type { Place } from './replies.ts';

/** Epochs of a page: the bits of a number. */
const BITS = 32;

/** Places of conversations: a bit for each, since a run may have millions. */
export class PlaceSet {
  /** Of each budget of an item, in the order in which they came. */
  readonly #numbers = new Map<string, Map<string, number>>();
  #numbered = 0;
  /** By so many epochs, by number. */
  readonly #pages = new Map<number, Int32Array>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has({ item, budget, epoch }: Place): boolean {
    const number = this.#numbers.get(item)?.get(budget);
    const page = this.#pages.get(Math.floor(epoch / BITS));
    return number !== undefined && ((page?.[number] ?? 0) & bitOf(epoch)) !== 0;
  }

  add(place: Place): void {
    if (this.has(place)) return;
    const number = this.#numberOf(place);
    const page = this.#pageOf(place, number);
    page[number] = (page[number] ?? 0) | bitOf(place.epoch);
    this.#size += 1;
  }

  delete(place: Place): void {
    if (!this.has(place)) return;
    const number = this.#numberOf(place);
    const page = this.#pageOf(place, number);
    page[number] = (page[number] ?? 0) & ~bitOf(place.epoch);
    this.#size -= 1;
  }

  #numberOf({ item, budget }: Place): number {
    const ofItem = this.#numbers.get(item) ?? new Map<string, number>();
    this.#numbers.set(item, ofItem);
    const known = ofItem.get(budget);
    if (known !== undefined) return known;
    const number = this.#numbered;
    this.#numbered += 1;
    ofItem.set(budget, number);
    return number;
  }

  /** Long enough for the number. */
  #pageOf({ epoch }: Place, number: number): Int32Array {
    const at = Math.floor(epoch / BITS);
    const page = this.#pages.get(at) ?? new Int32Array(0);
    if (number < page.length) return page;
    const longer = new Int32Array(Math.max(16, 2 * number));
    longer.set(page);
    this.#pages.set(at, longer);
    return longer;
  }
}

function bitOf(epoch: number): number {
  return 1 << (epoch % BITS);
}
