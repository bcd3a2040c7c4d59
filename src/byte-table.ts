interface Entry<T> {
  readonly bytes: Uint8Array;
  readonly value: T;
  readonly next: Entry<T> | undefined;
}

/** Texts of one hash that are remembered: more only stand where somebody looked for them. */
const MOST_ALIKE = 4;

/** What is made of a text, once for each text; looked up by its bytes, so that no string is made of them. */
export class ByteTable<T> {
  readonly #make: (text: string) => T;
  readonly #most: number;
  readonly #entries = new Map<number, Entry<T>>();
  #size = 0;

  /** `most` texts are remembered: of those that come later it is made each time. */
  constructor(make: (text: string) => T, most: number) {
    this.#make = make;
    this.#most = most;
  }

  /** Of the bytes from `start` up to `end`, which are UTF-8. */
  get(bytes: Uint8Array, start: number, end: number): T {
    const hash = hashOf(bytes, start, end);
    const first = this.#entries.get(hash);
    let alike = 0;
    for (let entry = first; entry; entry = entry.next) {
      if (isSame(entry.bytes, bytes, start, end)) return entry.value;
      alike += 1;
    }
    const text = bytes.subarray(start, end);
    const value = this.#make(Buffer.from(text).toString('utf8'));
    if (this.#size < this.#most && alike < MOST_ALIKE) {
      this.#size += 1;
      this.#entries.set(hash, { bytes: Uint8Array.from(text), value, next: first });
    }
    return value;
  }
}

/** FNV-1a, 31 bits of it: a number that is kept without an object of its own. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash >>> 2;
}

function isSame(known: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let i = 0; i < known.length; i += 1) if (known[i] !== bytes[start + i]) return false;
  return true;
}
