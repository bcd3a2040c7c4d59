import { createHash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** A stream of seeded random choices: the same seed parts give the same stream, on every machine. */
export class Random {
  readonly #parts: ReadonlyArray<string | number>;
  /** Made when it is first asked: many a search ends before it draws. */
  #generator: ReturnType<typeof generatorOf> | undefined;

  /** `parts` name what the stream is for, e.g. (7, "bakery", 0, "draw"). */
  constructor(...parts: ReadonlyArray<string | number>) {
    this.#parts = parts;
  }

  /** A whole number in [min, max]. */
  int(min: number, max: number): number {
    this.#generator ??= generatorOf(this.#parts);
    return uniformInt(this.#generator, min, max);
  }

  /** One of the values; throws a RangeError where there is none. */
  pick<T>(values: readonly T[]): T {
    const value = values[this.int(0, Math.max(0, values.length - 1))];
    if (value === undefined) throw new RangeError('nothing to pick from');
    return value;
  }

  /** The values in random order (Fisher and Yates). */
  shuffle<T>(values: readonly T[]): T[] {
    const rest = [...values];
    const shuffled: T[] = [];
    while (rest.length > 0) shuffled.push(...rest.splice(this.int(0, rest.length - 1), 1));
    return shuffled;
  }
}

function generatorOf(parts: ReadonlyArray<string | number>) {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  return xoroshiro128plusFromState([0, 4, 8, 12].map((offset) => digest.readInt32BE(offset)));
}
