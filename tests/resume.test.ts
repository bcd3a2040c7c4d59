import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Item } from '../src/corrupt/item.ts';
import { readItems } from '../src/corrupt/item-file.ts';
import { Random } from '../src/math/random.ts';
import { fading } from '../src/model/respondents/fading.ts';
import { oracle } from '../src/model/respondents/oracle.ts';
import { respondTo } from '../src/model/respondents/respond.ts';
import { readRecorded } from '../src/run/recorded.ts';
import { readTranscripts } from '../src/run/replies.ts';
import type { Reply } from './endpoints/chat-server.ts';
import { startFlaky } from './endpoints/flaky.ts';
import { lacuna, startLacuna } from './lacuna.ts';
import { sharedDir } from './scratch.ts';

const FAMILIES = join(import.meta.dirname, '..', 'problems', 'families');

const dir = sharedDir();
let items: Item[];
/** Of an eighth of the families: enough for a run that can be killed five times on its way. */
beforeAll(async () => {
  mkdirSync(join(dir, 'families'));
  for (const file of readdirSync(FAMILIES).filter((_, place) => place % 8 === 0)) {
    cpSync(join(FAMILIES, file), join(dir, 'families', file));
  }
  const drawn = ['corrupt', '--families', 'families', '--seed', '3', '--out', 'items.jsonl'];
  const made = await lacuna(drawn, { cwd: dir });
  expect(made.code, made.stderr).toBe(0);
  items = [];
  for await (const item of readItems(join(dir, 'items.jsonl'))) items.push(item);
}, 60_000);

function replying(respondent: typeof oracle): Reply {
  const respond = respondTo(items);
  return ({ messages }) => {
    const known = messages.map(({ role, content }) => ({
      role: role === 'assistant' ? ('assistant' as const) : ('user' as const),
      content,
    }));
    return respond(respondent, known, 'low')?.text ?? 'What?';
  };
}

test('a run that is killed five times over a failing endpoint ends with each reply once', async () => {
  const seed = 2026;
  const concurrency = 12;
  const server = await startFlaky(seed, 0.2, replying(oracle), 30);
  onTestFinished(() => server.close());
  const args = [
    'run',
    '--base-url',
    server.baseUrl,
    '--model',
    'flaky-model',
    '--items',
    'items.jsonl',
  ];
  const how = [
    '--budgets',
    'low,high',
    '--protocol',
    'resolve',
    '--timeout',
    '0.5',
    '--attempts',
    '12',
  ];
  const command = [...args, ...how, '--concurrency', String(concurrency), '--out', 'killed'];
  const replies = join(dir, 'killed', 'replies.jsonl');

  const random = new Random(seed, 'kills');
  for (let kill = 0; kill < 5; kill += 1) {
    const before = lineCount(replies);
    const { child, ended } = startLacuna(command, { cwd: dir });
    const until = before + random.int(5, 40);
    while (child.exitCode === null && lineCount(replies) < until) await sleep(2);
    child.kill('SIGKILL');
    expect((await ended).signal, 'the run should be under way when it is killed').toBe('SIGKILL');
  }
  const finished = await lacuna(command, { cwd: dir });
  expect(finished.code, finished.stderr).toBe(0);

  const lines = readFileSync(replies, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const keys = lines.filter(({ type }) => type === 'reply').map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  const conversations = items.length * 2;
  const ends = lines.filter(({ type }) => type === 'end');
  expect(ends).toHaveLength(conversations);
  // Each corrupted item takes two replies, each intact one takes one: none is missing, none is extra.
  const corrupted = items.filter(({ twin }) => twin !== null).length;
  expect(keys).toHaveLength(conversations + corrupted * 2);
  const answered = server.bodies.length;
  expect(answered).toBeGreaterThan(keys.length);

  const recorded = await readRecorded(replies);
  expect([recorded.ended.size, recorded.open.size, recorded.errors.size]).toEqual([
    conversations,
    0,
    0,
  ]);
  let transcripts = 0;
  for await (const { turns } of readTranscripts(replies)) {
    transcripts += 1;
    expect(turns.every(({ reply }) => reply.text !== '')).toBe(true);
  }
  expect(transcripts).toBe(conversations);
  expect(finished.stdout).toContain('100.0 [');
}, 120_000);

test('calls that fail for good leave the run incomplete, are no verdicts, and are asked again', async () => {
  const server = await startFlaky(1, 1, replying(fading));
  const args = [
    'run',
    '--base-url',
    server.baseUrl,
    '--model',
    'flaky-model',
    '--items',
    'items.jsonl',
  ];
  const how = ['--limit', '4', '--timeout', '0.2', '--attempts', '1', '--concurrency', '2'];
  const broken = await lacuna([...args, ...how, '--out', 'broken'], { cwd: dir });
  expect(broken.code).toBe(3);
  expect(`${broken.stdout}${broken.stderr}`).toMatch(/incomplete/i);
  await server.close();
  const verdicts = readFileSync(join(dir, 'broken', 'verdicts.rules.jsonl'), 'utf8');
  expect(verdicts).toBe('');

  const port = Number(new URL(server.baseUrl).port);
  const mended = await startFlaky(1, 0, replying(fading), 1, port);
  onTestFinished(() => mended.close());
  // The endpoint is well again, and may take its time.
  const patient = [...args, ...how, '--timeout', '30', '--out', 'broken'];
  const finished = await lacuna(patient, { cwd: dir });
  expect(finished.code, finished.stderr).toBe(0);
}, 60_000);

test('Ctrl-C waits for what is in flight, says how to go on, and exits 130', async () => {
  const server = await startFlaky(1, 0, replying(oracle), 150);
  onTestFinished(() => server.close());
  const args = [
    'run',
    '--base-url',
    server.baseUrl,
    '--model',
    'flaky-model',
    '--items',
    'items.jsonl',
  ];
  const command = [...args, '--concurrency', '4', '--out', 'stopped'];
  const { child, ended } = startLacuna(command, { cwd: dir });
  while (server.bodies.length < 8) await sleep(5);
  child.kill('SIGINT');
  const { code, stderr } = await ended;
  expect(code).toBe(130);
  expect(stderr).toContain('the same command goes on');
  const replies = readFileSync(join(dir, 'stopped', 'replies.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  expect(replies.filter((line) => line.includes('"type":"reply"'))).toHaveLength(
    server.bodies.length,
  );
  expect(existsSync(join(dir, 'stopped', 'lock.1'))).toBe(false);
}, 30_000);

test('a second process cannot write the same run', async () => {
  const server = await startFlaky(1, 0, replying(oracle), 200);
  onTestFinished(() => server.close());
  const args = [
    'run',
    '--base-url',
    server.baseUrl,
    '--model',
    'flaky-model',
    '--items',
    'items.jsonl',
  ];
  const command = [...args, '--concurrency', '2', '--out', 'twice'];
  const first = startLacuna(command, { cwd: dir });
  while (server.bodies.length === 0) await sleep(5);
  const second = await lacuna(command, { cwd: dir });
  expect(second.code).toBe(2);
  expect(second.stderr).toContain(`in use by process ${first.child.pid}`);
  first.child.kill('SIGKILL');
  await first.ended;
}, 30_000);

function lineCount(path: string): number {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0;
}
