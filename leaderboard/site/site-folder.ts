import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../src/input-error.ts';

/** Says that a folder is ours to write into, and to remove from. */
const MARKER = '.lacuna-site';

/** Makes the folder of a site, or takes up one. Throws InputError where it holds something else. */
export async function prepareFolder(out: string): Promise<void> {
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

/** The last step of making a site. */
export async function finishFolder(out: string): Promise<void> {
  await writeFile(join(out, MARKER), 'A site made by lacuna leaderboard build.\n');
}
