import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { packageFile } from '../src/package-root.ts';

/** What a process took. */
export interface Took {
  readonly seconds: number;
  /** Seconds of the processor. */
  readonly cpu: number;
  /** Megabytes that were resident at most. */
  readonly peak: number;
}

const Used = z.object({ cpu: z.number(), peak: z.number() });
const MAIN = packageFile('dist/src/cli/main.js');
const PROBE = packageFile('bench/peak-probe.mjs');

/** Runs the built command to its end; `codes` are the exit codes that are as they should be. */
export async function measured(
  args: readonly string[],
  codes: readonly number[] = [0],
): Promise<Took & { readonly stdout: string; readonly stderr: string }> {
  const usage = join(tmpdir(), `lacuna-usage-${process.pid}-${performance.now()}`);
  const begun = performance.now();
  const { child, said } = start(args, { BENCH_USAGE_FILE: usage });
  const code = await new Promise((resolve) => child.once('close', resolve));
  const seconds = (performance.now() - begun) / 1000;
  if (typeof code !== 'number' || !codes.includes(code)) {
    throw new Error(`lacuna ${args.join(' ')} ended with ${code}: ${said.stderr}`);
  }
  const { cpu, peak } = Used.parse(JSON.parse(readFileSync(usage, 'utf8')));
  rmSync(usage);
  return { seconds, cpu, peak: peak / 1024, ...said };
}

/** Runs the built command until it has come to something, and ends it there. The system has to have /proc. */
export async function measuredUntil(
  args: readonly string[],
  reached: () => boolean,
): Promise<Took> {
  const begun = performance.now();
  const { child, said } = start(args, {});
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  try {
    while (!reached()) {
      if (child.exitCode !== null) {
        throw new Error(`lacuna ${args.join(' ')} ended with ${child.exitCode}: ${said.stderr}`);
      }
      await sleep(5);
    }
    const seconds = (performance.now() - begun) / 1000;
    return { seconds, cpu: cpuOf(child.pid), peak: peakOf(child.pid) };
  } finally {
    child.kill('SIGKILL');
    await closed;
  }
}

function start(args: readonly string[], env: Record<string, string>) {
  const child: ChildProcess = spawn(process.execPath, ['--import', PROBE, MAIN, ...args], {
    env: { ...process.env, ...env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text;
  });
  return { child, said };
}

function peakOf(pid: number | undefined): number {
  const kilobytes = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

/** The 14th and 15th field of the line are ticks, of which there are 100 a second (proc(5)). */
function cpuOf(pid: number | undefined): number {
  const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
