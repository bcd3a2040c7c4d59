import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { InputError } from '../src/input-error.ts';
import type { GradingNews, GradingOrder } from './grade-ahead.ts';
import { gradeRun } from './grade-run.ts';
import { rules } from './rules/index.ts';

/** The thread that grades runs while they are held: grade-ahead.ts starts it and tells it what to do. */
const port = parentPort;
if (!port) throw new Error('this is a thread of another program');

/** Milliseconds between two looks at a file that has not grown. */
const LOOK_AGAIN = 25;

/** Runs that have ended: nothing more is written to them. */
const ended = new Set<string>();
let working = Promise.resolve();

port.on('message', (order: GradingOrder) => {
  if (order.kind === 'ended') ended.add(order.dir);
  else working = working.then(() => grade(order.dir));
});

async function grade(dir: string): Promise<void> {
  let whole = false;
  const more = async (): Promise<boolean> => {
    if (whole) return false;
    if (!ended.has(dir)) await sleep(LOOK_AGAIN);
    // What was written before it ended is there at the next look.
    whole = ended.has(dir);
    return true;
  };
  port?.postMessage(
    await gradeRun(dir, rules, more).then(() => graded(dir), failed.bind(null, dir)),
  );
}

function graded(dir: string): GradingNews {
  return { dir, failure: null };
}

function failed(dir: string, error: unknown): GradingNews {
  const message = error instanceof Error ? error.message : String(error);
  return {
    dir,
    failure: { message, exitCode: error instanceof InputError ? error.exitCode : null },
  };
}
