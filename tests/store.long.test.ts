import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Item } from '../src/corrupt/item.ts';
import { readItems } from '../src/corrupt/item-file.ts';
import { oracle } from '../src/model/respondents/oracle.ts';
import { respondTo } from '../src/model/respondents/respond.ts';
import { itemsFile } from '../src/release/named.ts';
import { type ChatBody, completion, sendJson, startChatServer } from './endpoints/chat-server.ts';
import { startFaulty } from './endpoints/faults.ts';
import { lacuna, startLacuna } from './lacuna.ts';
import { ask, POSTGRES, type Postgres, startPostgres } from './postgres.ts';
import { sharedDir } from './scratch.ts';

describe.skipIf(POSTGRES === null)('runs of a store', () => {
  const dir = sharedDir();
  let postgres: Postgres;
  let items: Item[];
  beforeAll(async () => {
    postgres = await startPostgres(POSTGRES ?? '');
    items = [];
    for await (const item of readItems(itemsFile('v1/dev'))) items.push(item);
  }, 60_000);
  afterAll(() => postgres?.remove());

  /** An endpoint that answers as the oracle does, after a while, or as `odd` says. */
  async function startOracle(
    latencyMs: number,
    odd: (body: ChatBody) => { status: number; body: object } | undefined = () => undefined,
  ) {
    const respond = respondTo(items);
    const times: number[] = [];
    const server = await startChatServer(['a-model'], (response, body) => {
      times.push(performance.now());
      const other = odd(body);
      setTimeout(() => {
        if (other) return sendJson(response, other.status, other.body);
        const said = body.messages.map(({ role, content }) => ({
          role: role === 'assistant' ? ('assistant' as const) : ('user' as const),
          content,
        }));
        const text = respond(oracle, said, 'low')?.text ?? 'What?';
        return sendJson(response, 200, completion(body, text));
      }, latencyMs);
    });
    onTestFinished(() => server.close());
    const run = ['run', '--base-url', server.baseUrl, '--model', 'a-model', '--items', 'v1/dev'];
    return { ...server, times, run };
  }

  function worker(store: string, ...more: string[]) {
    const args = ['worker', '--store', store, '--concurrency', '4', '--lease', '2', ...more];
    const started = startLacuna(args, { cwd: dir });
    onTestFinished(() => void started.child.kill('SIGKILL'));
    return started;
  }

  async function statusOf(store: string) {
    const { stdout, stderr } = await lacuna(['status', '--store', store, '--json'], { cwd: dir });
    expect(stderr).toBe('');
    return JSON.parse(stdout);
  }

  test('each reply once: workers killed and cut off, the database crashed and started again', async () => {
    const store = await postgres.freshStore();
    const server = await startOracle(200);
    const how = ['--limit', '40', '--budgets', 'low,high', '--protocol', 'resolve'];
    const put = await lacuna([...server.run, ...how, '--store', store], { cwd: dir });
    expect(put.code, put.stderr).toBe(0);
    const reached = async (count: number) => {
      while (server.bodies.length < count) await sleep(5);
    };

    const [killed, frozen] = [worker(store), worker(store)];
    await reached(40);
    killed.child.kill('SIGKILL');
    expect((await killed.ended).signal).toBe('SIGKILL');
    const third = worker(store);
    await reached(80);
    await postgres.crash();
    await sleep(300);
    await postgres.start();
    await reached(110);
    frozen.child.kill('SIGSTOP');
    const struckOff = `SELECT FROM lacuna.worker
      WHERE name LIKE '%:${frozen.child.pid}' AND fault = 'no sign of life'`;
    while ((await ask(store, struckOff)).length === 0) await sleep(50);
    frozen.child.kill('SIGCONT');
    const [back, other] = await Promise.all([frozen.ended, third.ended]);
    expect([back.code, other.code], `${back.stderr}${other.stderr}`).toEqual([0, 0]);
    expect(back.stderr).toContain('Cut off for longer than the lease');
    expect(other.stderr).toContain('The store is back.');

    const asked = server.bodies.length;
    const pulled = await lacuna(['pull', '--store', store, '--out', 'pulled'], { cwd: dir });
    expect(pulled.code, pulled.stderr).toBe(0);
    const local = await lacuna([...server.run, ...how, '--out', 'local'], { cwd: dir });
    expect(local.code, local.stderr).toBe(0);
    expect(linesOf('pulled')).toEqual(linesOf('local'));
    // A worker on a busy machine may be taken for dead besides: each time costs what it has in flight.
    const cutOffs = `${back.stderr}${other.stderr}`.split('Cut off').length - 1;
    expect(asked).toBeLessThanOrEqual(repliesIn('local') + (1 + cutOffs) * 4);
    expect(textOf('pulled', 'items.jsonl')).toBe(textOf('local', 'items.jsonl'));
    const record = (folder: string) => ({
      ...JSON.parse(textOf(folder, 'run.json')),
      createdAt: '',
    });
    expect(record('pulled')).toEqual(record('local'));
    const [ours, theirs] = await Promise.all(
      ['pulled', 'local'].map((folder) => lacuna(['report', folder], { cwd: dir })),
    );
    expect(ours?.stdout).toBe(theirs?.stdout);
    expect(ours?.stdout).toContain('100.0 [');
  }, 120_000);

  test('workers keep one rate of requests together', async () => {
    const store = await postgres.freshStore();
    const server = await startOracle(5);
    const how = ['--limit', '20', '--rpm', '1200', '--store', store];
    await lacuna([...server.run, ...how], { cwd: dir });
    const ended = await Promise.all([worker(store).ended, worker(store).ended]);
    expect(ended.map(({ code }) => code)).toEqual([0, 0]);
    expect(server.times).toHaveLength(40);
    // One call in 50 ms: 20 a second, and those that came late before; unheld, all would come at once.
    const within = server.times.map(
      (from) => server.times.filter((time) => time >= from && time < from + 1000).length,
    );
    expect(Math.max(...within)).toBeLessThanOrEqual(30);
    const { workers } = await statusOf(store);
    expect(workers.map(({ replies }: { replies: number }) => replies > 0)).toEqual([true, true]);
  }, 60_000);

  test('what fails is an error, is told, and is asked again by the same command', async () => {
    const store = await postgres.freshStore();
    let broken = true;
    let failed = 0;
    const server = await startOracle(5, () => {
      if (!broken || failed >= 3) return undefined;
      failed += 1;
      return { status: 422, body: { error: { message: 'no such thing' } } };
    });
    const how = ['--limit', '6', '--store', store];
    await lacuna([...server.run, ...how], { cwd: dir });
    const first = await worker(store).ended;
    expect(first.code, first.stderr).toBe(3);
    expect(first.stderr).toContain('3 failed');
    const before = await statusOf(store);
    expect(before.runs[0]).toMatchObject({ ended: 9, failed: 3, queued: 0, held: 0 });
    expect(before.runs[0].errors).toMatchObject([{ kind: 'request', count: 3 }]);
    const early = await lacuna(['pull', '--store', store, '--out', 'failing'], { cwd: dir });
    expect(early.code).toBe(3);

    broken = false;
    const again = await lacuna([...server.run, ...how], { cwd: dir });
    expect(again.stdout).toContain('12 conversations, 9 of them held before, 3 asked again.');
    expect((await worker(store).ended).code).toBe(0);
    const later = await lacuna(['pull', '--store', store, '--out', 'failing'], { cwd: dir });
    expect(later.code, later.stderr).toBe(0);
    expect(linesOf('failing').filter((line) => line.includes('"type":"error"'))).toHaveLength(3);
    expect(server.bodies).toHaveLength(15);
  }, 60_000);

  test('workers stream where the command that put the run there says so', async () => {
    const store = await postgres.freshStore();
    let broken = true;
    const server = await startFaulty({
      reply: () => 'The answer is 12.',
      faultOf: () => (broken ? (response) => sendJson(response, 422, {}) : undefined),
    });
    onTestFinished(() => server.close());
    const put = (...more: string[]) => {
      const run = ['run', '--base-url', server.baseUrl, '--model', 'm', '--limit', '2'];
      return lacuna([...run, '--store', store, ...more], { cwd: dir });
    };
    const streamed = () => server.bodies.splice(0).map(({ stream }) => stream === true);
    await put('--stream');
    expect((await worker(store).ended).code).toBe(3);
    expect(streamed()).toEqual([true, true, true, true]);
    await put();
    expect((await worker(store).ended).code).toBe(3);
    expect(streamed()).toEqual([false, false, false, false]);
    broken = false;
    await put('--stream');
    const { code, stderr } = await worker(store).ended;
    expect(code, stderr).toBe(0);
    expect(streamed()).toEqual([true, true, true, true]);
  }, 60_000);

  test('a wrong key ends a worker; a model that does not exist ends the run for all', async () => {
    const store = await postgres.freshStore();
    let answer = { status: 401, body: { error: { message: 'bad key', code: 'invalid_api_key' } } };
    const server = await startOracle(5, () => answer);
    const how = ['--limit', '6', '--store', store];
    await lacuna([...server.run, ...how], { cwd: dir });
    const refused = await worker(store).ended;
    expect(refused.code).toBe(2);
    expect((await statusOf(store)).runs[0]).toMatchObject({ queued: 12, stopped: null });

    answer = { status: 404, body: { error: { message: 'none', code: 'model_not_found' } } };
    const gone = await worker(store).ended;
    expect(gone.code, gone.stderr).toBe(3);
    expect(gone.stderr).toContain('Stopped:');
    const { runs } = await statusOf(store);
    expect(runs[0]).toMatchObject({ queued: 0, held: 0, left: 12, ended: 0 });
    expect(runs[0].stopped).toContain('a-model');
    const status = await lacuna(['status', '--store', store], { cwd: dir });
    expect(status.stdout).toContain('stopped: ');
  }, 60_000);

  test('Ctrl-C puts back what a worker holds; no key and no password is stored or shown', async () => {
    const store = await postgres.freshStore();
    const server = await startOracle(300);
    const key = 'sk-a-key-that-no-store-may-hold';
    const how = ['--limit', '10', '--store', store];
    const env = { OPENAI_API_KEY: key };
    const put = await lacuna([...server.run, ...how], { cwd: dir, env });
    const args = ['worker', '--store', store, '--concurrency', '4'];
    const working = startLacuna(args, { cwd: dir, env });
    while (server.bodies.length < 6) await sleep(5);
    working.child.kill('SIGINT');
    const stopped = await working.ended;
    expect(stopped.code, stopped.stderr).toBe(130);
    const { runs } = await statusOf(store);
    expect(runs[0]).toMatchObject({ held: 0, failed: 0, ended: server.bodies.length });
    const status = await lacuna(['status', '--store', store], { cwd: dir, env });
    const elsewhere = await lacuna(['status', '--store', `${store}x`], { cwd: dir, env });
    expect(elsewhere.code).toBe(2);
    expect(elsewhere.stderr).toContain('does not exist');
    const { password } = new URL(store);
    const shown = [put, stopped, status, elsewhere].map(({ stdout, stderr }) => stdout + stderr);
    for (const table of ['run', 'item', 'conversation', 'line', 'worker', 'spent', 'rate']) {
      shown.push(JSON.stringify(await ask(store, `SELECT * FROM lacuna.${table}`)));
    }
    expect(shown.filter((text) => text.includes(key) || text.includes(password))).toEqual([]);
  }, 60_000);

  test('the worked example of the documentation works as printed', async () => {
    const store = await postgres.freshStore();
    const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'scale.md'), 'utf8');
    const commands = Array.from(page.matchAll(/^npx lacuna (.+)$/gm), ([, words = '']) =>
      words.replace('postgres://lacuna@db.example.org/bench', store).split(' '),
    );
    expect(commands.map(([name]) => name)).toEqual(['run', 'worker', 'status', 'pull', 'report']);
    let report = '';
    for (const command of commands) {
      const { code, stdout, stderr } = await lacuna(command, { cwd: dir });
      expect(code, stderr).toBe(0);
      report = stdout;
    }
    expect(report).toContain('fading · ask · plain');
  }, 60_000);

  function textOf(folder: string, name: string): string {
    return readFileSync(join(dir, folder, name), 'utf8');
  }

  function repliesIn(folder: string): number {
    return linesOf(folder).filter((line) => line.includes('"type":"reply"')).length;
  }

  /** Without what differs from call to call: times and tries. */
  function linesOf(folder: string): string[] {
    return textOf(folder, 'replies.jsonl')
      .trimEnd()
      .split('\n')
      .map((line) => {
        const { at: _at, ms: _ms, attempts: _attempts, ...rest } = JSON.parse(line);
        return JSON.stringify(rest);
      })
      .sort();
  }
});
