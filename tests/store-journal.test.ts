import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Item } from '../src/corrupt/item.ts';
import { readItems } from '../src/corrupt/item-file.ts';
import { itemsFile } from '../src/release/named.ts';
import { Pace } from '../src/run/pace.ts';
import { RunLine, RunRecord } from '../src/run/record.ts';
import { Database } from '../src/store/database.ts';
import { enqueue } from '../src/store/enqueue.ts';
import { bury, enlist } from '../src/store/lease.ts';
import { LostHold, StoreJournal } from '../src/store/line-journal.ts';
import { claim, Numbering, release } from '../src/store/queue.ts';
import { SharedPace } from '../src/store/shared-pace.ts';
import { ask, POSTGRES, type Postgres, startPostgres } from './postgres.ts';

/** Two workers that hold the same conversation, of which one was struck off: what stands of their lines. */
describe.skipIf(POSTGRES === null)('the lines of a store', () => {
  let postgres: Postgres;
  let items: Item[];
  beforeAll(async () => {
    postgres = await startPostgres(POSTGRES ?? '');
    items = [];
    for await (const item of readItems(itemsFile('v1/dev'))) {
      items.push(item);
      if (items.length === 2) break;
    }
  }, 60_000);
  afterAll(() => postgres?.remove());

  async function open() {
    const address = await postgres.freshStore();
    const database = await Database.open(address, { create: true });
    const record = RunRecord.parse({
      format: 'lacuna-run/1',
      model: 'm',
      baseUrl: 'http://127.0.0.1/v1',
      api: 'chat',
      dialect: 'openai',
      budgets: [{ budget: { kind: 'default', name: 'default' }, fields: {}, sameAs: null }],
      policy: 'plain',
      protocol: 'ask',
      maxTurns: 1,
      epochs: 1,
      seed: 1,
      release: 'r',
      items: items.length,
      prices: null,
      versions: { lacuna: '0', node: '0' },
      createdAt: '',
    });
    const asking = {
      apiKeyEnv: 'K',
      userApiKeyEnv: 'K',
      requestsPerMinute: null,
      tokensPerMinute: null,
      attempts: 1,
      timeoutMs: 1000,
      stream: false,
    };
    await enqueue(database, { name: 'run', record, items, asking });
    const numbering = new Numbering(
      items.map(({ id }) => id),
      ['default'],
    );
    const worker = async (leaseMs: number) => {
      const id = await enlist(database, { name: 'w', concurrency: 1, leaseMs });
      return { id, journal: new StoreJournal({ database, run: 1, worker: id, numbering }) };
    };
    const state = async () =>
      (await ask(address, 'SELECT state FROM lacuna.conversation WHERE number = 0'))[0]?.state;
    return { address, database, worker, state };
  }

  const place = () => ({ item: items[0]?.id ?? '', budget: 'default', epoch: 0 });

  function reply(key: string, text: string, type: 'reply' | 'user' = 'reply'): RunLine {
    return RunLine.parse({
      type,
      key,
      ...place(),
      call: 0,
      messages: [],
      completion: {
        text,
        reasoning: null,
        finish: 'stop',
        finishRaw: null,
        usage: { input: 3, output: 4, reasoning: null, cached: null },
        model: null,
        id: null,
      },
      attempts: 1,
      ms: 1,
      at: '',
    });
  }

  const end = (key: string): RunLine => ({
    type: 'end',
    ...place(),
    turns: [{ user: '', understood: [], reply: key }],
  });

  const error = (unread: string[] = []): RunLine => ({
    type: 'error',
    ...place(),
    kind: 'server',
    message: 'gone\0',
    at: '',
    ...(unread.length > 0 && { unread }),
  });

  test('one that comes back brings a reply once, fails nothing, and is sent away', async () => {
    const { address, database, worker, state } = await open();
    const old = await worker(1);
    expect(await claim(database, old.id, 1, null)).toMatchObject([{ number: 0, position: 0 }]);
    // Struck off as if the database had been up for long: it is too young to do so itself.
    await database.execute('UPDATE lacuna.worker SET retired_at = now() WHERE id = $1', [old.id]);
    expect(await bury(database)).toBe(1);
    const young = await worker(60_000);
    expect(await claim(database, young.id, 1, null)).toMatchObject([{ number: 0 }]);

    await expect(old.journal.append(reply('k1', 'first'))).rejects.toThrow(LostHold);
    // It was paid for and it stands: the one that holds the conversation goes on with it.
    const stands = await young.journal.append(reply('k1', 'second'));
    expect(stands).toEqual(reply('k1', 'first'));
    await expect(old.journal.append(error())).rejects.toThrow(LostHold);
    expect(await state()).toBe('held');
    expect(await young.journal.append(end('k1'))).toEqual(end('k1'));
    expect(await state()).toBe('ended');
    await expect(old.journal.append(reply('k2', 'late'))).rejects.toThrow(LostHold);
    // The same end again, as after a lost answer, is the same end.
    expect(await old.journal.append(end('k1'))).toEqual(end('k1'));

    const lines = await ask(address, 'SELECT type, key FROM lacuna.line ORDER BY id');
    expect(lines).toEqual([
      { type: 'reply', key: 'k1' },
      { type: 'end', key: 'end' },
    ]);
    const spent = await ask(address, 'SELECT sum(replies)::int AS replies FROM lacuna.spent');
    expect(spent).toEqual([{ replies: 1 }]);
    await database.close();
  });

  test('an answer of the user model that nobody could read is asked for again, and both are kept', async () => {
    const { address, database, worker, state } = await open();
    const { id, journal } = await worker(60_000);
    await claim(database, id, 1, null);
    await journal.append(reply('u1', 'gibberish', 'user'));
    await journal.append(error(['u1']));
    expect(await state()).toBe('failed');
    await database.execute("UPDATE lacuna.conversation SET state = 'queued'");
    await claim(database, id, 1, null);
    expect(await journal.append(reply('u1', 'plain', 'user'))).toEqual(
      reply('u1', 'plain', 'user'),
    );
    const lines = await ask(address, 'SELECT type, standing FROM lacuna.line ORDER BY id');
    expect(lines).toEqual([
      { type: 'user', standing: false },
      { type: 'error', standing: true },
      { type: 'user', standing: true },
    ]);
    await database.close();
  });

  test('what a lost answer to a claim took is put back, and what is held is kept', async () => {
    const { database, worker } = await open();
    const { id } = await worker(60_000);
    const [first, second] = await claim(database, id, 2, null);
    expect(second).toMatchObject({ number: 1 });
    expect(await release(database, id, first ? [first] : [])).toBe(1);
    expect(await claim(database, id, 2, null)).toEqual([second]);
    await database.close();
  });

  test('workers keep one rate of tokens together', async () => {
    const { database } = await open();
    const signal = new AbortController().signal;
    const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
    const paces = [1, 2].map(() => {
      const pace = new Pace({ concurrency: 2, now: Date.now, sleep, signal });
      const limits = { requestsPerMinute: null, tokensPerMinute: 60_000, endpoint: 'e' };
      return new SharedPace({ ...limits, pace, database, sleep, signal });
    });
    const began = Date.now();
    // Of 100 tokens, at 1,000 a second: ten a second, but for the first, whose size nobody knew.
    const calls = Array.from({ length: 24 }, (_, n) =>
      paces[n % 2]?.start(
        async () => 100,
        (tokens) => tokens,
      ),
    );
    await Promise.all(calls);
    expect(Date.now() - began).toBeGreaterThanOrEqual(1700);
    await database.close();
  });
});
