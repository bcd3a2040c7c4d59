import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { InputError } from '../input-error.ts';

const Owner = z.strictObject({ pid: z.int().positive(), host: z.string(), token: z.string() });
type Owner = z.infer<typeof Owner>;

/**
 * Takes the run folder for this process; gives the function that frees it.
 * The lock of a process that died (SIGKILL) on this machine is taken over.
 * Throws InputError where a living process, or one on another machine, holds it.
 */
export async function lockRun(dir: string, token: string): Promise<() => Promise<void>> {
  const path = join(dir, 'lock');
  const mine: Owner = { pid: process.pid, host: hostname(), token };
  const draft = `${path}.${token}`;
  await writeFile(draft, JSON.stringify(mine));
  try {
    while (!(await linked(draft, path))) {
      const owner = await readOwner(path);
      if (owner && isAlive(owner)) {
        throw new InputError(
          `${dir} is in use by process ${owner.pid} on ${owner.host}. Wait for it to end, or use another --out. ` +
            `If that process is gone, remove ${path}.`,
        );
      }
      await removeStale(path, owner, token);
    }
  } finally {
    await rm(draft, { force: true });
  }
  return async () => {
    if ((await readOwner(path))?.token === token) await rm(path, { force: true });
  };
}

/** link(2) makes the lock appear whole or not at all, and fails where one stands. */
async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Another process may have replaced the stale lock by its own meanwhile: then that one is put back. */
async function removeStale(path: string, stale: Owner | undefined, token: string): Promise<void> {
  const aside = `${path}.stale.${token}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  const taken = await readOwner(aside);
  if (taken && taken.token !== stale?.token) await linked(aside, path);
  await rm(aside, { force: true });
}

async function readOwner(path: string): Promise<Owner | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  try {
    return Owner.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function isAlive(owner: Owner): boolean {
  // The processes of another machine cannot be seen from here: its lock holds until removed by hand.
  if (owner.host !== hostname()) return true;
  try {
    process.kill(owner.pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
