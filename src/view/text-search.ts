import type { Item } from '../corrupt/item.ts';
import { RunLine } from '../run/record.ts';
import { headOf } from './conversation-index.ts';
import { LineTail, lineRecord, type TailLine } from './line-tail.ts';
import type { Places } from './places.ts';

/**
 * Which conversations have a text in the problem, its id or topic, or a reply; without regard to case. The
 * replies are read once, from the beginning of the file on; of them nothing is kept but one byte a conversation.
 */
export class TextSearch {
  readonly text: string;
  readonly #wanted: string;
  readonly #places: Places;
  readonly #tail: LineTail;
  readonly #found: Uint8Array;
  readonly #inItem: Uint8Array;
  #version = 0;

  constructor(text: string, repliesPath: string, places: Places) {
    this.text = text;
    this.#wanted = text.toLowerCase();
    this.#places = places;
    this.#tail = new LineTail(repliesPath);
    this.#found = new Uint8Array(places.size);
    this.#inItem = Uint8Array.from(places.items, (item) => Number(this.#isAbout(item)));
  }

  /** Bytes that were searched. */
  get position(): number {
    return this.#tail.position;
  }

  /** Goes up when more was searched. */
  get version(): number {
    return this.#version;
  }

  has(place: number): boolean {
    return this.#inItem[this.#places.itemOf(place)] === 1 || this.#found[place] === 1;
  }

  /** Searches some more of the replies; gives whether there is more. */
  async advance(): Promise<boolean> {
    const before = this.#tail.position;
    const advance = await this.#tail.advance((line) => this.#look(line));
    if (this.#tail.position > before) this.#version += 1;
    return advance === 'more';
  }

  #isAbout({ id, topic, text }: Item): boolean {
    return [id, topic, text].some((part) => part.toLowerCase().includes(this.#wanted));
  }

  #look(line: TailLine): void {
    const head = headOf(line.bytes);
    if (head && head.type !== 'reply') return;
    const place = head ? this.#places.number(head) : -1;
    if (place >= 0 && this.has(place)) return;
    if (!this.#mayHave(line.bytes)) return;
    const parsed = lineRecord(`${this.#tail.path}:${line.number}`, line.bytes, (json) =>
      RunLine.parse(json),
    );
    if (parsed.type !== 'reply') return;
    if (!parsed.completion.text.toLowerCase().includes(this.#wanted)) return;
    const number = this.#places.number(parsed);
    if (number >= 0) this.#found[number] = 1;
  }

  /** A text without signs that JSON writes otherwise stands in the line as it is, if at all. */
  #mayHave(bytes: Buffer): boolean {
    if (!/^[\p{L}\p{N} .,;:?!'()+*=-]*$/u.test(this.#wanted)) return true;
    return bytes.toString('utf8').toLowerCase().includes(this.#wanted);
  }
}
