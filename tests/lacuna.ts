import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** A test that ran out of time must not leave its command running. */
const living = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

/** The built command line. */
export const MAIN = join(import.meta.dirname, '..', 'dist', 'src', 'cli', 'main.js');

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface LacunaOptions {
  cwd: string;
  env?: Record<string, string>;
}

/** Runs the built command line in a folder, as a user would, with no key in its environment. */
export function lacuna(args: readonly string[], options: LacunaOptions): Promise<Ended> {
  return startLacuna(args, options).ended;
}

export function startLacuna(
  args: readonly string[],
  { cwd, env = {} }: LacunaOptions,
): { child: ChildProcess; ended: Promise<Ended> } {
  const {
    OPENAI_API_KEY: _key,
    OPENAI_BASE_URL: _url,
    FORCE_COLOR: _color,
    ...inherited
  } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd,
    env: { ...inherited, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  living.add(child);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      living.delete(child);
      resolve({ code, signal, stdout, stderr });
    });
  });
  return { child, ended };
}
