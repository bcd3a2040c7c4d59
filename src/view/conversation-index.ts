import { InputError } from '../input-error.ts';
import { RunLine } from '../run/record.ts';
import { type Advance, LineTail, lineRecord, type TailLine } from './line-tail.ts';
import type { Places } from './places.ts';

/** Where a line of the file is. */
export interface LineAt {
  readonly offset: number;
  /** Bytes. */
  readonly length: number;
}

const FAILED = 1;
const ENDED = 2;

/**
 * The beginning of a line as Lacuna writes it. It says whose the line is without parsing a reply of any length; a
 * line that begins otherwise is parsed whole.
 */
const HEAD =
  /^\{"type":"(reply|user|end|error)",(?:"key":"[^"\\]{0,200}",)?"item":"([^"\\]{1,130})","budget":"([^"\\]{1,100})","epoch":(\d{1,9}),/;
const HEAD_BYTES = 700;

/**
 * Where in replies.jsonl each conversation is, and how it stands. In memory are some 30 bytes a conversation and 16
 * a reply; no text.
 */
export class ConversationIndex {
  readonly #tail: LineTail;
  readonly #places: Places;
  /** Places in the order in which they first ended or failed. */
  readonly #order: Int32Array;
  #count = 0;
  readonly #state: Uint8Array;
  /** Of the line that ended it, or of its last error. */
  readonly #lastOffset: Float64Array;
  readonly #lastLength: Uint32Array;
  /** The last of its replies so far; each reply knows the one before it. 0 is none. */
  readonly #lastReply: Int32Array;
  #replyOffset = new Float64Array(1024);
  #replyLength = new Uint32Array(1024);
  #replyBefore = new Int32Array(1024);
  #replies = 1;

  constructor(path: string, places: Places) {
    this.#tail = new LineTail(path);
    this.#places = places;
    this.#order = new Int32Array(places.size);
    this.#state = new Uint8Array(places.size);
    this.#lastOffset = new Float64Array(places.size);
    this.#lastLength = new Uint32Array(places.size);
    this.#lastReply = new Int32Array(places.size);
  }

  /** Conversations that ended or failed. */
  get count(): number {
    return this.#count;
  }

  /** Bytes read, and bytes of the file. */
  get progress(): { read: number; size: number } {
    return { read: this.#tail.position, size: this.#tail.size };
  }

  /** The place of the n-th conversation that ended or failed. */
  at(n: number): number {
    return this.#order[n] ?? -1;
  }

  hasEnded(place: number): boolean {
    return this.#state[place] === ENDED;
  }

  hasFailed(place: number): boolean {
    return this.#state[place] === FAILED;
  }

  /** The line that ended it or says how it failed. */
  lastLine(place: number): LineAt {
    return { offset: this.#lastOffset[place] ?? 0, length: this.#lastLength[place] ?? 0 };
  }

  /** Its replies, drafts and samples too, the first first. */
  replyLines(place: number): LineAt[] {
    const lines: LineAt[] = [];
    for (let at = this.#lastReply[place] ?? 0; at > 0; at = this.#replyBefore[at] ?? 0) {
      lines.push({ offset: this.#replyOffset[at] ?? 0, length: this.#replyLength[at] ?? 0 });
    }
    return lines.reverse();
  }

  /** Takes in lines that are new. Throws InputError for a line that is broken or of another run. */
  async advance(): Promise<Advance> {
    const advance = await this.#tail.advance((line) => this.#add(line));
    if (advance !== 'replaced') return advance;
    throw new InputError(
      `${this.#tail.path} is no longer the file that it was: view the run again`,
    );
  }

  #add(line: TailLine): void {
    if (line.bytes.length === 0) return;
    const { type, place } = this.#head(line);
    if (type === 'reply') this.#addReply(place, line);
    else if (type !== 'user') {
      if (this.#state[place] === 0) {
        this.#order[this.#count] = place;
        this.#count += 1;
      }
      if (type === 'error' && this.#state[place] === ENDED) return;
      this.#state[place] = type === 'end' ? ENDED : FAILED;
      this.#lastOffset[place] = line.offset;
      this.#lastLength[place] = line.bytes.length;
    }
  }

  #head(line: TailLine): { type: RunLine['type']; place: number } {
    const known = headOf(line.bytes);
    if (known) {
      const place = this.#places.number(known);
      if (place >= 0) return { type: known.type, place };
    }
    const parsed = lineRecord(`${this.#tail.path}:${line.number}`, line.bytes, (json) =>
      RunLine.parse(json),
    );
    const place = this.#places.number(parsed);
    if (place >= 0) return { type: parsed.type, place };
    const { item, budget, epoch } = parsed;
    throw new InputError(
      `${this.#tail.path}:${line.number}: item ${item}, budget ${budget}, epoch ${epoch} is not of this run`,
    );
  }

  #addReply(place: number, { bytes, offset }: TailLine): void {
    const at = this.#replies;
    if (at === this.#replyOffset.length) this.#grow();
    this.#replyOffset[at] = offset;
    this.#replyLength[at] = bytes.length;
    this.#replyBefore[at] = this.#lastReply[place] ?? 0;
    this.#lastReply[place] = at;
    this.#replies += 1;
  }

  #grow(): void {
    const size = 2 * this.#replyOffset.length;
    const [offset, length, before] = [this.#replyOffset, this.#replyLength, this.#replyBefore];
    this.#replyOffset = new Float64Array(size);
    this.#replyOffset.set(offset);
    this.#replyLength = new Uint32Array(size);
    this.#replyLength.set(length);
    this.#replyBefore = new Int32Array(size);
    this.#replyBefore.set(before);
  }
}

/** What a whole line's beginning says; null where it is not as Lacuna writes it, or the line's end is not. */
export function headOf(
  bytes: Buffer,
): { type: RunLine['type']; item: string; budget: string; epoch: number } | null {
  if (bytes[bytes.length - 1] !== 0x7d) return null;
  const [, type, item = '', budget = '', epoch] =
    HEAD.exec(bytes.toString('latin1', 0, HEAD_BYTES)) ?? [];
  if (type !== 'reply' && type !== 'user' && type !== 'end' && type !== 'error') return null;
  return { type, item, budget, epoch: Number(epoch) };
}
