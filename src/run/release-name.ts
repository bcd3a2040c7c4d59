import { existsSync, readdirSync } from 'node:fs';
import { z } from 'zod';
import { releaseDigest } from '../corrupt/digest.ts';
import type { Item } from '../corrupt/item.ts';
import { readJsonLines } from '../jsonl.ts';
import { SPLITS } from '../release/manifest.ts';
import { releaseFile } from '../release/named.ts';
import { limitPairs } from './plan.ts';

/** Which items a run put to the model. */
export const ReleaseName = z.strictObject({
  /** "v1/test"; null where the items are of no release that ships with Lacuna. */
  name: z.string().nullable(),
  /** All of its pairs, or some. */
  whole: z.boolean(),
  /** What `--limit` gives just these pairs; null where none does, or none is needed. */
  limit: z.int().positive().nullable(),
});
export type ReleaseName = z.infer<typeof ReleaseName>;

const Line = z.looseObject({
  id: z.string(),
  twin: z.string().nullable(),
  family: z.string(),
  digest: z.string(),
});

type Line = z.infer<typeof Line>;

/** Finds the splits of shipped releases; reads each once. */
export class ShippedReleases {
  readonly #splits = new Map<string, Promise<Line[]>>();

  /** The split, of the newest release first, that holds all of the items. */
  async nameOf(items: ReadonlyArray<Pick<Item, 'digest' | 'twin'>>): Promise<ReleaseName> {
    const wanted = releaseDigest(items.map(({ digest }) => digest));
    for (const name of shippedSplits()) {
      const lines = await this.#linesOf(name);
      const all = new Set(lines.map(({ digest }) => digest));
      if (items.length === 0 || !items.every(({ digest }) => all.has(digest))) continue;
      if (items.length === lines.length) return { name, whole: true, limit: null };
      const pairs = items.filter(({ twin }) => twin !== null).length;
      const limited = limitPairs(lines, pairs).map(({ digest }) => digest);
      return { name, whole: false, limit: releaseDigest(limited) === wanted ? pairs : null };
    }
    return { name: null, whole: true, limit: null };
  }

  #linesOf(name: string): Promise<Line[]> {
    const read = this.#splits.get(name) ?? linesOf(name);
    this.#splits.set(name, read);
    return read;
  }
}

async function linesOf(name: string): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const { value } of readJsonLines(releaseFile(`${name}.jsonl`), Line)) {
    const { id, twin, family, digest } = value;
    lines.push({ id, twin, family, digest });
  }
  return lines;
}

function shippedSplits(): string[] {
  const versions = readdirSync(releaseFile('.')).filter((name) => /^v\d{1,6}$/.test(name));
  return versions
    .sort((a, b) => Number(b.slice(1)) - Number(a.slice(1)))
    .flatMap((version) => SPLITS.map((split) => `${version}/${split}`))
    .filter((name) => existsSync(releaseFile(`${name}.jsonl`)));
}
