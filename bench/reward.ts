import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Client } from 'undici';
import { z } from 'zod';
import type { Item } from '../src/corrupt/item.ts';
import { readItems } from '../src/corrupt/item-file.ts';
import { guess, question, solution } from '../src/model/respondents/phrases.ts';
import { packageFile } from '../src/package-root.ts';
import { itemsFile } from '../src/release/named.ts';
import { COSTS, gradeConversation } from '../src/reward/reward.ts';

/**
 * How many conversations `lacuna reward serve` grades a second on one core, in batches of 256 over loopback,
 * one batch at a time; how long a batch takes; and whether its memory grows. Each reply is one that the server
 * has not seen. Processor time is the server's own; wall time holds what else the machine does.
 * Arguments: seconds for each length of reply; lengths (characters of work before the reply's end).
 */
const SECONDS = Number(process.argv[2] ?? 10);
const LENGTHS = (process.argv[3] ?? '0,300,1000,2000').split(',').map(Number);
const BATCH = 256;

/** Batches before anything is measured, and rounds of all items in this process: compilers learn. */
const WARM_UP = 80;
const ROUNDS = 15;

const Used = z.object({ cpu: z.number(), heap: z.number(), resident: z.number() });

const items: Item[] = [];
for await (const item of readItems(itemsFile('v1/dev'))) items.push(item);

const server = fork(packageFile('dist/src/cli/main.js'), ['reward', 'serve', '--port', '0'], {
  execArgv: ['--expose-gc', '--import', join(import.meta.dirname, 'usage-probe.mjs')],
  stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
});
try {
  const client = new Client(await addressOf(server));
  for (const length of LENGTHS) await measure(client, length);
  await client.close();
} finally {
  server.kill('SIGINT');
  await once(server, 'exit');
}

async function measure(client: Client, length: number): Promise<void> {
  let sent = 0;
  const next = () => {
    const bodies = Array.from({ length: BATCH }, () => conversation(sent++, length));
    return JSON.stringify({ batch: bodies });
  };
  for (let batch = 0; batch < WARM_UP; batch += 1) await grade(client, next());
  const wall: number[] = [];
  const own: number[] = [];
  const heaps: number[] = [(await used('heap')).heap];
  let before = (await used('cpu')).cpu;
  let quarter = 1;
  const begun = performance.now();
  while (performance.now() - begun < SECONDS * 1000) {
    const body = next();
    const start = performance.now();
    await grade(client, body);
    wall.push(performance.now() - start);
    const { cpu } = await used('cpu');
    own.push(1000 * (cpu - before));
    before = cpu;
    if (performance.now() - begun > (quarter * SECONDS * 1000) / 4) {
      heaps.push((await used('heap')).heap);
      before = (await used('cpu')).cpu;
      quarter += 1;
    }
  }
  heaps.push((await used('heap')).heap);
  const { resident } = await used('cpu');
  const graded = BATCH * wall.length;
  const mean = (times: readonly number[]) => times.reduce((sum, time) => sum + time, 0) / 1000;
  const rate = (times: readonly number[]) => `${Math.round(graded / mean(times))}/s`;
  const characters = Math.round(
    items.reduce((sum, _, n) => sum + replyTo(n, length).length, 0) / items.length,
  );
  const alone = inProcess(length);
  const ms = (times: readonly number[], share: number) => quantile(times, share).toFixed(1);
  process.stdout.write(
    `replies of ${characters} characters: ${graded} graded; ${rate(own)} of processor time, ${rate(wall)} of wall time\n` +
      `  a batch of ${BATCH}: processor p50 ${ms(own, 0.5)} p99 ${ms(own, 0.99)} ms, wall p50 ${ms(wall, 0.5)} p99 ${ms(wall, 0.99)} ms; ` +
      `${(quantile(own, 0.5) / 1000 / BATCH / alone).toFixed(2)} times the processor time of grading alone\n` +
      `  heap after collection, at each quarter: ${heaps.map((bytes) => (bytes / 2 ** 20).toFixed(1)).join(', ')} MiB; resident ${Math.round(resident / 2 ** 20)} MiB\n`,
  );
}

/** Seconds of processor time that one grade takes without a server: the median of the later rounds. */
function inProcess(length: number): number {
  const rounds = Array.from({ length: ROUNDS }, (_, round) => {
    const replies = items.map((_, n) => replyTo(n + round * items.length, length));
    const start = process.cpuUsage();
    items.forEach((item, n) => void gradeConversation(item, [{ text: replies[n] ?? '' }], COSTS));
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6 / items.length;
  });
  return quantile(rounds.slice(-ROUNDS / 3), 0.5);
}

function conversation(n: number, length: number) {
  const item = itemAt(n);
  const messages = [
    { role: 'user', content: item.text },
    { role: 'assistant', content: replyTo(n, length) },
  ];
  return { item: item.id, messages };
}

function itemAt(n: number): Item {
  const item = items[n % items.length];
  if (!item) throw new RangeError('the open split is empty');
  return item;
}

/** A right end, a wrong one or a question, after so many characters of work; each is another for each `n`. */
function replyTo(n: number, length: number): string {
  const item = itemAt(n);
  const ends = [solution, question, guess];
  const end = ends[Math.floor(n / items.length) % ends.length] ?? solution;
  let work = '';
  for (let line = 1; work.length < length; line += 1) {
    const [a, b] = [(n % 9_973) + line, line * 7];
    work += `Step ${line}: the text says "${item.text.slice(0, 60)}", so we add ${a} and ${b} and get ${a + b}.\n`;
  }
  return `Attempt ${n}.\n${work}${end(item)}`;
}

async function grade(client: Client, body: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await client.request({ path: '/v1/grade', method: 'POST', headers, body });
  const text = await answer.body.text();
  if (answer.statusCode !== 200 || text.includes('"error"')) throw new Error(text.slice(0, 500));
}

async function used(what: 'cpu' | 'heap'): Promise<z.output<typeof Used>> {
  const told = once(server, 'message');
  server.send(what);
  const [message] = await told;
  return Used.parse(message);
}

async function addressOf({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new TypeError('the server prints nowhere');
  for await (const chunk of stdout) {
    const found = /http:\/\/[\d.:]+\d/.exec(String(chunk))?.[0];
    if (found !== undefined) return found;
  }
  throw new Error('the server ended without an address');
}

/** The value that this share of them does not exceed. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
