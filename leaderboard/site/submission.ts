import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { RULES } from '../../graders/rules/grade.ts';
import { type FileDigests, fileDigest } from '../../src/card/run-source.ts';
import type { Item } from '../../src/corrupt/item.ts';
import { InputError } from '../../src/input-error.ts';
import { packageVersion } from '../../src/package-root.ts';
import type { FrozenReleases } from '../../src/release/frozen.ts';
import { exists, readRun, readRunItems, runFiles } from '../../src/run/folder.ts';
import { releaseOf } from '../../src/run/plan.ts';
import type { RunRecord } from '../../src/run/record.ts';
import { type CheckedRun, openBundle } from '../../src/submission/check.ts';

/** What a run was held on. */
type Held = Pick<RunRecord, 'release' | 'items'>;

/** Where a submission lies. */
export const SubmissionPlace = z.strictObject({
  /** Its name in addresses, for good: lower case, digits and "-". */
  slug: z.string(),
  /** A bundle (.zip), or a run folder. */
  path: z.string(),
});
export type SubmissionPlace = z.infer<typeof SubmissionPlace>;

/** A submission as it lies in its folder: the one door through which runs come in. */
export interface Submission {
  readonly slug: string;
  /** Of all that the site shows of it, of this version and of the rules by which it is graded. */
  readonly digest: string;
  /** Hands its run over. Throws InputError where it does not hold. */
  open<T>(use: (opened: Opened) => Promise<T>): Promise<T>;
  /** The items of its run, without opening it. */
  items(held: Held): Promise<readonly Item[]>;
}

export interface Opened {
  /** A graded run folder. */
  readonly dir: string;
  /** Of its files, those that were taken on the way. */
  readonly files: FileDigests;
  /** As the vendor calls the model. */
  readonly model: string;
  readonly vendor: string | null;
  readonly url: string | null;
  /** YYYY-MM-DD. */
  readonly date: string;
  /** Runs of this model on this release that its vendor registered; null without a register. */
  readonly registered: number | null;
  /** Whether all that it says was held against its evidence: of bundles alone. */
  readonly checked: boolean;
}

/**
 * The bundles (.zip) and run folders of a folder, in order of their names.
 * Throws InputError where it holds none, or two whose names come to the same address.
 */
export async function findSubmissions(dir: string): Promise<SubmissionPlace[]> {
  const names = await readdir(dir).catch(() => {
    throw new InputError(`there is no folder of submissions ${dir}`);
  });
  const submissions: SubmissionPlace[] = [];
  const taken = new Map<string, string>();
  for (const name of names.sort()) {
    const path = join(dir, name);
    if (!isBundle(path) && !(await exists(runFiles(path).record))) continue;
    const slug = slugOfFile(name);
    const other = taken.get(slug);
    if (other !== undefined) {
      throw new InputError(`${dir}: ${other} and ${name} both come to the address ${slug}`);
    }
    taken.set(slug, name);
    submissions.push({ slug, path });
  }
  if (submissions.length > 0) return submissions;
  throw new InputError(`${dir} holds no submission: neither a bundle of lacuna submit nor a run`);
}

const isBundle = (path: string) => path.endsWith('.zip');

/** Reads through the files of a submission, for its digest. */
export function readSubmission(
  place: SubmissionPlace,
  releases: FrozenReleases,
): Promise<Submission> {
  return isBundle(place.path) ? ofBundle(place, releases) : ofFolder(place, releases);
}

/** The items of its run. Throws InputError where they cannot be had, or are not those that the run names. */
export async function itemsOf(
  { path }: SubmissionPlace,
  held: Held,
  releases: FrozenReleases,
): Promise<readonly Item[]> {
  if (isBundle(path)) {
    const frozen = await releases.find(held);
    if (frozen) return frozen.items;
    throw new InputError(`${path}: its items are no frozen release`);
  }
  const items = await readRunItems(path);
  if (releaseOf(items) === held.release) return items;
  throw new InputError(`${path}: its items are not those of the release that run.json names`);
}

async function ofBundle(place: SubmissionPlace, releases: FrozenReleases): Promise<Submission> {
  const { slug, path } = place;
  return {
    slug,
    digest: digestOf([await fileDigest(path)]),
    open: (use) => openBundle(path, releases, (run) => use(openedFrom(run))),
    items: (held) => itemsOf(place, held, releases),
  };
}

/** A bundle that is open, since it was checked just now. `hash`: SHA-256 of its file. */
export function ofCheckedBundle(run: CheckedRun, hash: string): Submission {
  return {
    slug: slugOfFile(basename(run.path)),
    digest: digestOf([hash]),
    open: (use) => use(openedFrom(run)),
    items: async () => run.frozen.items,
  };
}

function openedFrom({ dir, archive, manifest: { model }, run, register }: CheckedRun): Opened {
  return {
    dir,
    files: Object.fromEntries(Array.from(archive.files, ([name, { sha256 }]) => [name, sha256])),
    model: model.name,
    vendor: model.vendor,
    url: model.url,
    date: run.createdAt.slice(0, 10),
    registered: register.registered?.runs ?? null,
    checked: true,
  };
}

/** submission.json of a run folder: what its run.json does not tell. */
const About = z.strictObject({
  vendor: z.string().min(1).max(120).nullable().default(null),
  date: z.iso.date().optional(),
});

async function ofFolder(place: SubmissionPlace, releases: FrozenReleases): Promise<Submission> {
  const { slug, path: dir } = place;
  const files = runFiles(dir);
  const path = join(dir, 'submission.json');
  const digests: Record<string, string> = {};
  for (const part of [path, files.record, files.verdicts('rules'), files.replies, files.labels]) {
    if (await exists(part)) digests[basename(part)] = await fileDigest(part);
  }
  return {
    slug,
    digest: digestOf(Object.entries(digests).flat()),
    open: async (use) => {
      const { vendor, date } = await readAbout(path);
      const { model, createdAt } = await readRun(dir);
      const told = { model, vendor, date: date ?? createdAt.slice(0, 10) };
      return use({ dir, files: digests, ...told, url: null, registered: null, checked: false });
    },
    items: (held) => itemsOf(place, held, releases),
  };
}

async function readAbout(path: string): Promise<z.infer<typeof About>> {
  const text = await readFile(path, 'utf8').catch(() => '{}');
  try {
    return About.parse(JSON.parse(text));
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : 'not JSON';
    throw new InputError(`${path}: ${why}`);
  }
}

function slugOfFile(name: string): string {
  const slug = name
    .replace(/(?:\.lacuna)?\.zip$/, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);
  return slug === '' ? 'run' : slug;
}

/** SHA-256 over what a submission is made of, and over what checks, grades and reports it. */
function digestOf(parts: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([RULES, packageVersion(), ...parts]))
    .digest('hex');
}
