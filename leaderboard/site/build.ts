import { readFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FrozenReleases } from '../../src/release/frozen.ts';
import { readAssets } from './assets.ts';
import { byScore } from './boards.ts';
import { RunItems } from './collect.tsx';
import type { PairOfItems, SiteData } from './entry.ts';
import { cardPath, writeInto } from './kept-entry.ts';
import { KnownItems } from './known-items.ts';
import { pages } from './pages.ts';
import { withAllRegisteredRuns } from './registered-runs.ts';
import { finishFolder, prepareFolder } from './site-folder.ts';
import { findSubmissions, itemsOf, type SubmissionPlace } from './submission.ts';
import { entriesInThreads } from './submission-threads.ts';

/** What a build did. */
export interface Built {
  readonly entries: number;
  readonly pairs: number;
  /** Submissions whose files were there from an earlier build. */
  readonly kept: number;
  readonly files: number;
}

export interface BuildOptions {
  /** A folder of submissions. */
  readonly submissions: string;
  readonly out: string;
  /** The site's path on its host. */
  readonly base: string;
  /** A folder of frozen releases. */
  readonly releases: string;
}

/**
 * Makes the site. What a submission came to is kept in the folder and read again by the next build,
 * unless the submission has changed. Throws InputError for what is no submission, and where the folder
 * holds something else than a site.
 */
export async function buildSite({
  submissions,
  out,
  base,
  releases,
}: BuildOptions): Promise<Built> {
  const all = await findSubmissions(submissions);
  const assets = await readAssets();
  await prepareFolder(out);
  const known = new KnownItems(releases);
  const made = await entriesInThreads(all, { out, releases });
  const entries = made.map(({ entry }) => entry);
  const kept = made.filter((each) => each.kept).length;
  await removeOthers(out, all);
  const items = new RunItems(known);
  const frozen = new FrozenReleases(releases);
  for (const [i, { report }] of entries.entries()) {
    const place = all[i];
    if (place) await items.of({ items: (held) => itemsOf(place, held, frozen) }, report.settings);
  }
  const data: SiteData = {
    entries: withAllRegisteredRuns(entries).sort(byScore),
    pairs: await pairsOf(items, known),
  };
  const folders = new Set<string>();
  let files = 0;
  const put = (path: string, text: string) => {
    writeInto(out, path, text, folders);
    files += 1;
  };
  const site = {
    version: assets.version,
    base,
    card: (slug: string) => readFileSync(join(out, cardPath(slug)), 'utf8'),
  };
  for (const [path, text] of assets.files) put(path, text);
  for (const [path, text] of pages(data, site)) put(path, text);
  await finishFolder(out);
  return { entries: entries.length, pairs: data.pairs.length, kept, files };
}

/** Removes what belongs to submissions that are no more, and pages that this build makes anew. */
async function removeOthers(out: string, submissions: readonly SubmissionPlace[]): Promise<void> {
  const slugs = new Set(submissions.map(({ slug }) => slug));
  for (const [folder, ending] of [
    ['data/models', '.json'],
    ['data/verdicts', '.csv'],
    ['data/cards', '.html'],
    ['replies', ''],
  ] as const) {
    for (const name of await readdir(join(out, folder)).catch(() => [])) {
      const slug = ending === '' ? name : name.slice(0, -ending.length);
      if (!slugs.has(slug)) await rm(join(out, folder, name), { recursive: true, force: true });
    }
  }
  for (const folder of ['assets', 'items', 'models', 'data/items']) {
    await rm(join(out, folder), { recursive: true, force: true });
  }
}

async function pairsOf(items: RunItems, known: KnownItems): Promise<PairOfItems[]> {
  const all = await items.all();
  return [...all.values()].flatMap((corrupted): PairOfItems[] => {
    const intact = all.get(corrupted.twin ?? '');
    return intact ? [{ corrupted, intact, split: known.splitOf(corrupted) }] : [];
  });
}
