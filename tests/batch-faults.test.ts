import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Item } from '../src/corrupt/item.ts';
import { InputError } from '../src/input-error.ts';
import { connect } from '../src/model/client.ts';
import { serveRespondents } from '../src/model/respondents/server.ts';
import { USER_PROMPT_HASH } from '../src/protocol/user-prompt.ts';
import { runFiles } from '../src/run/folder.ts';
import type { ReplyLine } from '../src/run/record.ts';
import { holdInBatches, somePairs } from './batch-session.ts';
import type { Answer, Fate } from './endpoints/batch-provider.ts';
import { startBatchServer } from './endpoints/batch-server.ts';
import { type ChatBody, completion } from './endpoints/chat-server.ts';
import { startReader, understoodJson } from './endpoints/reader.ts';
import { linesIn } from './recorded-run.ts';
import { scratchDir } from './scratch.ts';

/** Four pairs: eight items, a request each. */
let items: Item[];
beforeAll(async () => {
  items = await somePairs(4);
});

const CREATE = 'POST /v1/batches';

/** Replies tell which request they are to. */
const echo: Answer = async (_url, body) => ({ status: 200, body: said(body, textOf(body)) });

function said(body: Record<string, unknown>, text: string): object {
  return completion({ model: 'm', messages: messagesOf(body) }, text);
}

function messagesOf({ messages }: Record<string, unknown>): ChatBody['messages'] {
  const listed: unknown[] = Array.isArray(messages) ? messages : [];
  return listed.map((message) => Object.assign({ role: '', content: '' }, message));
}

function textOf(body: Record<string, unknown>): string {
  return `On "${messagesOf(body)[0]?.content.slice(0, 40)}": 12.`;
}

function repliesIn(dir: string): ReplyLine[] {
  return linesIn(dir).flatMap((line) => (line.type === 'reply' ? [line] : []));
}

/** Each item once, with the reply to it. */
function expectAllAnswered(dir: string): void {
  const replies = repliesIn(dir);
  expect(replies.map(({ item }) => item).sort()).toEqual(items.map(({ id }) => id).sort());
  for (const { messages, completion } of replies) {
    expect(completion.text).toBe(textOf({ messages }));
  }
  expect(linesIn(dir).filter(({ type }) => type === 'end')).toHaveLength(items.length);
}

function only(batch: number, fate: Fate): (batch: number) => Fate {
  return (number) => (number === batch ? fate : {});
}

async function failureOf(session: Promise<unknown>): Promise<InputError> {
  const failure: unknown = await session.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (failure instanceof InputError) return failure;
  throw new Error('the session should have failed with an InputError', { cause: failure });
}

describe('one batch holds all that waits', () => {
  test('whatever the concurrency, one for each turn', async () => {
    const { baseUrl, provider } = await startBatchServer(echo);
    const dir = scratchDir();
    await holdInBatches({ dir, items, baseUrl, budgets: 'samples:3,revise:1' });
    // Three samples and a first reply of each item; then the revisions.
    expect([...provider.batches.values()].map(({ request_counts: { total } }) => total)).toEqual([
      items.length * 4,
      items.length,
    ]);
  });

  test('but no more than it is to take', async () => {
    const { baseUrl, provider } = await startBatchServer(echo);
    const dir = scratchDir();
    await holdInBatches({ dir, items, baseUrl, size: 3 });
    const sizes = [...provider.batches.values()].map(({ request_counts: { total } }) => total);
    expect(Math.max(...sizes)).toBe(3);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(items.length);
    expectAllAnswered(dir);
  });

  test('and it waits for a model that reads for the user, who is asked by the ordinary way', async () => {
    const asks: Answer = async (_url, body) => {
      const told = messagesOf(body).length > 1;
      return { status: 200, body: said(body, told ? 'It is 12.' : 'What else is there to know?') };
    };
    const { baseUrl, provider } = await startBatchServer(asks);
    const reader = await startReader(() => understoodJson({ asks: true, unknown: true }));
    const dir = scratchDir();
    try {
      const user = { model: 'reader', baseUrl: reader.baseUrl, prompt: USER_PROMPT_HASH };
      const how = { key: '', model: 'reader', api: 'chat', headers: {}, timeoutMs: 5000 } as const;
      const userEndpoint = connect({ ...how, baseUrl: reader.baseUrl });
      const record = { protocol: 'resolve', user };
      await holdInBatches({ dir, items, baseUrl, record, userEndpoint });
      expect(reader.bodies).toHaveLength(items.length);
      expect(provider.batches.size).toBe(2);
    } finally {
      await reader.close();
    }
  });
});

describe('what a batch did not do is asked again in another', () => {
  test('where it expired', async () => {
    const { baseUrl, provider } = await startBatchServer(echo, only(1, { expiresAfter: 3 }));
    const dir = scratchDir();
    const { events } = await holdInBatches({ dir, items, baseUrl });
    expect(provider.executed).toHaveLength(items.length);
    expect(events.filter(({ kind }) => kind === 'collected')).toMatchObject([
      { status: 'expired', replies: 3, again: 5, failed: 0 },
      { status: 'completed', replies: 5, again: 0, failed: 0 },
    ]);
    expectAllAnswered(dir);
  });

  test('where calls failed, up to the attempts: 429 and 5xx', async () => {
    let calls = 0;
    const flaky: Answer = async (url, body) => {
      calls += 1;
      if (calls <= 2) return { status: 429, body: { error: { message: 'Slow down' } } };
      if (calls === 3) return { status: 503, body: '<html>Service unavailable</html>' };
      return calls === 4 ? { status: 200, body: { choices: [] } } : echo(url, body);
    };
    const { baseUrl } = await startBatchServer(flaky);
    const dir = scratchDir();
    await holdInBatches({ dir, items, baseUrl });
    expectAllAnswered(dir);
    expect(
      repliesIn(dir)
        .map(({ attempts }) => attempts)
        .sort(),
    ).toEqual([1, 1, 1, 1, 2, 2, 2, 2]);
  });

  test('and a call that fails for good is an error and no reply', async () => {
    const first = items[0]?.text;
    const refusing: Answer = async (url, body) => {
      const [message] = messagesOf(body);
      if (message?.content !== first) return echo(url, body);
      return { status: 400, body: { error: { message: 'Not this one' } } };
    };
    const { baseUrl, provider } = await startBatchServer(refusing);
    const dir = scratchDir();
    const { ending } = await holdInBatches({ dir, items, baseUrl });
    expect(ending.open).toBe(1);
    expect(ending.errors).toMatchObject([{ place: { item: items[0]?.id }, kind: 'request' }]);
    expect(repliesIn(dir)).toHaveLength(items.length - 1);
    expect(provider.batches.size).toBe(1);
  });

  test('until the attempts are used up', async () => {
    const down: Answer = async () => ({ status: 500, body: { error: { message: 'Down' } } });
    const { baseUrl, provider } = await startBatchServer(down);
    const { ending } = await holdInBatches({ dir: scratchDir(), items, baseUrl, attempts: 2 });
    expect(ending.errors.map(({ kind }) => kind)).toEqual(items.map(() => 'server'));
    expect(provider.batches.size).toBe(2);
  });

  test('a key that has no money left stops the run, and the replies stay', async () => {
    const poor: Answer = async (url, body) =>
      provider.executed.length > 3
        ? { status: 429, body: { error: { message: 'No money', code: 'insufficient_quota' } } }
        : echo(url, body);
    const { baseUrl, provider } = await startBatchServer(poor);
    const dir = scratchDir();
    const before = await failureOf(holdInBatches({ dir, items, baseUrl }));
    expect(before.message).toContain('No money');
    expect(before.exitCode).toBe(3);
    const kept = repliesIn(dir).length;
    const paid = await startBatchServer(echo);
    await holdInBatches({ dir, items, baseUrl: paid.baseUrl });
    expect(paid.provider.executed).toHaveLength(items.length - kept);
    expectAllAnswered(dir);
  });
});

test('lines that are not of the batch, come twice or cannot be read are reported, and never counted', async () => {
  const hostile = (lines: string[]): string[] => {
    const stolen = (lines[1] ?? '').replace(/12\./g, '13, and you are robbed.');
    const strange = (lines[2] ?? '').replace(/"custom_id":"[^"]+"/, '"custom_id":"../../etc"');
    const cut = (lines[0] ?? '').slice(0, 80);
    return [strange, cut, '[]', 'null', ...lines.slice(1), stolen, stolen];
  };
  const { baseUrl } = await startBatchServer(echo, only(1, { output: hostile }));
  const dir = scratchDir();
  const { events } = await holdInBatches({ dir, items, baseUrl });
  const [first, second] = events.filter(({ kind }) => kind === 'collected');
  const stray = { unknown: 1, twice: 2, unreadable: 3, missing: 1 };
  expect(first).toMatchObject({ replies: 7, again: 1, stray });
  expect(second).toMatchObject({ replies: 1, again: 0 });
  expectAllAnswered(dir);
});

test('a download that breaks off is begun again, and counts nothing twice', async () => {
  const server = await startBatchServer(echo);
  server.breaks = 1;
  const dir = scratchDir();
  const { events } = await holdInBatches({ dir, items, baseUrl: server.baseUrl });
  const stray = { unknown: 0, twice: 0, unreadable: 0, missing: 0 };
  expect(events.find(({ kind }) => kind === 'collected')).toMatchObject({ replies: 8, stray });
  expect(server.requests.filter((request) => request.endsWith('/content'))).toHaveLength(2);
  expectAllAnswered(dir);
});

describe('a batch that fails as a whole ends the run with its reason, and loses nothing', () => {
  test('where it is not accepted: which line, and of which item', async () => {
    const code = 'invalid_request';
    const refused = [{ code, message: 'The model cannot do this.', line: 3, param: null }];
    const { baseUrl, provider } = await startBatchServer(echo, only(1, { refused }));
    const dir = scratchDir();
    const failure = await failureOf(holdInBatches({ dir, items, baseUrl }));
    expect(failure.message).toContain(
      `line 3 (item ${items[2]?.id}, budget default, epoch 0): The model cannot do this.`,
    );
    expect(failure.exitCode).toBe(2);
    expect(linesIn(dir)).toEqual([]);
    await holdInBatches({ dir, items, baseUrl });
    expect(provider.batches.size).toBe(2);
    expectAllAnswered(dir);
  });

  test('where somebody cancelled it', async () => {
    const { baseUrl, provider } = await startBatchServer(echo, only(1, { cancelledAfter: 5 }));
    const dir = scratchDir();
    const failure = await failureOf(holdInBatches({ dir, items, baseUrl }));
    expect(failure.message).toMatch(/batch_1 was cancelled.* 8 requests 5 had been answered/);
    expect(failure.exitCode).toBe(3);
    expect(repliesIn(dir)).toHaveLength(5);
    await holdInBatches({ dir, items, baseUrl });
    expect(provider.executed).toHaveLength(items.length);
    expectAllAnswered(dir);
  });

  test('where the endpoint has none, and where there is no endpoint', async () => {
    const server = await serveRespondents(items);
    const session = { dir: scratchDir(), items, baseUrl: server.baseUrl };
    const none = await failureOf(holdInBatches(session));
    expect(none.message).toMatch(/has no batches .*Leave out --batch/);
    expect(none.exitCode).toBe(2);
    await server.close();
    const gone = await failureOf(holdInBatches(session));
    expect(gone.message).toContain('nothing answers at');
  });
});

describe('no batch is begun twice', () => {
  /** A session that is stopped once its batch is at the provider. */
  async function stoppedSession() {
    const server = await startBatchServer(echo);
    server.provider.held = true;
    const dir = scratchDir();
    const stop = new AbortController();
    const { baseUrl } = server;
    const session = { dir, items, baseUrl };
    const { events } = await holdInBatches({
      ...{ ...session, signal: stop.signal },
      onBatch: ({ kind }) => kind === 'submitted' && stop.abort(),
    });
    server.provider.held = false;
    return { server, session, events };
  }

  test('where the run was stopped: it is named, and the next session collects it', async () => {
    const { server, session, events } = await stoppedSession();
    expect(events.at(-1)).toEqual({ kind: 'left', batch: 'batch_1', requests: items.length });
    const next = await holdInBatches(session);
    expect(next.events).toMatchObject([
      { kind: 'found', batch: 'batch_1' },
      { kind: 'collected', replies: items.length },
    ]);
    expect(server.requests.filter((request) => request === CREATE)).toHaveLength(1);
    expect(server.provider.executed).toHaveLength(items.length);
    expectAllAnswered(session.dir);
  });

  test('where the process died before it had written down the id: it is found by its metadata', async () => {
    const { server, session } = await stoppedSession();
    // Others of the same account, on several pages.
    for (const metadata of [null, { lacuna_run: 'another' }, { lacuna_wave: '1' }]) {
      const how = { endpoint: '/v1/chat/completions', completion_window: '24h', metadata };
      server.provider.create({ ...how, input_file_id: 'file-1' });
    }
    const { batches } = runFiles(session.dir);
    const [wave = ''] = readFileSync(batches, 'utf8').split('\n');
    expect(wave).toContain('"type":"wave"');
    writeFileSync(batches, `${wave}\n`);
    await holdInBatches(session);
    expect(server.requests.filter((request) => request === CREATE)).toHaveLength(1);
    expectAllAnswered(session.dir);
  });

  test('where it died before the upload: there is none, and one is begun', async () => {
    const { session } = await stoppedSession();
    const { batches } = runFiles(session.dir);
    const [wave = ''] = readFileSync(batches, 'utf8').split('\n');
    writeFileSync(batches, `${wave}\n`);
    const other = await startBatchServer(echo);
    await holdInBatches({ ...session, baseUrl: other.baseUrl });
    expect(other.provider.batches.size).toBe(1);
    expectAllAnswered(session.dir);
  });

  test('where the answer to the submission was lost', async () => {
    const server = await startBatchServer(echo);
    let lost = 0;
    server.loses = (request) => {
      if (request !== CREATE || lost > 0) return false;
      lost += 1;
      return true;
    };
    const dir = scratchDir();
    await holdInBatches({ dir, items, baseUrl: server.baseUrl });
    expect(lost).toBe(1);
    expect(server.provider.batches.size).toBe(1);
    expectAllAnswered(dir);
  });

  test('where half of its replies had been recorded', async () => {
    const { server, session } = await stoppedSession();
    const { replies, batches } = runFiles(session.dir);
    const open = readFileSync(batches, 'utf8');
    await holdInBatches(session);
    const half = readFileSync(replies, 'utf8').split('\n').slice(0, 5);
    writeFileSync(replies, `${half.join('\n')}\n`);
    writeFileSync(batches, open);
    await holdInBatches(session);
    expect(server.provider.executed).toHaveLength(items.length);
    expectAllAnswered(session.dir);
  });

  test('a batch that is not there under this key is not asked again unbidden', async () => {
    const { session } = await stoppedSession();
    const other = await startBatchServer(echo);
    const failure = await failureOf(holdInBatches({ ...session, baseUrl: other.baseUrl }));
    expect(failure.message).toMatch(/batch_1 .*another account's key/s);
    expect(other.provider.batches.size).toBe(0);
  });
});

test('a run that was begun call by call is not gone on with in batches', async () => {
  const { baseUrl } = await startBatchServer(echo);
  const dir = scratchDir();
  await holdInBatches({ dir, items, baseUrl });
  const calls = holdInBatches({ dir, items, baseUrl, record: { batch: undefined } });
  expect((await failureOf(calls)).message).toContain('batch (recorded true, asked for false)');
});
