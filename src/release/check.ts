import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { InputError } from '../input-error.ts';
import { readBank } from './bank-files.ts';
import { buildRelease } from './build.ts';
import { GENERATOR, Manifest } from './manifest.ts';

/** What is wrong with a release folder; `rebuilt`: whether it could be made again to compare. */
export interface ReleaseCheck {
  readonly manifest: Manifest;
  readonly faults: readonly string[];
  readonly rebuilt: boolean;
}

/**
 * Compares every file of a release with its hash in the manifest, and makes the release again from
 * its own families: the same bytes must come out. A release of an older generator is not made again.
 * Throws InputError where the folder holds no release.
 */
export async function checkRelease(dir: string): Promise<ReleaseCheck> {
  const manifest = await readManifest(dir);
  const faults: string[] = [];
  for (const [path, digest] of Object.entries(manifest.files)) {
    const found = await digestOf(join(dir, path));
    if (found === undefined) faults.push(`${path}: it is missing`);
    else if (found !== digest) faults.push(`${path}: it is not the file that was released`);
  }
  if (manifest.generator !== GENERATOR || faults.length > 0) {
    return { manifest, faults, rebuilt: false };
  }
  const { version, seed, pairs } = manifest;
  for (const [path, text] of buildRelease(await readBank(dir), { version, seed, pairs })) {
    if ((await readFile(join(dir, path), 'utf8').catch(() => '')) === text) continue;
    faults.push(
      `${path}: made again, it is another file. If items are meant to change, raise GENERATOR and make a new release`,
    );
  }
  return { manifest, faults, rebuilt: true };
}

/** Throws InputError where there is no manifest, or it is not as it should be. */
export async function readManifest(dir: string): Promise<Manifest> {
  const path = join(dir, 'manifest.json');
  const text = await readFile(path, 'utf8').catch(() => {
    throw new InputError(`${dir} is no release: it has no readable manifest.json`);
  });
  try {
    return Manifest.parse(JSON.parse(text));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new InputError(`${path}: no manifest of a release: ${why}`);
  }
}

async function digestOf(path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch {
    return undefined;
  }
  return hash.digest('hex');
}
