import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { releaseDigest } from '../corrupt/digest.ts';
import type { Item } from '../corrupt/item.ts';
import { readItems } from '../corrupt/item-file.ts';
import { readManifest } from './check.ts';
import { SPLITS, type Split } from './manifest.ts';

/** One split of a frozen release. */
export interface FrozenSplit {
  /** Such as "v1/test". */
  readonly name: string;
  readonly split: Split;
  /** SHA-256 over the digests of its items: what a run records as its release. */
  readonly digest: string;
  /** Its items, in order, and their file. */
  readonly items: readonly Item[];
  readonly path: string;
}

/** The frozen releases of a folder; each split is read once, when it is asked for. */
export class FrozenReleases {
  readonly #dir: string;
  readonly #read = new Map<string, FrozenSplit>();

  constructor(dir: string) {
    this.#dir = dir;
  }

  /**
   * The split that a run was held on; undefined where it is none of them, or only a part of one.
   * Throws InputError where a release cannot be read.
   */
  async find(run: {
    readonly release: string;
    readonly items: number;
  }): Promise<FrozenSplit | undefined> {
    for (const version of await this.#versions()) {
      const { splits } = await readManifest(join(this.#dir, version));
      for (const split of SPLITS) {
        // Counts are cheap to compare; only a split of as many items is read.
        if (splits[split].items !== run.items) continue;
        const frozen = await this.#split(version, split);
        if (frozen.digest === run.release) return frozen;
      }
    }
    return undefined;
  }

  async #versions(): Promise<string[]> {
    const names = await readdir(this.#dir).catch(() => []);
    return names.filter((name) => /^v\d{1,6}$/.test(name)).sort();
  }

  async #split(version: string, split: Split): Promise<FrozenSplit> {
    const name = `${version}/${split}`;
    const known = this.#read.get(name);
    if (known) return known;
    const path = join(this.#dir, version, `${split}.jsonl`);
    const items: Item[] = [];
    for await (const item of readItems(path)) items.push(item);
    const digest = releaseDigest(items.map((item) => item.digest));
    const frozen = { name, split, digest, items, path };
    this.#read.set(name, frozen);
    return frozen;
  }
}
