import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Verdict } from '../graders/verdict.ts';
import { canonicalJson } from '../src/corrupt/digest.ts';
import { readJsonLines } from '../src/jsonl.ts';
import { Random } from '../src/math/random.ts';
import type { Message } from '../src/model/completion.ts';
import { readRun, runFiles } from '../src/run/folder.ts';
import { RunLine } from '../src/run/record.ts';
import { placeId } from '../src/run/replies.ts';
import type { ChatBody } from './endpoints/chat-server.ts';
import { atRandom, FAULTS, startFaulty } from './endpoints/faults.ts';
import { STREAM_FAULTS } from './endpoints/stream-faults.ts';
import { type Ended, startLacuna } from './lacuna.ts';

export interface SoakOptions {
  /** Calls that the run takes, at least. */
  calls: number;
  kills: number;
  seed: number;
  concurrency: number;
  /** Of calls that go wrong. */
  faults: number;
}

export interface Soaked {
  /** Calls of the run, had nothing gone wrong. */
  readonly ideal: number;
  readonly recorded: number;
  /** Conversations without an end or a verdict, and replies that are missing or of another call. */
  readonly losses: number;
  /** Replies, ends and verdicts that are there twice. */
  readonly doubles: number;
  /** Whole replies that the endpoint sent, and that are not in the record. */
  readonly extra: number;
  /** Kills times calls in flight. */
  readonly bound: number;
  readonly kills: number;
  /** Calls that went wrong. */
  readonly faults: number;
  /** Half-written lines that were set aside. */
  readonly torn: number;
  /** Files that are in the folder of the run in the end. */
  readonly files: readonly string[];
  readonly ended: Ended;
}

/** Two calls a conversation: a run is also killed between them. */
const BUDGET = { name: 'revise:1', calls: 2 };
const PAIRS = 40;

/**
 * Holds a run over an endpoint that fails at random, kills it at random moments and gives the same
 * command again, until it ends; counts what was lost, doubled and spent. The same seed draws the same
 * faults and the same moments, by calls.
 */
export async function killAndResume(options: SoakOptions): Promise<Soaked> {
  const { calls, seed, concurrency } = options;
  const cwd = mkdtempSync(join(tmpdir(), 'lacuna-soak-'));
  const count = { whole: 0, faults: 0 };
  const faultOf = {
    whole: atRandom(seed, options.faults),
    stream: atRandom(seed, options.faults, { ...FAULTS, ...STREAM_FAULTS }),
  };
  const server = await startFaulty({
    reply: replyTo,
    latencyMs: 10,
    faultOf: (body, ...call) => {
      // All that was asked is not to be held.
      server.bodies.length = 0;
      const fault = faultOf[body.stream === true ? 'stream' : 'whole'](body, ...call);
      if (fault) count.faults += 1;
      else count.whole += 1;
      return fault;
    },
  });
  try {
    const items = await itemsOf(cwd, server.baseUrl);
    const epochs = Math.ceil(calls / BUDGET.calls / items);
    const command = [
      ...['run', '--base-url', server.baseUrl, '--model', 'm', '--out', 'run', '--quiet'],
      ...['--limit', String(PAIRS), '--epochs', String(epochs), '--budgets', BUDGET.name],
      ...['--concurrency', String(concurrency), '--attempts', '20', '--timeout', '5'],
    ];
    const kills = await killing({ ...options, cwd, command, whole: () => count.whole });
    const ended = await startLacuna(command, { cwd }).ended;
    const found = await examine(join(cwd, 'run'), items * epochs);
    return {
      ...found,
      ideal: items * epochs * BUDGET.calls,
      extra: count.whole - found.recorded,
      bound: kills * concurrency,
      kills,
      faults: count.faults,
      ended,
    };
  } finally {
    await server.close();
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** How many items a run puts; asks nothing that counts. */
async function itemsOf(cwd: string, baseUrl: string): Promise<number> {
  const how = ['--base-url', baseUrl, '--model', 'm', '--limit', String(PAIRS), '--dry-run'];
  const { stdout, stderr } = await startLacuna(['run', ...how], { cwd }).ended;
  const found = /, (\d+) items/.exec(stdout)?.[1];
  if (found === undefined) throw new Error(`no items: ${stdout}${stderr}`);
  return Number(found);
}

/** Starts the command and kills it, so often; gives how often it was under way when it was killed. */
async function killing(
  run: SoakOptions & { cwd: string; command: readonly string[]; whole: () => number },
): Promise<number> {
  const random = new Random(run.seed, 'kills');
  const moments = Array.from({ length: run.kills }, () => random.int(0, run.calls * 0.95));
  let kills = 0;
  for (const [turn, moment] of moments.sort((a, b) => a - b).entries()) {
    // Every other time it asks for streams: the run is the same.
    const command = turn % 2 === 0 ? [...run.command, '--stream'] : run.command;
    const { child, ended } = startLacuna(command, { cwd: run.cwd });
    // One in eight before it has asked anything: while it starts, reads what is there, takes the lock.
    if (random.int(1, 8) === 1) await sleep(random.int(100, 900));
    else {
      const until = Math.max(moment, run.whole() + 1);
      while (child.exitCode === null && run.whole() < until) await sleep(1);
      await sleep(random.int(0, 20));
    }
    child.kill('SIGKILL');
    if ((await ended).signal === 'SIGKILL') kills += 1;
  }
  return kills;
}

/** Reads the record anew, strictly, and holds it against what should be there. */
async function examine(dir: string, conversations: number) {
  const files = runFiles(dir);
  const { budgets, items, epochs } = await readRun(dir);
  const expected = items * budgets.length * epochs;
  const [keys, ends, verdicts] = [new Set<string>(), new Set<string>(), new Set<string>()];
  let [recorded, doubles, strangers, missing] = [0, 0, 0, 0];
  const add = (seen: Set<string>, id: string) => {
    if (seen.has(id)) doubles += 1;
    seen.add(id);
  };
  for await (const { value } of readJsonLines(files.replies, RunLine)) {
    if (value.type === 'reply') {
      recorded += 1;
      add(keys, value.key);
      if (value.completion.text !== replyTo(value)) strangers += 1;
    } else if (value.type === 'end') {
      add(ends, placeId(value));
      missing += value.turns.filter(({ reply }) => !keys.has(reply)).length;
    }
  }
  for await (const { value } of readJsonLines(files.verdicts('rules'), Verdict)) {
    add(verdicts, placeId(value));
  }
  const whole = conversations * BUDGET.calls;
  const unended = conversations - ends.size + (conversations - verdicts.size);
  const losses = unended + missing + strangers + Math.max(0, whole - keys.size);
  if (expected !== conversations) throw new Error(`${expected} conversations were planned`);
  const torn = `${files.replies}.torn`;
  return {
    ...{ recorded, losses, doubles },
    torn: existsSync(torn) && statSync(torn).size > 0 ? await linesIn(torn) : 0,
    files: readdirSync(dir).sort(),
  };
}

async function linesIn(path: string): Promise<number> {
  const { linesOf } = await import('../src/jsonl.ts');
  let lines = 0;
  for await (const _ of linesOf(path, 1 << 26)) lines += 1;
  return lines;
}

/** What it says to a conversation, and to no other. */
function replyTo({
  messages,
}: Pick<ChatBody, 'messages'> | { messages: readonly Message[] }): string {
  const own = messages.map(({ role, content }) => [role, content]);
  const hash = createHash('sha256').update(canonicalJson(own)).digest('hex');
  return `The answer is ${Number.parseInt(hash.slice(0, 4), 16)}. (${hash.slice(0, 16)})`;
}
