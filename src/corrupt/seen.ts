import { createHash } from 'node:crypto';

const FIRST = 64;

/**
 * Which texts came before, at 8 to 32 bytes each whatever their length: a table of 52 bits of their
 * SHA-256. That two of a million texts are taken for the same has a chance of 1 in 9,000.
 */
export class Seen {
  /** Open addressing; 0 is an empty place. */
  #table = new Float64Array(FIRST);
  #size = 0;

  /** Notes a text; false where it has been noted before. */
  add(text: string): boolean {
    if (!this.#put(hashOf(text))) return false;
    if (this.#size * 2 > this.#table.length) this.#grow();
    return true;
  }

  /** Bytes that the table takes up. */
  get bytes(): number {
    return this.#table.byteLength;
  }

  #put(hash: number): boolean {
    const { length } = this.#table;
    let place = hash % length;
    while (this.#table[place] !== 0) {
      if (this.#table[place] === hash) return false;
      place = (place + 1) % length;
    }
    this.#table[place] = hash;
    this.#size += 1;
    return true;
  }

  #grow(): void {
    const old = this.#table;
    this.#table = new Float64Array(2 * old.length);
    this.#size = 0;
    for (const hash of old) if (hash !== 0) this.#put(hash);
  }
}

function hashOf(text: string): number {
  const digest = createHash('sha256').update(text).digest();
  return digest.readUIntBE(0, 6) * 16 + (digest.readUInt8(6) >> 4) + 1;
}
