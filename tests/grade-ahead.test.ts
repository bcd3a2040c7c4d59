import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { completion, sendJson, startChatServer } from './endpoints/chat-server.ts';
import { lacuna, startLacuna } from './lacuna.ts';
import { scratchDir } from './scratch.ts';

const ENDS = ['The answer is 12.', 'How many are there?', 'It cannot be said.', '**Answer: 3**'];

async function startModel({ paid = Number.POSITIVE_INFINITY } = {}) {
  let calls = 0;
  const server = await startChatServer(['a-model'], (response, body) => {
    calls += 1;
    if (calls > paid) return sendJson(response, 402, { error: { message: 'no credit is left' } });
    const end = ENDS[(body.messages.at(-1)?.content.length ?? 0) % ENDS.length];
    sendJson(response, 200, completion(body, `Step 1: 2 + 2 = 4.\n\n${end}`));
  });
  onTestFinished(() => server.close());
  return server;
}

const files = (run: string) => readdirSync(run).sort();
const verdictsOf = (run: string) => readFileSync(join(run, 'verdicts.rules.jsonl'), 'utf8');

test('verdicts made while a run is held are those that grading it afterwards gives', async () => {
  const server = await startModel();
  const dir = scratchDir();
  const named = ['--base-url', server.baseUrl, '--model', 'a-model', '--items', 'v1/dev'];
  const command = ['run', ...named, '--concurrency', '32', '--out', 'held'];
  const { child, ended: killed } = startLacuna(command, { cwd: dir });
  while (child.exitCode === null && server.bodies.length < 100) await sleep(2);
  child.kill('SIGKILL');
  expect((await killed).signal).toBe('SIGKILL');
  const ended = await lacuna(command, { cwd: dir });
  expect(ended.code, ended.stderr).toBe(0);

  const run = join(dir, 'held');
  const held = verdictsOf(run);
  expect(held.trimEnd().split('\n')).toHaveLength(464);
  expect(files(run)).toEqual(['items.jsonl', 'replies.jsonl', 'run.json', 'verdicts.rules.jsonl']);
  const graded = await lacuna(['grade', 'held'], { cwd: dir });
  expect(graded.code, graded.stderr).toBe(0);
  expect(verdictsOf(run)).toBe(held);
}, 60_000);

test('a run that is stopped has verdicts on what was held', async () => {
  const server = await startModel();
  const dir = scratchDir();
  const named = ['--base-url', server.baseUrl, '--model', 'a-model', '--items', 'v1/dev'];
  const command = ['run', ...named, '--concurrency', '4', '--out', 'stopped'];
  const { child, ended } = startLacuna(command, { cwd: dir });
  while (child.exitCode === null && server.bodies.length < 50) await sleep(2);
  child.kill('SIGINT');
  expect((await ended).code).toBe(130);
  const replies = readFileSync(join(dir, 'stopped', 'replies.jsonl'), 'utf8');
  const ends = replies.match(/^\{"type":"end"/gm)?.length ?? 0;
  expect(ends).toBeGreaterThan(40);
  expect(verdictsOf(join(dir, 'stopped')).trimEnd().split('\n')).toHaveLength(ends);
}, 60_000);

test('a run that is all held is not graded again, unless its verdicts are not what these rules gave', async () => {
  const server = await startModel();
  const dir = scratchDir();
  const named = ['--base-url', server.baseUrl, '--model', 'a-model', '--items', 'v1/dev'];
  const command = ['run', ...named, '--concurrency', '32', '--out', 'held'];
  const first = await lacuna(command, { cwd: dir });
  expect(first.code, first.stderr).toBe(0);
  const path = join(dir, 'held', 'verdicts.rules.jsonl');
  const { ino } = statSync(path);
  const verdicts = readFileSync(path, 'utf8');

  const again = await lacuna(command, { cwd: dir });
  expect(again.code, again.stderr).toBe(0);
  expect(again.stdout).toBe(first.stdout);
  expect(statSync(path).ino).toBe(ino);

  const lines = verdicts.split('\n');
  for (const other of [
    verdicts.replace(/"grader":"rules\/\d+"/, '"grader":"rules/0"'),
    lines.slice(1).join('\n'),
    `${lines[0]?.slice(0, -1)}\n${lines.slice(1).join('\n')}`,
  ]) {
    expect(other).not.toBe(verdicts);
    writeFileSync(path, other);
    const mended = await lacuna(command, { cwd: dir });
    expect(mended.code, mended.stderr).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe(verdicts);
  }
  expect(server.bodies).toHaveLength(464);
}, 60_000);

test('a run whose quota is spent leaves verdicts on what was held, and no half of a file', async () => {
  const server = await startModel({ paid: 100 });
  const dir = scratchDir();
  const named = ['--base-url', server.baseUrl, '--model', 'a-model', '--items', 'v1/dev'];
  const { stderr, code } = await lacuna(
    ['run', ...named, '--concurrency', '4', '--out', 'broken'],
    { cwd: dir },
  );
  expect(stderr).toMatch(
    /no credit is left\. What was recorded is safe; the same command goes on\.$/m,
  );
  expect(code).toBe(3);
  const run = join(dir, 'broken');
  expect(files(run)).toEqual(['items.jsonl', 'replies.jsonl', 'run.json', 'verdicts.rules.jsonl']);
  expect(verdictsOf(run).trimEnd().split('\n')).toHaveLength(100);
}, 60_000);
