import { link, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { InputError } from '../input-error.ts';
import { whyOf } from '../io-failure.ts';

const Owner = z.strictObject({ pid: z.int().positive(), host: z.string(), token: z.string() });
type Owner = z.infer<typeof Owner>;

/** One "lock.<number>" of a run folder; a higher number was taken after those below it. */
interface Lock {
  readonly path: string;
  readonly number: number;
  readonly owner: Owner | undefined;
}

/**
 * Takes the run folder for this process; gives the function that frees it. `token` is unique.
 * The lock of a process that died (SIGKILL) is not removed but outbid by the next number, which only
 * one process can make: so of many that find a dead lock, one gets the folder.
 * Throws InputError where a living process, or one on another machine, holds it.
 */
export async function lockRun(dir: string, token: string): Promise<() => Promise<void>> {
  const mine: Owner = { pid: process.pid, host: hostname(), token };
  const draft = join(dir, `lock-${token}`);
  try {
    await writeFile(draft, JSON.stringify(mine)).catch((error: unknown) => {
      throw new InputError(`cannot write in ${dir}: ${whyOf(error)}`, 3);
    });
    for (;;) {
      const before = await locksOf(dir);
      refuseWhereHeld(dir, before);
      const number = 1 + Math.max(0, ...before.map((lock) => lock.number));
      const path = join(dir, `lock.${number}`);
      if (!(await linked(draft, path))) continue;
      // One that read the folder before this lock was there may have made another since.
      const others = (await locksOf(dir)).filter(({ owner }) => owner?.token !== token);
      try {
        refuseWhereHeld(dir, others);
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
      await Promise.all(others.map((dead) => rm(dead.path, { force: true })));
      return () => rm(path, { force: true });
    }
  } finally {
    await rm(draft, { force: true });
  }
}

function refuseWhereHeld(dir: string, locks: readonly Lock[]): void {
  for (const { path, owner } of locks) {
    if (!owner || !isAlive(owner)) continue;
    throw new InputError(
      `${dir} is in use by process ${owner.pid} on ${owner.host}. Wait for it to end, or use another --out. ` +
        `If that process is gone, remove ${path}.`,
    );
  }
}

async function locksOf(dir: string): Promise<Lock[]> {
  const numbered = (await readdir(dir)).flatMap((name) => {
    const number = /^lock\.(\d{1,9})$/.exec(name)?.[1];
    return number === undefined ? [] : [{ path: join(dir, name), number: Number(number) }];
  });
  return Promise.all(
    numbered.map(async (lock) => ({ ...lock, owner: await readOwner(lock.path) })),
  );
}

/** link(2) makes the lock appear whole or not at all, and fails where one of its name stands. */
async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
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
