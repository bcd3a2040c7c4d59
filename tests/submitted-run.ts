import { join } from 'node:path';
import { InputError } from '../src/input-error.ts';
import { FrozenReleases } from '../src/release/frozen.ts';
import { openBundle } from '../src/submission/check.ts';
import type { Submission } from '../src/submission/submit.ts';
import { lacuna } from './lacuna.ts';
import { freezeSmallRelease } from './small-release.ts';

/** Two epochs of a frozen split at two budgets, with a user who answers. */
export const HOW =
  '--items releases/v9/test.jsonl --budgets low,high --epochs 2 --protocol resolve --register register.jsonl --quiet';

/** The commands, one after the other, in a folder with a small frozen release. */
export async function submitIn(dir: string, commands: readonly string[]): Promise<void> {
  await freezeSmallRelease(dir);
  for (const command of commands) {
    const ran = await lacuna(command.split(' '), { cwd: dir });
    if (ran.code !== 0) throw new Error(`${command}: ${ran.stderr}`);
  }
}

export const SUBMIT =
  'submit runs/fading --releases releases --register register.jsonl --vendor Fadecorp --model-name Fading-1 --url https://fade.example/1 --out good.zip';

/** How something ended: the exit code, and why. */
export async function outcome(
  work: () => Promise<unknown>,
): Promise<{ code: number; why: string }> {
  try {
    await work();
    return { code: 0, why: '' };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { code: error.exitCode, why: error.message };
  }
}

/** What becomes of a bundle when it is checked. */
export function checkedIn(dir: string, path: string) {
  const releases = new FrozenReleases(join(dir, 'releases'));
  return outcome(() => openBundle(join(dir, path), releases, async () => undefined));
}

/** What `lacuna submit` is told. */
export function submissionOf(dir: string, run: string, more: Partial<Submission> = {}): Submission {
  return {
    dir: join(dir, run),
    out: join(dir, 'refused.zip'),
    model: { name: undefined, vendor: null, url: null },
    register: undefined,
    releases: new FrozenReleases(join(dir, 'releases')),
    secrets: [],
    ...more,
  };
}
