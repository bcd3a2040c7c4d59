import type { ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { sendJson } from '../../tests/endpoints/chat-server.ts';
import { startScripted } from '../../tests/endpoints/scripted.ts';
import { connect } from './client.ts';
import { type Fields, ModelError } from './completion.ts';
import type { ConnectOptions } from './openai-client.ts';

const KEY = 'sk-very-secret-1234567890';
const MESSAGES = [{ role: 'user' as const, content: 'How many?' }];

function client(baseUrl: string, more: Partial<ConnectOptions> = {}) {
  const options = { baseUrl, key: KEY, model: 'm', headers: {}, timeoutMs: 5000 };
  return connect({ ...options, api: 'chat', ...more });
}

const reply = (message: unknown, { finish = 'stop', ...more }: { finish?: string } = {}) => ({
  id: 'c1',
  model: 'm-2026',
  choices: [{ index: 0, finish_reason: finish, message }],
  ...more,
});

async function completionOf(message: unknown, more: object = {}) {
  const { baseUrl } = await startScripted((response) =>
    sendJson(response, 200, reply(message, more)),
  );
  return client(baseUrl).complete({ messages: MESSAGES, fields: {} });
}

async function failureOf(
  answer: (response: ServerResponse) => void,
  { fields = {}, ...more }: Partial<ConnectOptions> & { fields?: Fields } = {},
): Promise<ModelError> {
  const { baseUrl } = await startScripted(answer);
  return failed(client(baseUrl, more).complete({ messages: MESSAGES, fields }));
}

async function failed(call: Promise<unknown>): Promise<ModelError> {
  const error = await call.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (error instanceof ModelError) return error;
  throw new Error(`no ModelError: ${String(error)}`);
}

describe('what is sent', () => {
  test('budget fields stand at the top level of the body, beside model and messages', async () => {
    const { baseUrl, seen } = await startScripted((response) =>
      sendJson(response, 200, reply({ content: 'ok' })),
    );
    const fields = { reasoning_effort: 'low', chat_template_kwargs: { enable_thinking: true } };
    await client(baseUrl, { headers: { 'x-team': 'red' } }).complete({
      messages: MESSAGES,
      fields,
    });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({
      path: '/v1/chat/completions',
      headers: { authorization: `Bearer ${KEY}`, 'x-team': 'red' },
      body: { model: 'm', messages: MESSAGES, ...fields },
    });
  });

  test('the Responses API gets its input, and its reply is read', async () => {
    const { baseUrl, seen } = await startScripted((response) =>
      sendJson(response, 200, {
        id: 'r1',
        model: 'm',
        status: 'incomplete',
        incomplete_details: { reason: 'max_output_tokens' },
        output: [
          { type: 'reasoning', summary: [{ type: 'summary_text', text: 'Hm.' }] },
          { type: 'message', content: [{ type: 'output_text', text: 'It is 4' }] },
        ],
        usage: {
          input_tokens: 9,
          output_tokens: 7,
          output_tokens_details: { reasoning_tokens: 5 },
        },
      }),
    );
    const fields = { reasoning: { effort: 'high' } };
    const completion = await client(baseUrl, { api: 'responses' }).complete({
      messages: MESSAGES,
      fields,
    });
    expect(seen[0]).toMatchObject({ path: '/v1/responses', body: { input: MESSAGES, ...fields } });
    expect(completion).toMatchObject({
      text: 'It is 4',
      reasoning: 'Hm.',
      finish: 'length',
      usage: { input: 9, output: 7, reasoning: 5, cached: null },
    });
  });
});

describe('what is read', () => {
  test('usage is what the endpoint counted, and unknown where it did not say', async () => {
    const usage = {
      prompt_tokens: 30,
      completion_tokens: 20,
      prompt_tokens_details: { cached_tokens: 10 },
      completion_tokens_details: { reasoning_tokens: 15 },
    };
    const told = await completionOf({ content: 'ok' }, { usage });
    expect(told.usage).toEqual({ input: 30, output: 20, reasoning: 15, cached: 10 });
    const untold = await completionOf({ content: 'ok' });
    expect(untold.usage).toEqual({ input: null, output: null, reasoning: null, cached: null });
  });

  test.each(['reasoning_content', 'reasoning'])('reasoning is read from %s', async (field) => {
    const completion = await completionOf({ content: 'ok', [field]: 'I think.' });
    expect(completion).toMatchObject({ text: 'ok', reasoning: 'I think.' });
  });

  test.each([
    ['<think>Two and two.</think>\n\nFour.', 'Four.', 'Two and two.'],
    ['Two and two.</think>Four.', 'Four.', 'Two and two.'],
    // Cut off in its thoughts: the number in them is no answer.
    ['<think>So it is 42, but', '', 'So it is 42, but'],
    ['Four.', 'Four.', null],
  ])('thinking is kept apart from the reply: %j', async (content, text, reasoning) => {
    expect(await completionOf({ content })).toMatchObject({ text, reasoning });
  });

  test('an empty reply of a model that ran out of tokens is a reply', async () => {
    const { baseUrl } = await startScripted((response) =>
      sendJson(response, 200, {
        choices: [{ finish_reason: 'length', message: { content: null } }],
      }),
    );
    const completion = await client(baseUrl).complete({ messages: MESSAGES, fields: {} });
    expect(completion).toMatchObject({ text: '', finish: 'length', finishRaw: 'length' });
  });
});

test.each(['text/plain', 'text/html', 'application/octet-stream'])(
  'a reply under the content type %s is a reply',
  async (type) => {
    const { baseUrl } = await startScripted((response) =>
      sendJson(response, 200, reply({ content: 'Four.' }), { 'content-type': type }),
    );
    const completion = await client(baseUrl).complete({ messages: MESSAGES, fields: {} });
    expect(completion.text).toBe('Four.');
  },
);

describe('what goes wrong', () => {
  const error = (message: string, more: object = {}) => ({ error: { message, ...more } });

  test.each([
    ['key', 401, error('Incorrect API key')],
    ['key', 403, error('Forbidden')],
    ['model', 404, error('The model `m` does not exist', { code: 'model_not_found' })],
    ['model', 400, error('Unknown model: m')],
    ['endpoint', 404, '<html>Not Found</html>'],
    ['quota', 429, error('You exceeded your quota', { code: 'insufficient_quota' })],
    ['rate-limit', 429, error('Slow down')],
    ['server', 500, error('Oops')],
    ['server', 502, '<html>Bad gateway</html>'],
    ['request', 400, error('Context length exceeded')],
    ['transport', 200, '{"choices":[{"mess'],
    ['transport', 200, { choices: [] }],
    ['transport', 200, error('Upstream failed')],
    ['transport', 200, reply({ content: 'It is' }, { finish: 'error' })],
    ['transport', 200, reply({ content: 'It is' }, { finish: 'abort' })],
  ] as const)('is %s for status %i with %j', async (kind, status, body) => {
    expect(await failureOf((response) => sendJson(response, status, body))).toMatchObject({ kind });
  });

  test.each([
    [error('Unrecognized request argument supplied: reasoning_effort')],
    [error('Unsupported parameter', { param: 'reasoning_effort' })],
  ])('is the budget where a 400 names its field: %j', async (body) => {
    const fields = { reasoning_effort: 'high' };
    const failure = await failureOf((response) => sendJson(response, 400, body), { fields });
    expect(failure.kind).toBe('budget');
    expect(failure.message).toContain('reasoning_effort');
  });

  test('a web page with status 200 is no such endpoint', async () => {
    const failure = await failureOf((response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome</html>');
    });
    expect(failure.kind).toBe('endpoint');
    expect(failure.message).toContain('a web page');
  });

  test('JSON that breaks off is said to be so, whatever its content type', async () => {
    for (const type of ['application/json', 'text/plain']) {
      const failure = await failureOf((response) =>
        sendJson(response, 200, '{"choices":[{"mess', { 'content-type': type }),
      );
      expect(failure).toMatchObject({
        kind: 'transport',
        message: expect.stringMatching(/cut or/),
      });
    }
  });

  test.each([
    [200, 'output', /longer than 10 MB/],
    [500, 'server', /the endpoint failed/],
  ])('a body without end is not read to its end: status %i', async (status, kind, message) => {
    let sent = 0;
    const failure = await failureOf((response) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      const write = (): void => {
        if (response.destroyed) return;
        sent += 1 << 20;
        response.write('x'.repeat(1 << 20), () => setImmediate(write));
      };
      write();
    });
    expect(failure.kind).toBe(kind);
    expect(failure.message).toMatch(message);
    expect(sent).toBeLessThan(40_000_000);
  });

  test('a model that is not there is told which ones are', async () => {
    const { baseUrl } = await startScripted((response, { path }) =>
      path === '/v1/models'
        ? sendJson(response, 200, { data: [{ id: 'qwen' }, { id: 'llama' }] })
        : sendJson(response, 404, error('no', { code: 'model_not_found' })),
    );
    const failure = await failed(client(baseUrl).complete({ messages: MESSAGES, fields: {} }));
    expect(failure.message).toContain('It serves: qwen, llama.');
  });

  test('nothing at the address is said at once', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await new Promise((resolve) => server.close(resolve));
    const call = client(`http://127.0.0.1:${port}/v1`).complete({ messages: MESSAGES, fields: {} });
    const failure = await failed(call);
    expect(failure).toMatchObject({ kind: 'endpoint', details: { fatalOnlyAtFirst: true } });
    expect(failure.message).toContain('ECONNREFUSED');
  });

  test.each([
    ['before the headers', (response: ServerResponse) => response.destroy()],
    [
      'within the body',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"choices":');
        setTimeout(() => response.destroy(), 20);
      },
    ],
  ])('a reset %s is the transport', async (_where, answer) => {
    expect(await failureOf(answer)).toMatchObject({ kind: 'transport' });
  });

  test.each([
    ['headers', () => undefined],
    [
      'body',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{');
      },
    ],
  ])('a hang before the end of the %s is ended by the time limit', async (_where, answer) => {
    const failure = await failureOf(answer, { timeoutMs: 150 });
    expect(failure).toMatchObject({ kind: 'transport' });
    expect(failure.message).toContain('no reply within 0.15 s');
  });

  test.each([
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after-ms': '250' }, 250],
    [
      { date: 'Tue, 24 Nov 2026 10:00:00 GMT', 'retry-after': 'Tue, 24 Nov 2026 10:00:30 GMT' },
      30_000,
    ],
    [{ date: '', 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() }, 600_000],
    [{ 'retry-after': '99999999' }, 600_000],
    [{ 'retry-after': 'soon' }, undefined],
  ])('the pause that the endpoint asks for is read from %j', async (headers, expected) => {
    const failure = await failureOf((response) => sendJson(response, 429, error('no'), headers));
    expect(failure.details.retryAfterMs).toBe(expected);
  });

  test('a refused field is told by its name at the top of the body, nested as it may be', async () => {
    const fields = { response_format: { type: 'json_schema', json_schema: { strict: true } } };
    for (const param of ['response_format', 'response_format.json_schema', 'json_schema']) {
      const failure = await failureOf(
        (response) => sendJson(response, 400, { error: { message: `no ${param}`, param } }),
        { fields },
      );
      expect(failure).toMatchObject({ kind: 'budget', details: { field: 'response_format' } });
    }
  });

  test('neither the key nor a secret header stands in any message', async () => {
    const secret = 'team-token-abcdefgh';
    const echo = `key ${KEY}, its start ${KEY.slice(0, 12)}, header ${secret}`;
    for (const status of [400, 401, 404, 429, 500]) {
      const { message } = await failureOf((response) => sendJson(response, status, error(echo)), {
        headers: { 'x-token': secret },
      });
      expect(message).toContain('[redacted]');
      expect(message).not.toContain(KEY.slice(0, 8));
      expect(message).not.toContain(secret.slice(0, 8));
    }
  });
});
