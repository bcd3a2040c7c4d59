import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { RULES } from '../../graders/rules/grade.ts';
import { Verdict } from '../../graders/verdict.ts';
import { CANARY } from '../corrupt/item.ts';
import { InputError } from '../input-error.ts';
import { whyOf } from '../io-failure.ts';
import { readJsonLines } from '../jsonl.ts';
import { packageVersion } from '../package-root.ts';
import { goesByProblems } from '../protocol/index.ts';
import type { FrozenReleases, FrozenSplit } from '../release/frozen.ts';
import { counted } from '../report/numbers.ts';
import { readRun, runFiles } from '../run/folder.ts';
import { refuseIncomplete } from '../run/incomplete.ts';
import type { RunRecord } from '../run/record.ts';
import { Tally } from '../stats/tally.ts';
import { openBundle } from './check.ts';
import { claimsOf } from './claims.ts';
import {
  BundleManifest,
  graderOf,
  MANIFEST,
  REGISTER,
  type Submitter,
  sizeLimit,
} from './manifest.ts';
import { measureFile, type Packing, pack } from './pack.ts';
import { refuseSecrets } from './secrets.ts';
import type { Unpacked } from './unpack.ts';

export interface Submission {
  /** The run folder. */
  readonly dir: string;
  readonly out: string;
  readonly model: Omit<Submitter, 'name'> & { readonly name: string | undefined };
  /** The vendor's register. */
  readonly register: string | undefined;
  readonly releases: FrozenReleases;
  /** What may stand in no file: keys. */
  readonly secrets: readonly string[];
}

export interface Submitted {
  readonly manifest: BundleManifest;
  /** The bundle's own size and hash. */
  readonly bundle: Unpacked;
}

/**
 * Packs a complete, graded run of a frozen release into one file, the same bytes for the same run, and
 * checks it as everyone will; what does not hold is not left behind.
 * Throws InputError, with the reason, where the run cannot be submitted.
 */
export async function submit(submission: Submission): Promise<Submitted> {
  const { dir, out, releases, secrets } = submission;
  const run = await readRun(dir);
  if (goesByProblems(run.protocol)) {
    throw new InputError(
      `${dir} is a run of ${run.protocol}, which puts no pairs: the table is of pairs`,
    );
  }
  const frozen = await frozenOf(dir, run, releases);
  await refuseIncomplete(dir, run);
  const files = await filesOf(submission);
  await refuseSecrets(files, secrets);
  const manifest = await manifestOf(submission, { run, frozen, files });
  const told = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  const draft = `${out}.part`;
  try {
    await mkdir(dirname(resolve(out)), { recursive: true });
    await pack([{ name: MANIFEST, from: told }, ...files], draft);
    await openBundle(draft, releases, async () => undefined);
    await rename(draft, out);
  } catch (error) {
    if (error instanceof InputError) {
      throw new InputError(error.message.replaceAll(draft, dir), error.exitCode);
    }
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new InputError(`${out}: cannot be written: ${whyOf(error)}`);
  } finally {
    await rm(draft, { force: true });
  }
  return { manifest, bundle: await measureFile(out) };
}

async function frozenOf(
  dir: string,
  run: RunRecord,
  releases: FrozenReleases,
): Promise<FrozenSplit> {
  const frozen = await releases.find(run);
  if (frozen) return frozen;
  throw new InputError(
    `${dir} is a run on ${counted(run.items, 'item')} that are no frozen release: a part of one, or items of your own. ` +
      'A submission is of a whole split: lacuna run --items v1/test, without --limit.',
  );
}

/** What of the run folder is packed: never its labels, which name people, nor the judges' answers. */
async function filesOf({ dir, register }: Submission): Promise<Packing[]> {
  const names = (await readdir(dir))
    .filter((name) => name !== REGISTER && name !== MANIFEST && sizeLimit(name) !== undefined)
    .sort();
  const files: Packing[] = names.map((name) => ({ name, from: join(dir, name) }));
  if (register !== undefined) files.push({ name: REGISTER, from: register });
  for (const { name, from } of files) {
    const found = await stat(String(from)).catch(() => undefined);
    if (!found?.isFile()) throw new InputError(`${String(from)}: no such file`);
    const limit = sizeLimit(name) ?? 0;
    if (found.size > limit) {
      throw new InputError(`${String(from)} has ${found.size} bytes; a bundle takes ${limit}`);
    }
  }
  return files;
}

async function manifestOf(
  { dir, model }: Submission,
  { run, frozen, files }: { run: RunRecord; frozen: FrozenSplit; files: readonly Packing[] },
): Promise<BundleManifest> {
  const graders = new Map<string, string>();
  const tally = new Tally(run, frozen.items);
  for (const grader of files.flatMap(({ name }) => graderOf(name) ?? [])) {
    for await (const { value } of readJsonLines(runFiles(dir).verdicts(grader), Verdict)) {
      graders.set(grader, value.grader);
      if (grader === 'rules') tally.add(value);
    }
  }
  if (graders.get('rules') !== RULES) {
    throw new InputError(
      `${dir} has no verdicts of ${RULES}, by which the leaderboard scores: lacuna grade ${dir}`,
    );
  }
  const listed = await Promise.all(
    files.map(async ({ name, from }) => [name, await measureFile(from)] as const),
  );
  const budgets = run.budgets.filter(({ sameAs }) => sameAs === null).length;
  const manifest = BundleManifest.safeParse({
    format: 'lacuna-bundle/1',
    canary: CANARY,
    lacuna: packageVersion(),
    release: { name: frozen.name, digest: frozen.digest },
    model: { ...model, name: model.name ?? run.model },
    counts: {
      items: run.items,
      pairs: tally.pairs.length,
      budgets,
      epochs: run.epochs,
      conversations: run.items * budgets * run.epochs,
    },
    graders: Object.fromEntries([...graders].sort()),
    claims: claimsOf(tally),
    files: Object.fromEntries(listed),
  });
  if (manifest.success) return manifest.data;
  const [issue] = manifest.error.issues;
  throw new InputError(`the submission: ${issue?.path.join('.')}: ${issue?.message}`);
}
