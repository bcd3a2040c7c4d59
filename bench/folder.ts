import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Item } from '../src/corrupt/item.ts';
import { readItems, writeItems } from '../src/corrupt/item-file.ts';
import { itemsFile } from '../src/release/named.ts';
import { readRun, runFiles } from '../src/run/folder.ts';
import { type ChatServer, startChatServer } from '../tests/endpoints/chat-server.ts';
import { Pattern } from './large-run.ts';
import { longReplies } from './long-replies.ts';
import { measured, measuredUntil, type Took } from './measured-command.ts';

/**
 * What `report` and the resume of a run take, whose folder holds so many replies (10,000 and a million, or as
 * many as the arguments say). Each folder is made of a run that the built command held and graded; the folders
 * take 3 GB a million in the system's folder for temporary files, and are removed. `--keep DIR` keeps them there
 * and takes them up again; `--all` measures every other command that reads a run's replies.
 */
const flag = (name: string) => process.argv.includes(name);
const kept = flag('--keep') ? process.argv[process.argv.indexOf('--keep') + 1] : undefined;
const given = process.argv
  .slice(2)
  .filter((argument) => /^\d+$/.test(argument))
  .map(Number);
const SIZES = given.length > 0 ? given : [10_000, 1_000_000];

const MODEL = 'long-replies';
const BUDGETS = 'minimal,low,medium,high,xhigh';
/** Epochs of the run that is held: in larger folders its texts come again. */
const HELD = 2;
/** Characters of the longest name of a measurement. */
const WIDEST = 20;

const dir = kept ?? mkdtempSync(join(tmpdir(), 'lacuna-folder-'));
mkdirSync(dir, { recursive: true });
const held = join(dir, 'held');
const setFile = join(dir, 'items.jsonl');
const items = await allItems();
const server = await startServer();
try {
  if (!existsSync(held)) await hold();
  const pattern = await Pattern.of(held);
  await sameAsHeld(pattern);
  const tables: Array<{ conversations: number; took: Map<string, Took> }> = [];
  for (const size of SIZES) {
    const epochs = Math.ceil(size / pattern.perEpoch);
    const run = join(dir, `run-${epochs}`);
    if (!existsSync(run)) await make(pattern, run, epochs);
    describe(run, epochs * pattern.perEpoch);
    tables.push({ conversations: epochs * pattern.perEpoch, took: await measure(run, epochs) });
    if (kept === undefined) rmSync(run, { recursive: true });
  }
  compare(tables);
} finally {
  await server.close();
  if (kept === undefined) rmSync(dir, { recursive: true, force: true });
}

/** The whole release: 2,265 items. */
async function allItems(): Promise<Item[]> {
  const found: Item[] = [];
  for (const split of ['v1/dev', 'v1/test']) {
    for await (const item of readItems(itemsFile(split))) found.push(item);
  }
  return found;
}

/** At the address that the run's record names, where one was kept: another one would be another run. */
async function startServer(): Promise<ChatServer> {
  const address = existsSync(held) ? new URL((await readRun(held)).baseUrl) : null;
  return startChatServer([MODEL], longReplies(items), Number(address?.port ?? 0));
}

function runArgs(out: string, epochs: number): string[] {
  return [
    ...['run', '--base-url', server.baseUrl, '--model', MODEL, '--dialect', 'openai', '--quiet'],
    ...['--items', setFile, '--budgets', BUDGETS, '--epochs', String(epochs)],
    ...['--price', '0.1,0.4', '--concurrency', '32', '--out', out],
  ];
}

async function hold(): Promise<void> {
  await writeItems(setFile, items);
  const { seconds } = await measured(runArgs(held, HELD));
  say(`held: ${server.bodies.length} calls in ${seconds.toFixed(0)} s`);
}

async function make(pattern: Pattern, run: string, epochs: number): Promise<void> {
  const begun = performance.now();
  await pattern.write(run, epochs);
  say(`made ${run} in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
}

/** A folder made to the measure of the held one has its lines, byte for byte; where one epoch ends, in another order. */
async function sameAsHeld(pattern: Pattern): Promise<void> {
  const copy = join(dir, 'copy');
  await pattern.write(copy, HELD);
  for (const name of readdirSync(copy)) {
    const [one, other] = [held, copy].map((of) =>
      readFileSync(join(of, name), 'utf8').split('\n').sort().join('\n'),
    );
    if (one !== other) throw new Error(`${name} is not as it was held`);
  }
  rmSync(copy, { recursive: true });
}

function describe(run: string, conversations: number): void {
  const { replies, verdicts } = runFiles(run);
  const [bytes, judged] = [replies, verdicts('rules')].map((path) => statSync(path).size);
  const each = (size = 0) =>
    `${(size / 1e6).toFixed(0)} MB, ${Math.round(size / conversations)} bytes each`;
  say(
    `\n${grouped(conversations)} replies: replies.jsonl ${each(bytes)}; verdicts ${each(judged)}`,
  );
}

async function measure(run: string, epochs: number): Promise<Map<string, Took>> {
  const took = new Map<string, Took>();
  const note = (name: string, of: Took) => {
    took.set(name, of);
    say(
      `  ${name.padEnd(WIDEST)} ${of.seconds.toFixed(2).padStart(7)} s ${of.cpu.toFixed(2).padStart(7)} s CPU ${of.peak.toFixed(0).padStart(5)} MB`,
    );
  };
  note('report', await measured(['report', run]));
  // Grading begins where nothing is left to ask: it makes this file.
  const graded = `${runFiles(run).verdicts('rules')}.part`;
  rmSync(graded, { force: true });
  note('resume, all held', await measuredUntil(runArgs(run, epochs), () => existsSync(graded)));
  rmSync(graded, { force: true });
  if (flag('--all')) {
    for (const [name, args] of others(run)) note(name, await measured(args));
  }
  if (kept === undefined) note('resume, half held', await resumeHalf(run, epochs));
  return took;
}

/** Other commands that read all replies, or all verdicts. */
function others(run: string): Array<[string, string[]]> {
  const out = (name: string) => ['--out', join(dir, name)];
  const card = (format: string): [string, string[]] => [
    `report, ${format}`,
    ['report', run, '--format', format, ...out(`card.${format}`)],
  ];
  return [
    ...['html', 'csv'].map(card),
    ['compare with itself', ['compare', run, run]],
    ['export, csv', ['export', run, '--to', 'csv', ...out('export.csv')]],
    ['grade', ['grade', run]],
  ];
}

/** A run that was killed in the middle of a line: until its first call is made. */
async function resumeHalf(run: string, epochs: number): Promise<Took> {
  const { replies } = runFiles(run);
  truncateSync(replies, Math.floor(statSync(replies).size / 2));
  const before = server.bodies.length;
  return measuredUntil(runArgs(run, epochs), () => server.bodies.length > before);
}

/** How time and memory grow from the smallest folder to the largest. */
function compare(tables: ReadonlyArray<{ conversations: number; took: Map<string, Took> }>): void {
  const [small, large] = [tables[0], tables.at(-1)];
  if (!small || !large || small === large) return;
  say(`\nfrom ${grouped(small.conversations)} to ${grouped(large.conversations)} replies:`);
  for (const [name, { seconds, peak }] of large.took) {
    const before = small.took.get(name);
    if (!before) continue;
    const [time, memory] = [seconds / before.seconds, peak / before.peak];
    say(`  ${name.padEnd(WIDEST)} time × ${time.toFixed(1)}, memory × ${memory.toFixed(2)}`);
  }
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
