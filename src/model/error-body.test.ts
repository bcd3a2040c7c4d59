import { describe, expect, test } from 'vitest';
import { sendJson } from '../../tests/endpoints/chat-server.ts';
import { startScripted } from '../../tests/endpoints/scripted.ts';
import { connect } from './client.ts';
import type { Fields } from './completion.ts';

const KEY = 'sk-very-secret-1234567890';

async function ask(status: number, body: unknown, fields: Fields = {}) {
  const { baseUrl } = await startScripted((response) => sendJson(response, status, body));
  const endpoint = connect({
    baseUrl,
    key: KEY,
    model: 'm',
    api: 'chat',
    headers: {},
    timeoutMs: 2000,
  });
  return endpoint.complete({ messages: [{ role: 'user', content: 'q' }], fields });
}

describe('an error is understood', () => {
  const switched = { chat_template_kwargs: { enable_thinking: true } };
  const effort = { reasoning_effort: 'high' };

  test.each([
    [
      'at the top of the body',
      404,
      { object: 'error', message: 'The model `m` does not exist.' },
      {},
      'model',
    ],
    [
      'at the top, naming a field',
      400,
      { message: 'chat_template_kwargs is not supported' },
      switched,
      'budget',
    ],
    [
      'under detail',
      422,
      { detail: [{ loc: ['body', 'reasoning_effort'], msg: 'bad' }] },
      effort,
      'budget',
    ],
    ['as a word', 400, { error: 'reasoning_effort is unknown here' }, effort, 'budget'],
    [
      'by the type of a quota',
      429,
      { error: { message: 'no', type: 'insufficient_quota' } },
      {},
      'quota',
    ],
    ['by payment required', 402, { error: { message: 'Insufficient Balance' } }, {}, 'quota'],
  ])('%s', async (_where, status, body, fields, kind) => {
    await expect(ask(status, body, fields)).rejects.toMatchObject({ kind, details: { status } });
  });

  test('without giving away the key', async () => {
    const call = ask(400, { message: `bad key ${KEY}` });
    await expect(call).rejects.toMatchObject({ message: expect.stringContaining('[redacted]') });
    await expect(call).rejects.not.toMatchObject({ message: expect.stringContaining('sk-very') });
  });

  test('by its status within the time limit, even where its body never ends', async () => {
    const { baseUrl } = await startScripted((response) => {
      response.writeHead(500, { 'content-type': 'application/json' }).write('{"message":');
    });
    const options = { baseUrl, key: '', model: 'm', api: 'chat' as const, headers: {} };
    const call = connect({ ...options, timeoutMs: 150 }).complete({ messages: [], fields: {} });
    await expect(call).rejects.toMatchObject({ kind: 'server', details: { status: 500 } });
  });
});

test.each([
  ['despite every effort, the context is too long', 'request'],
  ["Unsupported value: 'effort' may not be high", 'budget'],
  ['reasoning.effort: not supported by this model', 'budget'],
])(
  'a nested field is refused where it is named as one, not as a word: %s',
  async (message, kind) => {
    const fields = { reasoning: { effort: 'high' } };
    await expect(ask(400, { error: { message } }, fields)).rejects.toMatchObject({ kind });
  },
);
