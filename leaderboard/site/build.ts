import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InputError } from '../../src/input-error.ts';
import { FrozenReleases } from '../../src/release/frozen.ts';
import { readAssets } from './assets.ts';
import { byScore } from './boards.ts';
import { collect, entryDigest, RunItems } from './collect.tsx';
import { Entry, type PairOfItems, type SiteData } from './entry.ts';
import { KnownItems } from './known-items.ts';
import { pages } from './pages.ts';
import { withAllRegisteredRuns } from './registered-runs.ts';
import { readSubmissions, type Submission } from './submission.ts';

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
  const all = await readSubmissions(submissions, new FrozenReleases(releases));
  const assets = await readAssets();
  await prepareFolder(out);
  const known = new KnownItems(releases);
  const items = new RunItems(known);
  const entries: Entry[] = [];
  let kept = 0;
  for (const submission of all) {
    const earlier = await readEarlier(out, submission);
    if (earlier) kept += 1;
    entries.push(earlier ?? (await addSubmission(out, submission, items)));
    if (earlier) await items.of(submission, earlier.report.settings);
  }
  await removeOthers(out, all);
  const data: SiteData = {
    entries: withAllRegisteredRuns(entries).sort(byScore),
    pairs: await pairsOf(items, known),
  };
  const folders = new Set<string>();
  let files = 0;
  const put = async (path: string, text: string) => {
    await writeInto(out, path, text, folders);
    files += 1;
  };
  const site = {
    version: assets.version,
    base,
    card: (slug: string) => readFileSync(join(out, cardPath(slug)), 'utf8'),
  };
  for (const [path, text] of assets.files) await put(path, text);
  for (const [path, text] of pages(data, site)) await put(path, text);
  await writeInto(out, MARKER, 'A site made by lacuna leaderboard build.\n', folders);
  return { entries: entries.length, pairs: data.pairs.length, kept, files };
}

/** Says that a folder is ours to write into, and to remove from. */
const MARKER = '.lacuna-site';

async function prepareFolder(out: string): Promise<void> {
  const held: string[] = await readdir(out).catch(() => []);
  if (held.length > 0 && !held.includes(MARKER)) {
    throw new InputError(`${out} holds something else than a site: name an empty folder`);
  }
  try {
    await mkdir(out, { recursive: true });
    await writeFile(join(out, MARKER), 'A site in the making.\n');
  } catch (error) {
    throw new InputError(
      `cannot write into ${out}: ${error instanceof Error ? error.message : error}`,
    );
  }
}

const entryPath = (slug: string) => `data/models/${slug}.json`;
const verdictsPath = (slug: string) => `data/verdicts/${slug}.csv`;
const cardPath = (slug: string) => `data/cards/${slug}.html`;
const repliesPath = (slug: string) => `replies/${slug}`;

/** The entry of an earlier build; undefined where there is none of just this submission. */
async function readEarlier(out: string, submission: Submission): Promise<Entry | undefined> {
  const text = await readFile(join(out, entryPath(submission.slug)), 'utf8').catch(() => '');
  if (!text.includes(entryDigest(submission))) return undefined;
  if (!existsSync(join(out, cardPath(submission.slug)))) return undefined;
  const parsed = Entry.safeParse(JSON.parse(text));
  return parsed.success && parsed.data.digest === entryDigest(submission) ? parsed.data : undefined;
}

/** Writes what a submission comes to: its entry last, so that a build cut short makes it again. */
async function addSubmission(out: string, submission: Submission, items: RunItems): Promise<Entry> {
  const { slug } = submission;
  const { entry, replies, verdicts, card } = await collect(submission, items);
  const folders = new Set<string>();
  await rm(join(out, repliesPath(slug)), { recursive: true, force: true });
  for (const [shard, text] of replies.files()) {
    await writeInto(out, `${repliesPath(slug)}/${shard}.json`, text, folders);
  }
  await writeInto(out, verdictsPath(slug), verdicts, folders);
  await writeInto(out, cardPath(slug), card, folders);
  await writeInto(out, entryPath(slug), `${JSON.stringify(entry)}\n`, folders);
  return entry;
}

/** Removes what belongs to submissions that are no more, and pages that this build makes anew. */
async function removeOthers(out: string, submissions: readonly Submission[]): Promise<void> {
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

/** Paths are ours: of slugs, of ids of items (which have no "/"), and of shards. */
async function writeInto(
  out: string,
  path: string,
  text: string,
  folders: Set<string>,
): Promise<void> {
  const folder = dirname(join(out, path));
  if (!folders.has(folder)) {
    await mkdir(folder, { recursive: true });
    folders.add(folder);
  }
  await writeFile(join(out, path), text);
}
