import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { startScripted } from '../../tests/endpoints/scripted.ts';
import { connect } from './client.ts';

const REPLY = JSON.stringify({ choices: [{ message: { content: 'Twelve – or 12.' } }] });
const MESSAGES = [{ role: 'user' as const, content: 'How many?' }];

function complete(baseUrl: string) {
  const options = { baseUrl, key: '', model: 'm', headers: {}, timeoutMs: 5000 };
  return connect({ ...options, api: 'chat' }).complete({ messages: MESSAGES, fields: {} });
}

const json = { 'content-type': 'application/json' };

test('a compressed reply is read', async () => {
  const { baseUrl } = await startScripted((response) => {
    response.writeHead(200, { ...json, 'content-encoding': 'gzip' });
    response.end(gzipSync(REPLY));
  });
  expect(await complete(baseUrl)).toMatchObject({ text: 'Twelve – or 12.' });
});

test('what a compressed error says is told', async () => {
  const { baseUrl } = await startScripted((response) => {
    response.writeHead(400, { ...json, 'content-encoding': 'gzip' });
    response.end(gzipSync(JSON.stringify({ error: { message: 'no such thing' } })));
  });
  await expect(complete(baseUrl)).rejects.toThrow(/no such thing/);
});

test('a compressed reply that is cut is tried again', async () => {
  const { baseUrl } = await startScripted((response) => {
    response.writeHead(200, { ...json, 'content-encoding': 'gzip' });
    response.end(gzipSync(REPLY).subarray(0, 20));
  });
  await expect(complete(baseUrl)).rejects.toMatchObject({ kind: 'transport' });
});

test('a compressed reply that would fill the memory is refused', async () => {
  const { baseUrl } = await startScripted((response) => {
    response.writeHead(200, { ...json, 'content-encoding': 'gzip' });
    response.end(gzipSync(' '.repeat(10_000_001)));
  });
  await expect(complete(baseUrl)).rejects.toMatchObject({
    kind: 'output',
    message: 'the reply is longer than 10 MB',
  });
});

test('a redirection is followed', async () => {
  const { baseUrl, seen } = await startScripted((response) => {
    if (seen.length === 1) response.writeHead(307, { location: '/v1/elsewhere' }).end();
    else response.writeHead(200, json).end(REPLY);
  });
  expect(await complete(baseUrl)).toMatchObject({ text: 'Twelve – or 12.' });
  expect(seen).toHaveLength(2);
});
