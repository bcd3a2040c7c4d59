import { existsSync } from 'node:fs';
import { InputError } from '../input-error.ts';
import { packageFile } from '../package-root.ts';
import { SPLITS } from './manifest.ts';

/** What is run where no items are named. */
export const BUILT_IN = 'v1/dev';

/**
 * The file of items that a name means: "v1/test" is a split of a release that ships with the package,
 * anything else a path. A file of that path in the working folder comes first.
 * Throws InputError where the package has no such release.
 */
export function itemsFile(name: string): string {
  if (!/^v\d{1,6}\/[a-z]{1,20}$/.test(name) || existsSync(name)) return name;
  const [, split = ''] = name.split('/');
  const path = releaseFile(`${name}.jsonl`);
  if (SPLITS.some((known) => known === split) && existsSync(path)) return path;
  throw new InputError(`there is no release ${name}; try ${BUILT_IN}, or give a file of items`);
}

/** The path of a file of the releases that ship with the package. */
export function releaseFile(relative: string): string {
  return packageFile(`problems/releases/${relative}`);
}
