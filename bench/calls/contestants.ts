import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFile } from '../../src/package-root.ts';
import type { Problems } from './problems.ts';
import { MODEL } from './replies.ts';
import { type Run, wholeRun } from './whole-process.ts';

const MAIN = packageFile('dist/src/cli/main.js');

/** What is asked of an endpoint: the same of each contestant. */
export interface Task {
  readonly baseUrl: string;
  readonly problems: Problems;
  /** How often each problem is put. */
  readonly epochs: number;
  readonly inFlight: number;
  readonly streaming: boolean;
}

/** Does a task in a process of its own. Throws where a call of it is missing. */
export type Contestant = (task: Task) => Promise<Run>;

/** Whether `lacuna run` can ask for streams. */
export async function lacunaStreams(): Promise<boolean> {
  const { stdout } = await wholeRun([MAIN, 'run', '--help'], { cwd: tmpdir() });
  return /--stream\b/.test(stdout);
}

/** `lacuna run`, as a user would call it: every reply on disk before it counts, graded and reported. */
export async function lacuna({ problems, ...task }: Task): Promise<Run> {
  const out = join(problems.dir, 'run');
  rmSync(out, { recursive: true, force: true });
  const asked = ['--base-url', task.baseUrl, '--model', MODEL, '--items', problems.items];
  const how = ['--concurrency', `${task.inFlight}`, '--epochs', `${task.epochs}`, '--out', out];
  const stream = task.streaming ? ['--stream'] : [];
  const run = await wholeRun([MAIN, 'run', ...asked, ...how, ...stream], { cwd: problems.dir });
  const calls = problems.texts.length * task.epochs;
  const lines = (name: string) => newlines(readFileSync(join(out, name)));
  const recorded = run.code === 0 ? lines('replies.jsonl') : 0;
  // A line of each reply, and one of each conversation's end.
  if (recorded !== 2 * calls || lines('verdicts.rules.jsonl') !== calls) {
    throw new Error(`lacuna ended with ${run.code}, ${recorded} lines recorded: ${run.stderr}`);
  }
  return run;
}

/** The loop of a user's own. */
export async function bareLoop({ problems, ...task }: Task): Promise<Run> {
  const file = join(problems.dir, 'prompts.json');
  const prompts = Array.from({ length: task.epochs }, () => problems.texts).flat();
  writeFileSync(file, JSON.stringify(prompts));
  const how = [task.baseUrl, file, `${task.inFlight}`, task.streaming ? 'stream' : 'whole'];
  const program = join(import.meta.dirname, 'bare-loop.js');
  const run = await wholeRun([program, ...how], { cwd: problems.dir });
  if (run.code !== 0 || !run.stdout.startsWith(`${prompts.length} replies`)) {
    throw new Error(`the bare loop ended with ${run.code}: ${run.stderr}`);
  }
  return run;
}

function newlines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count += 1;
  return count;
}
