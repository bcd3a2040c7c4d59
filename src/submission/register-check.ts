import { join } from 'node:path';
import type { Bundle } from './bundle.ts';
import type { Faults } from './faults.ts';
import { REGISTER } from './manifest.ts';
import { type Registered, type RegisterLine, readRegister, registeredIn } from './register.ts';

export interface RegisterCheck {
  /** Of the register that the bundle carries; null without one, or where its chain is broken. */
  readonly lines: readonly RegisterLine[] | null;
  /** What it says of the run; null where it says nothing. */
  readonly registered: Registered | null;
}

/** `firstReply`: when the first reply came; null where that is not known. */
export async function checkRegister(
  { archive, run: record, dir }: Bundle,
  firstReply: string | null,
  faults: Faults,
): Promise<RegisterCheck> {
  if (!archive.files.has(REGISTER)) return { lines: null, registered: null };
  const { lines, broken } = await readRegister(join(dir, REGISTER));
  if (broken) {
    faults.add('register', broken);
    return { lines: null, registered: null };
  }
  const hash = archive.files.get('run.json')?.sha256 ?? '';
  const registered = registeredIn(lines, { record, hash }) ?? null;
  if (!registered) faults.add('register', 'this run does not stand in it');
  // A time that cannot be read is not before any other.
  else if (firstReply !== null && !(Date.parse(registered.at) <= Date.parse(firstReply))) {
    faults.add('register', `the run was registered at ${registered.at}, after its first reply`);
  }
  return { lines, registered };
}

/**
 * Whether two registers of one vendor can be the same one at two times: one goes on where the other
 * ends. Where they part, one of them was written anew, and runs may be left out.
 */
export function goOnFromEachOther(a: readonly RegisterLine[], b: readonly RegisterLine[]): boolean {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  // The hash of a line vouches for all before it.
  return shorter.length === 0 || shorter.at(-1)?.hash === longer[shorter.length - 1]?.hash;
}
