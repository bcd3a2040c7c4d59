import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { collect, entryDigest, type RunItems } from './collect.tsx';
import { Entry } from './entry.ts';
import type { Submission } from './submission.ts';

/** An entry, and whether an earlier build had made it. */
export const KeptEntry = z.strictObject({ entry: Entry, kept: z.boolean() });
export type KeptEntry = z.infer<typeof KeptEntry>;

/**
 * The entry of a submission: what the site's folder keeps of an earlier build, or made now, with all files
 * of this submission alone. Throws InputError where the submission does not hold.
 */
export async function keepEntry(
  out: string,
  submission: Submission,
  items: RunItems,
): Promise<KeptEntry> {
  const earlier = await readEarlier(out, submission);
  if (earlier) return { entry: earlier, kept: true };
  return { entry: await addSubmission(out, submission, items), kept: false };
}

const entryPath = (slug: string) => `data/models/${slug}.json`;
const verdictsPath = (slug: string) => `data/verdicts/${slug}.csv`;
export const cardPath = (slug: string) => `data/cards/${slug}.html`;
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
    writeInto(out, `${repliesPath(slug)}/${shard}.json`, text, folders);
  }
  writeInto(out, verdictsPath(slug), verdicts, folders);
  writeInto(out, cardPath(slug), card, folders);
  writeInto(out, entryPath(slug), `${JSON.stringify(entry)}\n`, folders);
  return entry;
}

/** Paths are ours: of slugs, of ids of items (which have no "/"), and of shards. */
export function writeInto(
  out: string,
  path: string,
  text: string | Uint8Array,
  folders: Set<string>,
): void {
  const folder = dirname(join(out, path));
  if (!folders.has(folder)) {
    mkdirSync(folder, { recursive: true });
    folders.add(folder);
  }
  // Of tens of thousands of small files, to wait for each takes longer than to write it.
  writeFileSync(join(out, path), text);
}
