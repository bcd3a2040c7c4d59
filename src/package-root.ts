import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The path of a file that ships with the package, e.g. packageFile('problems/people.yaml').
 * Found by walking up to the package.json, so that it holds from src/ and from dist/src/ alike.
 * Throws where there is no package.json above this module.
 */
export function packageFile(relative: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('no package.json above the program');
    folder = parent;
  }
  return join(folder, relative);
}

/** The version in package.json. Read without a schema: every command starts by it, and zod takes a third of that. */
export function packageVersion(): string {
  const read: unknown = JSON.parse(readFileSync(packageFile('package.json'), 'utf8'));
  const known = typeof read === 'object' && read !== null && 'version' in read;
  if (known && typeof read.version === 'string') return read.version;
  throw new Error('package.json names no version');
}
