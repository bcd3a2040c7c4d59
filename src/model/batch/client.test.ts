import { createServer, type RequestListener } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { heapInUse } from '../../../tests/heap-in-use.ts';
import type { ConnectOptions } from '../openai-client.ts';
import { connectBatches } from './client.ts';
import { parseResult } from './result.ts';

const KEY = 'sk-batch-test-abcdefghijkl';

async function batchesOf(answer: RequestListener, more: Partial<ConnectOptions> = {}) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const baseUrl = `http://127.0.0.1:${address.port}/v1`;
  const how = { key: KEY, model: 'm', api: 'chat', headers: {}, timeoutMs: 5000 } as const;
  return connectBatches({ ...how, baseUrl, ...more });
}

const nothing: RequestListener = (_request, response) => response.end();

test.each([
  ['chat', '/v1/chat/completions', 'messages'],
  ['responses', '/v1/responses', 'input'],
] as const)('a line of %s is its request, under its id', async (api, url, field) => {
  const batches = await batchesOf(nothing, { api });
  const messages = [{ role: 'user', content: 'How many?\u2028' }] as const;
  const line = batches.line({ id: 'a.1', messages, fields: { temperature: 0 } });
  expect(JSON.parse(line)).toEqual({
    custom_id: 'a.1',
    method: 'POST',
    url,
    body: { model: 'm', [field]: messages, temperature: 0 },
  });
  expect(line).not.toContain('\n');
});

test('a file of replies that is larger than it should be is streamed, never held', async () => {
  const text = 'x'.repeat(100_000);
  const count = 3000;
  const body = { choices: [{ finish_reason: 'stop', message: { content: text } }] };
  const batches = await batchesOf(async (_request, response) => {
    for (let line = 0; line < count && !response.destroyed; line += 1) {
      const result = { custom_id: `id-${line}`, response: { status_code: 200, body } };
      const free = response.write(`${JSON.stringify(result)}\n`);
      if (!free) await new Promise((resolve) => response.once('drain', resolve));
    }
    response.end();
  });
  const before = heapInUse();
  let most = 0;
  let lines = 0;
  for await (const { result } of batches.results('file-1')) {
    lines += 1;
    expect(result?.custom_id).toBe(`id-${lines - 1}`);
    if (lines % 100 === 0) most = Math.max(most, heapInUse() - before);
  }
  expect(lines).toBe(count);
  // Of 300 MB.
  expect(most).toBeLessThan(150e6);
});

test('a download that falls silent is given up', async () => {
  const batches = await batchesOf((_request, response) => void response.write('{"custom_id":'), {
    timeoutMs: 100,
  });
  const reading = async () => {
    for await (const _ of batches.results('file-1'));
  };
  await expect(reading()).rejects.toMatchObject({
    kind: 'transport',
    message: expect.stringContaining('no more of the file came within 0.1 s'),
  });
});

test('what a provider says of a batch is shown without the key and without control characters', async () => {
  const batches = await batchesOf((_request, response) => {
    response.setHeader('content-type', 'application/json');
    const message = `Wrong key ${KEY}\u001b[2J\nand more`;
    const errors = { data: [{ code: 'c', message, line: 2 }, { code: 'no_message' }] };
    response.end(JSON.stringify({ id: 'batch_1', status: 'failed', errors }));
  });
  const { status, faults } = await batches.retrieve('batch_1');
  expect(status).toBe('failed');
  expect(faults).toEqual([
    { message: 'Wrong key [redacted] [2J and more', line: 2 },
    { message: 'no_message', line: null },
  ]);
});

test('an id that could not be shown is refused', async () => {
  const batches = await batchesOf((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ id: '\u001b]0;', status: 'completed' }));
  });
  await expect(batches.retrieve('batch_1')).rejects.toMatchObject({ kind: 'transport' });
});

test.each([
  [{ status_code: 400, body: { error: { message: 'Bad reasoning_effort' } } }, 'budget'],
  [{ status_code: 400, body: { message: 'Bad' } }, 'request'],
  [{ status_code: 401, body: null }, 'key'],
  [{ status_code: 429, body: { error: { message: 'Slow down' } } }, 'rate-limit'],
  [{ status_code: 500, body: 'down' }, 'server'],
  [{ status_code: 200, body: { choices: [] } }, 'transport'],
  [null, 'server'],
])('a result with %j is a failure of the kind %s', async (response, kind) => {
  const batches = await batchesOf(nothing);
  const error = response ? null : { code: 'batch_expired', message: 'Too late' };
  const result = parseResult(JSON.stringify({ custom_id: 'a', response, error }));
  if (!result) throw new Error('a result');
  const read = () => batches.completion(result, { reasoning_effort: 'low' });
  expect(read).toThrow(expect.objectContaining({ name: 'ModelError', kind }));
});
