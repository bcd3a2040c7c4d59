import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Item } from '../../src/corrupt/item.ts';
import { SPLITS } from '../../src/release/manifest.ts';
import type { ReleaseName } from '../../src/run/release-name.ts';

const Line = z.object({ id: z.string(), twin: z.string().nullable(), digest: z.string() });

/** The items of frozen releases: of which split each is. */
export class KnownItems {
  readonly #splits = new Map<string, { name: string; split: string; digest: string }>();
  readonly #pairs = new Map<string, number>();

  /** `releases`: the folder of frozen releases. */
  constructor(releases: string) {
    const versions = readdirSync(releases).filter((name) => /^v\d{1,6}$/.test(name));
    for (const release of versions.sort()) {
      for (const split of SPLITS) {
        const name = `${release}/${split}`;
        const lines = readFileSync(join(releases, `${name}.jsonl`), 'utf8')
          .trim()
          .split('\n');
        for (const text of lines) {
          const { id, twin, digest } = Line.parse(JSON.parse(text));
          this.#splits.set(id, { name, split, digest });
          if (twin !== null) this.#pairs.set(name, (this.#pairs.get(name) ?? 0) + 1);
        }
      }
    }
  }

  /** "test"; null for an item of none of them. */
  splitOf({ id, digest }: Pick<Item, 'id' | 'digest'>): string | null {
    const known = this.#splits.get(id);
    return known?.digest === digest ? known.split : null;
  }

  /** Which items a run was held on. */
  releaseOf(items: ReadonlyArray<Pick<Item, 'id' | 'digest' | 'twin'>>): ReleaseName {
    const names = new Set(
      items.map((item) => (this.splitOf(item) === null ? null : this.#splits.get(item.id)?.name)),
    );
    const [name] = names;
    if (names.size !== 1 || !name) return { name: null, whole: true, limit: null };
    const pairs = items.filter(({ twin }) => twin !== null).length;
    return { name, whole: this.#pairs.get(name) === pairs, limit: null };
  }
}

/** "v1/test", "60 pairs of v1/dev", or what is known of other items: "60 other pairs". */
export function releaseName({ name, whole }: ReleaseName, pairs: number): string {
  if (name === null) return `${pairs} other pairs`;
  return whole ? name : `${pairs} pairs of ${name}`;
}
