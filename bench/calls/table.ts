import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'undici';
import { bareLoop, type Contestant, lacuna, lacunaStreams, type Task } from './contestants.ts';
import { startEndpoint } from './endpoint-process.ts';
import { peerIsInstalled, promptfoo } from './peer.ts';
import { type Problems, problemsIn } from './problems.ts';
import { MODEL } from './replies.ts';
import type { Run } from './whole-process.ts';

/**
 * `lacuna run` beside what a user would pick instead, each a process of its own from start to end: a bare loop of
 * the openai package and p-queue, which keeps replies in memory, and promptfoo. And how near it comes to as many
 * calls as may be in flight by the latency. The endpoint runs on the same machine, and takes its share of it.
 *
 * Argument: rounds of the comparison (5).
 */
const ROUNDS = Number(process.argv[2] ?? 5);
/** A round of promptfoo takes some fifteen seconds; streams are a second look. */
const PEER_ROUNDS = Math.min(ROUNDS, 3);
const LATENCY_MS = 50;
const IN_FLIGHT = 64;
const EPOCHS = 2;
/** A whole number of rounds of all that may be in flight: the last round is no shorter than the others. */
const PROBLEMS = 1024;
const STREAMING = (await lacunaStreams()) ? [false, true] : [false];

const REALISTIC_MS = 500;
/** Calls in flight, and how often all problems are put: ten rounds of calls in flight at least. */
const LOADS = [
  { inFlight: 64, epochs: 2 },
  { inFlight: 256, epochs: 10 },
  { inFlight: 1024, epochs: 10 },
];

const dir = mkdtempSync(join(tmpdir(), 'lacuna-bench-'));
try {
  const problems = await problemsIn(dir, PROBLEMS);
  say(
    `${problems.texts.length} problems, replies of 300 to 3,000 tokens; ${cpus().length} cores, the endpoint on one of them`,
  );
  await ceiling(problems);
  for (const streaming of STREAMING) await compareAll(problems, streaming);
  for (const streaming of STREAMING) await loadAll(problems, streaming);
} finally {
  rmSync(dir, { recursive: true, force: true });
}

/** What the endpoint itself can answer, asked by undici alone, which takes its own share of the machine. */
async function ceiling({ texts }: Problems): Promise<void> {
  const endpoint = await startEndpoint(0);
  const { origin, pathname } = new URL(endpoint.baseUrl);
  const pool = new Pool(origin, { connections: IN_FLIGHT });
  const prompts = [...texts, ...texts, ...texts, ...texts, ...texts, ...texts];
  const headers = { 'content-type': 'application/json' };
  const askOn = async (): Promise<void> => {
    for (let content = prompts.pop(); content !== undefined; content = prompts.pop()) {
      const body = JSON.stringify({ model: MODEL, messages: [{ role: 'user', content }] });
      const path = `${pathname}/chat/completions`;
      const reply = await pool.request({ path, method: 'POST', headers, body });
      await reply.body.dump();
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, askOn));
  const { calls, first, last } = await endpoint.seen();
  say(
    `the endpoint without latency: at least ${Math.round((1000 * calls) / (last - first))} calls/s`,
  );
  await pool.close();
  await endpoint.close();
}

async function compareAll(problems: Problems, streaming: boolean): Promise<void> {
  const endpoint = await startEndpoint(LATENCY_MS);
  const { baseUrl } = endpoint;
  const task = { baseUrl, problems, epochs: EPOCHS, inFlight: IN_FLIGHT, streaming };
  const calls = problems.texts.length * EPOCHS;
  const ideal = (calls / IN_FLIGHT) * (LATENCY_MS / 1000);
  say(
    `\n${calls} calls of ${LATENCY_MS} ms, ${IN_FLIGHT} in flight${streamed(streaming)}, whole runs in alternation (ideal ${ideal.toFixed(2)} s)`,
  );
  try {
    const [own, bare] = await alternating(
      [lacuna, bareLoop],
      task,
      streaming ? PEER_ROUNDS : ROUNDS,
    );
    line('lacuna run: recorded, graded', own);
    line('bare loop: in memory', bare);
    ratios('lacuna / bare loop', own, bare);
    if (streaming) return;
    if (!peerIsInstalled()) {
      say('promptfoo: not installed (npm install --prefix bench/peers --ignore-scripts, 2 GB)');
      return;
    }
    const [beside, peer] = await alternating([lacuna, promptfoo], task, PEER_ROUNDS);
    line('lacuna run: recorded, graded', beside);
    line('promptfoo: written, asserted', peer);
    ratios('promptfoo / lacuna', peer, beside);
  } finally {
    await endpoint.close();
  }
}

/** Calls a second from the first request to the last reply, as the endpoint sees them, against what there can be. */
async function loadAll(problems: Problems, streaming: boolean): Promise<void> {
  const endpoint = await startEndpoint(REALISTIC_MS);
  say(
    `\ncalls of ${REALISTIC_MS} ms${streamed(streaming)}: share of calls in flight ÷ latency, from the first request to the last reply`,
  );
  try {
    for (const { inFlight, epochs } of LOADS) {
      const task = { baseUrl: endpoint.baseUrl, problems, epochs, inFlight, streaming };
      await endpoint.seen();
      const run = await lacuna(task);
      const { calls, first, last, most } = await endpoint.seen();
      const rate = (1000 * calls) / (last - first);
      const share = (100 * rate * REALISTIC_MS) / 1000 / inFlight;
      say(
        `${String(inFlight).padStart(5)} in flight: ${share.toFixed(1)}%, ${rate.toFixed(0)} calls/s of ${calls} (at most ${most} at once); ` +
          `the whole run ${figures(run)}`,
      );
    }
  } finally {
    await endpoint.close();
  }
}

/** Runs of each in turn, so that what else the machine does meets all alike. */
async function alternating(
  contestants: readonly Contestant[],
  task: Task,
  rounds: number,
): Promise<Run[]> {
  const runs = contestants.map((): Run[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [place, contestant] of contestants.entries()) {
      runs[place]?.push(await contestant(task));
    }
  }
  return runs.map(medianRun);
}

/** The median of each figure by itself. */
function medianRun(runs: readonly Run[]): Run {
  const [first] = runs;
  if (!first) throw new RangeError('no runs');
  const median = (figure: 'wall' | 'cpu' | 'peak') => {
    const sorted = runs.map((run) => run[figure]).toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? 0;
  };
  return { ...first, wall: median('wall'), cpu: median('cpu'), peak: median('peak') };
}

function line(name: string, run: Run | undefined): void {
  if (run) say(`  ${name.padEnd(30)} ${figures(run)}`);
}

function figures({ wall, cpu, peak }: Run): string {
  return `${wall.toFixed(2).padStart(6)} s, ${cpu.toFixed(2).padStart(5)} s of processor time, ${(peak / 2 ** 20).toFixed(0).padStart(4)} MiB`;
}

function ratios(name: string, a: Run | undefined, b: Run | undefined): void {
  if (!a || !b) return;
  const of = (figure: 'wall' | 'cpu' | 'peak') => `${(a[figure] / b[figure]).toFixed(2)}×`;
  say(`  ${name.padEnd(30)} wall ${of('wall')}, processor ${of('cpu')}, memory ${of('peak')}`);
}

function streamed(streaming: boolean): string {
  return streaming ? ', streamed' : '';
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
