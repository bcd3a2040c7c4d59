import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Item } from '../src/corrupt/item.ts';
import { readItems } from '../src/corrupt/item-file.ts';
import { packageFile } from '../src/package-root.ts';
import { itemsFile } from '../src/release/named.ts';
import type { RunLine } from '../src/run/record.ts';
import { Database } from '../src/store/database.ts';
import { enlist } from '../src/store/lease.ts';
import { StoreJournal } from '../src/store/line-journal.ts';
import { claim, Numbering } from '../src/store/queue.ts';
import { readRuns } from '../src/store/runs.ts';
import { completion, sendJson, startChatServer } from '../tests/endpoints/chat-server.ts';
import { ask, POSTGRES, startPostgres } from '../tests/postgres.ts';

/**
 * How a store's throughput grows with its workers, until the endpoint is the limit; and what the database
 * takes by itself: conversations put, lines written, bytes of each, lines pulled. PostgreSQL waits for the disk.
 */
const LATENCY_MS = 500;
const AT_A_TIME = 16;
/** Calls that the endpoint answers at a time; others wait. */
const ENDPOINT_LIMIT = 48;
const WORKERS = [1, 2, 4];
/** Conversations of one measurement. */
const EPOCHS = 4;
const PAIRS = 75;
/** What is served while workers are measured: some 400 tokens. */
const REPLY = 'So each of them takes a third of what is left. '.repeat(32);
const LINES = 20_000;

const MAIN = packageFile('dist/src/cli/main.js');
if (POSTGRES === null) process.exit(1);
const dir = mkdtempSync(join(tmpdir(), 'lacuna-bench-'));
const postgres = await startPostgres(POSTGRES, { durable: true });
const { server, times } = await startLimited();
try {
  await scaling();
  await writing();
} finally {
  await server.close();
  await postgres.remove();
  rmSync(dir, { recursive: true, force: true });
}

/** An endpoint that takes its time for each call, and so many at a time. */
async function startLimited() {
  const times: number[] = [];
  const waiting: Array<() => void> = [];
  let busy = 0;
  const next = () => {
    if (busy >= ENDPOINT_LIMIT) return;
    const answer = waiting.shift();
    if (!answer) return;
    busy += 1;
    setTimeout(() => {
      answer();
      busy -= 1;
      next();
    }, LATENCY_MS);
  };
  const server = await startChatServer(['a-model'], (response, body) => {
    waiting.push(() => {
      times.push(performance.now());
      sendJson(response, 200, completion(body, `${REPLY}The answer is 12.`));
    });
    next();
  });
  return { server, times };
}

function runArgs(store: string): string[] {
  const endpoint = ['--base-url', server.baseUrl, '--model', 'a-model', '--store', store];
  return ['run', ...endpoint, '--items', 'v1/dev', '--limit', `${PAIRS}`, '--epochs', `${EPOCHS}`];
}

async function scaling(): Promise<void> {
  let alone = 0;
  for (const workers of WORKERS) {
    const store = await postgres.freshStore();
    lacuna(runArgs(store));
    times.length = 0;
    const args = ['worker', '--store', store, '--concurrency', `${AT_A_TIME}`, '--quiet'];
    const ended = Array.from({ length: workers }, () => {
      const child = spawn(process.execPath, [MAIN, ...args], { stdio: 'ignore' });
      return new Promise<void>((resolve, reject) => {
        child.once('exit', (code) =>
          code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`)),
        );
      });
    });
    await Promise.all(ended);
    const rate = middleRate(times);
    if (workers === 1) alone = rate;
    const ideal = (Math.min(workers * AT_A_TIME, ENDPOINT_LIMIT) * 1000) / LATENCY_MS;
    say(
      `${workers} × ${AT_A_TIME} calls of ${LATENCY_MS} ms at an endpoint that takes ${ENDPOINT_LIMIT}: ` +
        `${rate.toFixed(0)} calls/s, ${(rate / alone).toFixed(2)}× one worker, ` +
        `${((100 * rate) / ideal).toFixed(0)}% of the ideal ${ideal.toFixed(0)}`,
    );
  }
}

/** Calls a second, without the first and last tenth: starting and ending are not what is measured. */
function middleRate(given: readonly number[]): number {
  const sorted = [...given].sort((a, b) => a - b);
  const cut = Math.floor(sorted.length / 10);
  const middle = sorted.slice(cut, sorted.length - cut);
  return ((middle.length - 1) * 1000) / ((middle.at(-1) ?? 0) - (middle[0] ?? 0));
}

/** What the database does by itself: lines of a run that nobody has to wait for. */
async function writing(): Promise<void> {
  const store = await postgres.freshStore();
  const epochs = Math.ceil(LINES / 2 / 600);
  const put = [...runArgs(store), '--epochs', `${epochs}`, '--limit', '305'];
  const began = performance.now();
  lacuna(put);
  const putting = performance.now() - began;
  const database = await Database.open(store);
  try {
    const [run] = await readRuns(database);
    if (!run) throw new Error('no run');
    say(`put ${run.conversations} conversations: ${(putting / 1000).toFixed(1)} s, with the start`);
    const known: Item[] = [];
    for await (const item of readItems(itemsFile('v1/dev'))) known.push(item);
    const worker = await enlist(database, { name: 'bench', concurrency: 1000, leaseMs: 600_000 });
    const ids = known.map(({ id }) => id);
    const journal = new StoreJournal({
      database,
      run: run.id,
      worker,
      numbering: new Numbering(ids, ['default']),
    });
    const write = performance.now();
    let lines = 0;
    let bytes = 0;
    for (;;) {
      const claims = await claim(database, worker, 1000, null);
      if (claims.length === 0) break;
      await Promise.all(
        claims.map(async ({ position, epoch }) => {
          const place = { item: ids[position] ?? '', budget: 'default', epoch };
          const said = [7, 11, 13].map(
            (step) => known[(position * step + epoch) % known.length]?.text,
          );
          const reply = replyLine(place, known[position]?.text ?? '', said.join('\n\n'));
          await journal.append(reply);
          await journal.append({ type: 'end', ...place, turns: [turnOf(reply)] });
          lines += 2;
          bytes += JSON.stringify(reply).length;
        }),
      );
    }
    const writing = (performance.now() - write) / 1000;
    const [size] = await ask(
      store,
      `SELECT pg_total_relation_size('lacuna.line')::float8 AS lines,
         pg_total_relation_size('lacuna.conversation')::float8 AS conversations`,
    );
    const conversations = lines / 2;
    say(
      `written by one process, 1,000 at a time: ${(lines / writing).toFixed(0)} lines/s, ${(conversations / writing).toFixed(0)} conversations/s`,
    );
    say(
      `bytes of a reply's line: ${(bytes / conversations).toFixed(0)}; in the database, of a conversation: ${(Number(size?.lines) / conversations).toFixed(0)} of its lines, ${(Number(size?.conversations) / conversations).toFixed(0)} of its place in the queue`,
    );
    const pull = performance.now();
    lacuna(['pull', '--store', store, '--out', join(dir, 'pulled')]);
    const folder = statSync(join(dir, 'pulled', 'replies.jsonl')).size;
    say(
      `pulled and graded: ${(lines / ((performance.now() - pull) / 1000)).toFixed(0)} lines/s; ${(folder / conversations).toFixed(0)} bytes of replies.jsonl a conversation`,
    );
  } finally {
    await database.close();
  }
}

type ReplyLine = Extract<RunLine, { type: 'reply' }>;

function replyLine(
  place: { item: string; budget: string; epoch: number },
  asked: string,
  text: string,
): ReplyLine {
  return {
    type: 'reply',
    key: `${place.epoch}`.padStart(32, '0'),
    ...place,
    call: 0,
    messages: [{ role: 'user', content: asked }],
    completion: {
      text,
      reasoning: null,
      finish: 'stop',
      finishRaw: 'stop',
      usage: { input: 120, output: 400, reasoning: null, cached: null },
      model: 'a-model',
      id: 'chatcmpl-1',
    },
    attempts: 1,
    ms: 500,
    at: '2026-01-01T00:00:00.000Z',
  };
}

function turnOf({ key, messages }: ReplyLine) {
  return { user: messages[0]?.content ?? '', understood: [], reply: key };
}

function lacuna(args: readonly string[]): void {
  execFileSync(process.execPath, [MAIN, ...args], { cwd: dir, stdio: 'ignore' });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
