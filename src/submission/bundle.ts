import { mkdtempSync, rmSync } from 'node:fs';
import { copyFile, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../input-error.ts';
import type { FrozenReleases, FrozenSplit } from '../release/frozen.ts';
import { readRun, runFiles } from '../run/folder.ts';
import type { RunRecord } from '../run/record.ts';
import { BundleManifest, MANIFEST } from './manifest.ts';
import { type Archive, unpack } from './unpack.ts';

/** A bundle, unpacked: whole and of its form, and nothing of what it says is checked yet. */
export interface Bundle {
  readonly path: string;
  readonly archive: Archive;
  readonly manifest: BundleManifest;
  readonly run: RunRecord;
  /** What its run was held on; undefined where that is no frozen release. */
  readonly frozen: FrozenSplit | undefined;
  /**
   * A run folder, for all that reads one: run.json, replies, verdicts, register.jsonl if any, and the
   * items of the frozen release.
   */
  readonly dir: string;
  /** Files that are not those of the manifest, one sentence each. */
  readonly changed: readonly string[];
}

/**
 * Unpacks a bundle into a folder of its own, hands it over and removes the folder again.
 * Throws InputError, with the reason, where it is malformed, and what `use` throws.
 */
export async function withBundle<T>(
  path: string,
  releases: FrozenReleases,
  use: (bundle: Bundle) => Promise<T>,
): Promise<T> {
  // It may be large, and the process may end before its time: at no moment is it there unwatched.
  const dir = mkdtempSync(join(tmpdir(), 'lacuna-bundle-'));
  const remove = () => rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  process.once('exit', remove);
  try {
    const archive = await unpack(path, dir);
    const manifest = await readBundleManifest(dir);
    const changed = compareFiles(path, archive, manifest);
    const run = await readRun(dir);
    if (isDeep(run)) throw new InputError(`${path}: refused: run.json is nested too deeply`);
    const frozen = await releases.find(run);
    if (frozen) await copyFile(frozen.path, runFiles(dir).items);
    return await use({ path, archive, manifest, run, frozen, dir, changed });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // The user knows the bundle, not the folder that it was unpacked into.
    const message = error.message.replaceAll(`${dir}/`, `${path}: `).replaceAll(dir, path);
    throw new InputError(message, error.exitCode);
  } finally {
    await rm(dir, { recursive: true, force: true });
    process.off('exit', remove);
  }
}

async function readBundleManifest(dir: string): Promise<BundleManifest> {
  const path = join(dir, MANIFEST);
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch {
    throw new InputError(`${path}: not JSON`);
  }
  const parsed = BundleManifest.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new InputError(`${path}: ${issue?.path.join('.') || 'manifest'}: ${issue?.message}`);
}

/** Throws InputError where the archive holds other files than the manifest lists. */
function compareFiles(path: string, { files }: Archive, manifest: BundleManifest): string[] {
  const listed = Object.entries(manifest.files);
  for (const name of ['run.json', 'replies.jsonl', 'verdicts.rules.jsonl']) {
    if (!files.has(name)) throw new InputError(`${path}: refused: it has no ${name}`);
  }
  const unlisted = [...files.keys()].filter(
    (name) => name !== MANIFEST && !Object.hasOwn(manifest.files, name),
  );
  const absent = listed.map(([name]) => name).filter((name) => !files.has(name));
  if (unlisted.length > 0)
    throw new InputError(`${path}: refused: ${unlisted.join(', ')} is not listed`);
  if (absent.length > 0)
    throw new InputError(`${path}: refused: ${absent.join(', ')} is listed and absent`);
  return listed.flatMap(([name, { bytes, sha256 }]) => {
    const found = files.get(name);
    if (found?.sha256 === sha256 && found.bytes === bytes) return [];
    return [`${name} is not the file of the manifest: it was changed after it was packed`];
  });
}

/** Levels; the fields of a request have three or four. */
const DEEPEST = 16;

/** What is walked by recursion may not be deeper than a stack. */
function isDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((each) =>
      each !== null && typeof each === 'object' ? Object.values(each) : [],
    );
  }
  return false;
}
