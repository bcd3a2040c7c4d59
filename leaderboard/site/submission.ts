import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { InputError } from '../../src/input-error.ts';
import { exists, readRun, runFiles } from '../../src/run/folder.ts';

/** What the site is told of a run: the one door through which runs come in. */
export interface Submission {
  /** Its name in addresses, for good: lower case, digits and "-". */
  readonly slug: string;
  readonly vendor: string | null;
  /** YYYY-MM-DD. */
  readonly date: string;
  /** Runs of this model on this release that its vendor registered; null without a register. */
  readonly registered: number | null;
  /** Of all that the site shows of it. */
  readonly digest: string;
  /** A graded run folder. */
  readonly run: string;
}

/** submission.json of a run folder: what its run.json does not tell. */
const About = z.strictObject({
  vendor: z.string().min(1).max(80).nullable().default(null),
  date: z.iso.date().optional(),
  registered: z.int().positive().nullable().default(null),
});

/**
 * The run folders of a folder, in order of their names.
 * Throws InputError where it holds none, or two whose names come to the same address.
 */
export async function readSubmissions(dir: string): Promise<Submission[]> {
  const names = await readdir(dir).catch(() => {
    throw new InputError(`there is no folder of submissions ${dir}`);
  });
  const submissions: Submission[] = [];
  const taken = new Map<string, string>();
  for (const name of names.sort()) {
    const run = join(dir, name);
    if (!(await exists(runFiles(run).record))) continue;
    const slug = slugOf(name);
    const other = taken.get(slug);
    if (other !== undefined) {
      throw new InputError(`${dir}: ${other} and ${name} both come to the address ${slug}`);
    }
    taken.set(slug, name);
    submissions.push(await readSubmission(run, slug));
  }
  if (submissions.length > 0) return submissions;
  throw new InputError(`${dir} holds no submission`);
}

async function readSubmission(run: string, slug: string): Promise<Submission> {
  const { createdAt } = await readRun(run);
  const path = join(run, 'submission.json');
  const about = await readAbout(path);
  const files = runFiles(run);
  return {
    slug,
    vendor: about.vendor,
    date: about.date ?? createdAt.slice(0, 10),
    registered: about.registered,
    digest: await digestOf([
      path,
      files.record,
      files.verdicts('rules'),
      files.replies,
      files.labels,
    ]),
    run,
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

function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);
  return slug === '' ? 'run' : slug;
}

/** SHA-256 over the files that are there. */
async function digestOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    hash.update('\0');
    if (await exists(path)) await pipeline(createReadStream(path), hash, { end: false });
  }
  return hash.digest('hex');
}
