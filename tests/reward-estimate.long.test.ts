import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { Item } from '../src/corrupt/item.ts';
import { readItems } from '../src/corrupt/item-file.ts';
import { guess, question, solution } from '../src/model/respondents/phrases.ts';
import { itemsFile } from '../src/release/named.ts';
import { type ChatBody, completion, sendJson, startChatServer } from './endpoints/chat-server.ts';
import { startFaulty } from './endpoints/faults.ts';
import { lacuna } from './lacuna.ts';
import { scratchDir } from './scratch.ts';

const items: Item[] = [];
for await (const item of readItems(itemsFile('v1/dev'))) items.push(item);
const missing = itemOf(({ operator }) => operator === 'remove');
const intact = itemOf(({ id }) => id === missing.twin);

function itemOf(test: (item: Item) => boolean): Item {
  const found = items.find(test);
  if (!found) throw new Error('no such item');
  return found;
}

const Line = z.strictObject({
  item: z.string(),
  line: z.number(),
  window: z.number(),
  samples: z.number(),
  candidates: z.array(
    z.object({
      reply: z.string(),
      mean: z.number().optional(),
      se: z.number().nullable().optional(),
      futures: z.array(z.object({ correct: z.boolean(), turns: z.number() })).optional(),
      failed: z.string().optional(),
    }),
  ),
});

const linesOf = (path: string) =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => Line.parse(JSON.parse(line)));

const CANDIDATES = [
  { item: missing.id, candidates: [question(missing), guess(missing)] },
  { item: intact.id, candidates: [solution(intact), question(intact)] },
];

function written(lines: readonly unknown[]): string {
  const dir = scratchDir();
  writeFileSync(
    join(dir, 'candidates.jsonl'),
    lines.map((line) => JSON.stringify(line)).join('\n'),
  );
  return dir;
}

const estimate = (dir: string, ...args: string[]) =>
  lacuna(['reward', 'estimate', 'candidates.jsonl', '--out', 'out.jsonl', ...args], { cwd: dir });

test('with an honest policy a question is worth its answer, a guess nothing', async () => {
  const dir = written(CANDIDATES);
  const ran = await estimate(dir, '--respondent', 'oracle', '--samples', '2');
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(ran.stdout).toContain('4 estimates for 2 conversations, w = 2, S = 2: out.jsonl');
  const [corrupted, twin] = linesOf(join(dir, 'out.jsonl'));
  const [asks, guesses] = corrupted?.candidates ?? [];
  expect(asks).toMatchObject({ se: 0, futures: [{ correct: true, turns: 1 }, {}] });
  expect(asks?.mean).toBeGreaterThan(0.9);
  expect(guesses).toMatchObject({ mean: 0, futures: [{ correct: false, turns: 0 }] });
  const [solves, overasks] = twin?.candidates ?? [];
  expect(solves?.mean).toBeGreaterThan((overasks?.mean ?? 1) + 0.05);
});

test('the worth of the replies in the documentation', async () => {
  const docs = join(import.meta.dirname, '../docs');
  const page = readFileSync(join(docs, 'reward.md'), 'utf8');
  const dir = scratchDir();
  const file = join(docs, 'examples/candidate-replies.jsonl');
  const command = ['reward', 'estimate', file, '--respondent', 'oracle', '--window'];
  for (const window of ['0', '2']) {
    const ran = await lacuna([...command, window, '--out', `${window}.jsonl`], { cwd: dir });
    expect(ran.code, ran.stderr).toBe(0);
  }
  const means = (window: string) =>
    linesOf(join(dir, `${window}.jsonl`)).flatMap(({ candidates }) => candidates);
  const now = means('0');
  for (const [index, { reply, mean = Number.NaN }] of means('2').entries()) {
    const figures = [mean, now[index]?.mean ?? Number.NaN].map((value) => value.toFixed(3));
    const row = [reply, ...figures].join(' | ');
    expect(page.replace(/ {2,}/g, ' ')).toContain(`| ${row} |`);
  }
});

test('the immediate reward asks no model, and of a question it is nothing', async () => {
  const dir = written(CANDIDATES);
  expect(await estimate(dir, '--window', '0')).toMatchObject({ code: 0 });
  const [corrupted] = linesOf(join(dir, 'out.jsonl'));
  expect(corrupted?.candidates.map(({ mean }) => mean)).toEqual([0, 0]);
});

test('an endpoint that is not always right has a mean between, with its error, and any order of lines', async () => {
  let calls = 0;
  const server = await startChatServer(['m'], (response, body) => {
    calls += 1;
    const right = calls % 2 === 0;
    setTimeout(
      () => sendJson(response, 200, completion(body, right ? solution(missing) : guess(missing))),
      right ? 30 : 1,
    );
  });
  onTestFinished(() => server.close());
  const dir = written(Array.from({ length: 5 }, () => CANDIDATES[0]));
  const policy = ['--base-url', server.baseUrl, '--model', 'm', '--samples', '4'];
  const ran = await estimate(dir, ...policy, '--concurrency', '3', '--body', '{"temperature":1}');
  expect(ran.code, ran.stderr).toBe(0);
  const lines = linesOf(join(dir, 'out.jsonl'));
  expect(lines.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5]);
  const means = lines.map(({ candidates }) => candidates[0]?.mean ?? 0);
  expect(means.reduce((sum, mean) => sum + mean, 0) / 5).toBeCloseTo(0.5, 1);
  expect(lines.some(({ candidates }) => (candidates[0]?.se ?? 0) > 0.1)).toBe(true);
  expect(server.bodies[0]).toMatchObject({ temperature: 1, messages: { length: 3 } });
});

test('a policy that streams is read as a stream', async () => {
  const faultOf = () => undefined;
  const server = await startFaulty({ reply: () => solution(missing), faultOf });
  onTestFinished(() => server.close());
  const policy = ['--base-url', server.baseUrl, '--model', 'm', '--samples', '1'];
  const dir = written([CANDIDATES[0]]);
  const ran = await estimate(dir, ...policy, '--stream');
  expect(ran.code, ran.stderr).toBe(0);
  expect(server.bodies[0]).toMatchObject({ stream: true });
  expect(linesOf(join(dir, 'out.jsonl'))[0]?.candidates[0]?.mean).toBeGreaterThan(0.9);
  const refused = await estimate(dir, ...policy, '--body', '{"stream":true}');
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--stream')]);
});

test('a call that fails for good leaves its candidate without a figure, named, and the exit is 3', async () => {
  const refuses = ({ messages }: ChatBody) => messages[0]?.content === intact.text;
  const server = await startChatServer(['m'], (response, body) => {
    if (refuses(body)) sendJson(response, 500, { error: { message: 'Internal error' } });
    else sendJson(response, 200, completion(body, solution(missing)));
  });
  onTestFinished(() => server.close());
  const dir = written(CANDIDATES);
  const policy = ['--base-url', server.baseUrl, '--model', 'm', '--attempts', '1'];
  const ran = await estimate(dir, ...policy);
  expect(ran.code).toBe(3);
  expect(ran.stdout).toContain('1 candidate failed: server: the endpoint failed');
  const [corrupted, twin] = linesOf(join(dir, 'out.jsonl'));
  expect(corrupted?.candidates[0]?.mean).toBeGreaterThan(0.9);
  expect(twin?.candidates[0]?.mean).toBeGreaterThan(0.9);
  expect(twin?.candidates[1]).toEqual({
    reply: question(intact),
    failed: expect.stringContaining('the endpoint failed'),
  });
});

test('a wrong key stops at once, and leaves what was there before', async () => {
  const server = await startChatServer(['m'], (response) =>
    sendJson(response, 401, { error: { message: 'No such key' } }),
  );
  onTestFinished(() => server.close());
  const dir = written(CANDIDATES);
  writeFileSync(join(dir, 'out.jsonl'), 'before');
  const ran = await estimate(dir, '--base-url', server.baseUrl, '--model', 'm');
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain('refuses the key');
  expect(readFileSync(join(dir, 'out.jsonl'), 'utf8')).toBe('before');
});

test.each<[string, unknown, string[], string]>([
  ['no such item', { item: 'x', candidates: [''] }, [], 'candidates.jsonl:1: item x is not among'],
  ['no candidates', { item: missing.id, candidates: [] }, [], 'candidates.jsonl:1: candidates'],
  [
    'the model spoke last',
    {
      item: missing.id,
      messages: [{ role: 'assistant', content: 'Hm.' }],
      candidates: ['Hm.'],
    },
    [],
    'candidates.jsonl:1: messages: the last is not the user',
  ],
  ['a window that is none', CANDIDATES[0], ['--window', '-1'], '--window: '],
  ['the test split', CANDIDATES[0], ['--items', 'v1/test'], 'there is no reward for'],
])('%s is refused', async (_, line, args, message) => {
  const dir = written([line]);
  const ran = await estimate(dir, '--respondent', 'oracle', ...args);
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain(message);
});

test('where no model is named, it says what to give', async () => {
  const ran = await estimate(written(CANDIDATES));
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain('which model replies in the futures? Give --model');
});
