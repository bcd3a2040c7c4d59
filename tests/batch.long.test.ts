import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { ModelCard } from '../src/card/model-card.ts';
import type { Item } from '../src/corrupt/item.ts';
import { readItems } from '../src/corrupt/item-file.ts';
import { Random } from '../src/math/random.ts';
import { type RespondentServer, serveRespondents } from '../src/model/respondents/server.ts';
import { PROTOCOLS } from '../src/protocol/index.ts';
import { readRun } from '../src/run/folder.ts';
import { planHash } from '../src/run/identity.ts';
import type { Answer } from './endpoints/batch-provider.ts';
import { startBatchServer } from './endpoints/batch-server.ts';
import { lacuna, startLacuna } from './lacuna.ts';
import { sharedDir } from './scratch.ts';

const dir = sharedDir();
const ITEMS = join(import.meta.dirname, '..', 'problems', 'releases', 'v1', 'dev.jsonl');

let respondents: RespondentServer;
beforeAll(async () => {
  const items: Item[] = [];
  for await (const item of readItems(ITEMS)) items.push(item);
  respondents = await serveRespondents(items);
  return () => respondents.close();
});

/** The respondents, behind the batches as before them. */
const asRespondents: Answer = async (url, body) => {
  const address = respondents.baseUrl.replace(/\/v1$/, url);
  const response = await fetch(address, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
};

function command(baseUrl: string, out: string, ...more: string[]): string[] {
  const model = ['--base-url', baseUrl, '--model', 'fading', '--dialect', 'openai'];
  return ['run', ...model, '--limit', '8', '--out', out, ...more];
}

const BATCH = ['--batch', '--batch-poll', '0.002'];

/** What makes a protocol's run a short one. */
const SHORT: Record<string, string[]> = {
  reveal: ['--reveal', 'sharded'],
  explore: ['--explore', 'hard', '--rounds', '3'],
};

/** Every protocol; with budgets and policies that take several calls a turn, and the other API. */
const WAYS: Array<[string, ...string[]]> = [
  ...PROTOCOLS.map(({ name }): [string, ...string[]] => [name, ...(SHORT[name] ?? [])]),
  ['ask', '--budgets', 'samples:3,revise:1', '--api', 'responses'],
  ['resolve', '--policy', 'critic,snowball'],
];

test.each(WAYS.map((way, place) => [way, place] as const))(
  '%j: a run in batches gets the scores and tokens of one that asks call by call',
  async ([protocol, ...more], place) => {
    const how = ['--protocol', protocol, '--limit', '3', ...more];
    const [one, other] = [`calls-${place}`, `batch-${place}`];
    const server = await startBatchServer(asRespondents);
    const [calls, batch] = await Promise.all([
      lacuna(command(respondents.baseUrl, one, ...how), { cwd: dir }),
      lacuna(command(server.baseUrl, other, ...how, ...BATCH), { cwd: dir }),
    ]);
    expect(calls.code, calls.stderr).toBe(0);
    expect(batch.code, batch.stderr).toBe(0);
    expect(batch.stdout).toBe(calls.stdout);
    expect(server.provider.executed.length).toBeGreaterThan(0);
  },
  120_000,
);

test('a run in batches and one call by call can be compared, and are of one plan', async () => {
  const runs = ['calls-0', 'batch-0'];
  const { code, stdout, stderr } = await lacuna(['compare', ...runs], { cwd: dir });
  expect(code, stderr).toBe(0);
  expect(stdout).toContain('0.0');
  const records = await Promise.all(runs.map((run) => readRun(join(dir, run))));
  // The addresses are those of two loopback servers.
  const plans = records.map((record) => planHash({ ...record, baseUrl: '' }));
  expect(records.map(({ batch }) => batch?.discount)).toEqual([undefined, 0.5]);
  expect(new Set(plans).size).toBe(1);
});

/** A run whose batch is at the provider and not done. */
async function startHeld(out: string, ...more: string[]) {
  const server = await startBatchServer(asRespondents);
  server.provider.held = true;
  const args = command(server.baseUrl, out, ...BATCH, ...more);
  const { child, ended } = startLacuna(args, { cwd: dir });
  const batches = join(dir, out, 'batches.jsonl');
  const isUp = () => existsSync(batches) && readFileSync(batches, 'utf8').includes('"batch"');
  while (child.exitCode === null && !isUp()) await sleep(5);
  return { server, args, child, ended };
}

test('a run that is killed while it waits goes on with its batch, and pays for none twice', async () => {
  const price = ['--price', '2,10', '--batch-discount', '0.4'];
  const { server, args, child, ended } = await startHeld('killed', ...price);
  child.kill('SIGKILL');
  expect((await ended).signal).toBe('SIGKILL');
  server.provider.held = false;
  const { code, stderr, stdout } = await lacuna(args, { cwd: dir });
  expect(code, stderr).toBe(0);
  expect(stderr).toContain('Batch batch_1 of an earlier session found again: 16 requests.');
  expect(stderr).toContain('Batch batch_1 completed: 16 of 16 requests answered.');
  expect(stdout).toContain('Asked in batches, 40% below the price of single calls');
  expect(server.requests.filter((request) => request === 'POST /v1/batches')).toHaveLength(1);
  expect(server.provider.executed).toHaveLength(16);

  const record = await readRun(join(dir, 'killed'));
  expect(record.prices).toEqual({ input: 1.2, output: 6 });
  const report = await lacuna(['report', 'killed', '--format', 'json'], { cwd: dir });
  const [run] = ModelCard.parse(JSON.parse(report.stdout)).runs;
  const { input, output, cost } = run?.budgets[0]?.usage ?? {};
  expect(cost).toBeCloseTo(((input ?? 0) * 1.2 + (output ?? 0) * 6) / 1e6, 12);
  expect(run?.provenance.commands.join()).toMatch(/--price 2,10.*--batch.*--batch-discount 0.4/s);
});

test('a run that is killed five times at any moment pays for each reply once', async () => {
  const server = await startBatchServer(asRespondents);
  const random = new Random(2026, 'kills');
  const how = ['--protocol', 'resolve', '--batch-size', '4'];
  const args = command(server.baseUrl, 'often', ...how, ...BATCH);
  for (let kill = 0; kill < 5; kill += 1) {
    const until = server.requests.length + random.int(1, 8);
    const { child, ended } = startLacuna(args, { cwd: dir });
    while (child.exitCode === null && server.requests.length < until) await sleep(1);
    child.kill('SIGKILL');
    expect((await ended).signal, 'the run should be under way when it is killed').toBe('SIGKILL');
  }
  const { code, stderr } = await lacuna(args, { cwd: dir });
  expect(code, stderr).toBe(0);
  const { executed } = server.provider;
  expect(new Set(executed).size).toBe(executed.length);
  const lines = readFileSync(join(dir, 'often', 'replies.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  const replies = lines.filter((line) => line.includes('"type":"reply"'));
  expect(replies).toHaveLength(executed.length);
}, 120_000);

test('Ctrl-C names the batches that are open, and exits 130', async () => {
  const { server, child, ended } = await startHeld('stopped');
  child.kill('SIGINT');
  const { code, stderr } = await ended;
  expect(code).toBe(130);
  expect(stderr).toContain(
    'Batch batch_1 (16 requests) is open at the provider and goes on there; the same command collects it.',
  );
  expect(server.requests.filter((request) => request.endsWith('/cancel'))).toEqual([]);
});

test('an estimate is at the price of batches, and asks nothing', async () => {
  const server = await startBatchServer(asRespondents);
  const args = command(server.baseUrl, 'dry', '--price', '1000,1000', '--dry-run');
  const calls = await lacuna(args, { cwd: dir });
  const batch = await lacuna([...args, '--batch'], { cwd: dir });
  const costOf = (text: string) => Number(/about \$([\d.]+)/.exec(text)?.[1]);
  expect(costOf(batch.stdout)).toBeCloseTo(costOf(calls.stdout) / 2, 1);
  expect(batch.stdout).toContain('in batches, 50% less than call by call');
  expect(server.requests).toEqual([]);
});

test.each([
  [['run', '--batch'], '--batch needs a provider'],
  [['run', '--model', 'm', '--batch-size', '5'], '--batch-size is for --batch'],
  [['run', '--model', 'm', '--batch', '--batch-discount', '2'], '--batch-discount: expected'],
  [['run', '--model', 'm', '--batch', '--body', '{"stream":true}'], 'no stream'],
])('%j is refused', async (args, why) => {
  const { code, stderr } = await lacuna(args, { cwd: dir });
  expect(code).toBe(2);
  expect(stderr).toContain(why);
});
