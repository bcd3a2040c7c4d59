import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { packageFile } from '../../src/package-root.ts';

const Used = z.object({ cpu: z.number(), peak: z.number() });

/** What a whole process took, its start and its end included. */
export interface Run extends z.infer<typeof Used> {
  /** Seconds. */
  readonly wall: number;
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

const PROBE = packageFile(join('bench', 'calls', 'usage-at-exit.mjs'));

/** Runs a program of Node's to its end. */
export async function wholeRun(
  program: readonly string[],
  { cwd, env = {} }: Surroundings,
): Promise<Run> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['--import', PROBE, ...program], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const exit = once(child, 'exit').then(() => (performance.now() - begun) / 1000);
  const said = [1, 2, 3].map((descriptor) => textOf(child.stdio[descriptor]));
  const wall = await exit;
  const [stdout = '', stderr = '', used = ''] = await Promise.all(said);
  if (used === '') throw new Error(`${program.join(' ')} was killed: ${stderr.slice(-2000)}`);
  return { ...Used.parse(JSON.parse(used)), wall, code: child.exitCode, stdout, stderr };
}

async function textOf(stream: unknown): Promise<string> {
  return stream instanceof Readable ? text(stream) : '';
}
