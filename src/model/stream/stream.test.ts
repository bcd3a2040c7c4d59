import { describe, expect, test } from 'vitest';
import { completion, sendJson } from '../../../tests/endpoints/chat-server.ts';
import type { Fault } from '../../../tests/endpoints/faults.ts';
import { startScripted } from '../../../tests/endpoints/scripted.ts';
import { STREAM_FAULTS, STREAM_ODDITIES } from '../../../tests/endpoints/stream-faults.ts';
import {
  chatChunks,
  DONE,
  events,
  responseEvent,
  sendStream,
  streamChat,
} from '../../../tests/endpoints/streamed.ts';
import { connect } from '../client.ts';
import type { Completion } from '../completion.ts';
import type { ConnectOptions } from '../openai-client.ts';

const MESSAGES = [{ role: 'user' as const, content: 'How many are 6 times 7?' }];
const WHOLE = completion({ model: 'm', messages: MESSAGES }, 'The answer is 42.');
const named = Object.entries<Fault>;

async function asked(fault: Fault, more: Partial<ConnectOptions> = {}) {
  const server = await startScripted((response) => fault(response, JSON.stringify(WHOLE)));
  const options = { baseUrl: server.baseUrl, key: '', model: 'm', headers: {}, timeoutMs: 5000 };
  const endpoint = connect({ ...options, api: 'chat', stream: true, ...more });
  const call = (fields = {}) => endpoint.complete({ messages: MESSAGES, fields });
  return { ...server, call };
}

const whole = (): Promise<Completion> =>
  asked((response) => sendJson(response, 200, WHOLE)).then(({ call }) => call());

describe('what is sent', () => {
  test('chat: a stream with its usage, beside the fields of the budget', async () => {
    const { call, seen } = await asked((response) => streamChat(response, WHOLE));
    const read = await call({ reasoning_effort: 'low' });
    expect(read).toEqual(await whole());
    expect(seen[0]?.body).toEqual({
      model: 'm',
      messages: MESSAGES,
      stream: true,
      stream_options: { include_usage: true },
      reasoning_effort: 'low',
    });
  });

  test('chat: what the run was told to send wins', async () => {
    const { call, seen } = await asked((response) => streamChat(response, WHOLE));
    await call({ stream_options: { include_usage: false } });
    expect(seen[0]?.body).toMatchObject({ stream_options: { include_usage: false } });
  });

  test.each([
    [400, { error: { message: 'Unrecognized request argument', param: 'stream_options' } }],
    [422, { detail: [{ loc: ['body', 'stream_options'], msg: 'Extra inputs are not permitted' }] }],
  ])(
    'an endpoint that refuses to tell the usage (%i) is not asked to, from then on',
    async (status, body) => {
      let refused = 0;
      const { call, seen } = await asked((response) => {
        const last = seen.at(-1)?.body;
        if (!JSON.stringify(last).includes('stream_options')) {
          return sendStream(
            response,
            events([...chatChunks({ ...WHOLE, usage: undefined }), DONE]),
          );
        }
        refused += 1;
        sendJson(response, status, body);
      });
      const first = await call();
      expect(first).toMatchObject({
        text: 'The answer is 42.',
        usage: { input: null, output: null },
      });
      await call();
      expect([refused, seen.length]).toEqual([1, 3]);
    },
  );

  test.each([
    [true, 'This model does not support stream', 'leave --stream out'],
    [false, 'This model only supports stream mode', '--stream'],
  ])(
    'a refusal that is about the stream says what to do: stream %s',
    async (stream, said, what) => {
      const refuse: Fault = (response) => sendJson(response, 400, { error: { message: said } });
      const { call } = await asked(refuse, { stream });
      await expect(call()).rejects.toMatchObject({
        kind: 'request',
        message: expect.stringContaining(what),
      });
    },
  );
});

describe('a stream that is not whole is no reply, and is worth another try', () => {
  test.each(named(STREAM_FAULTS))('%s', async (_name, fault) => {
    const { call } = await asked(fault, { timeoutMs: 400 });
    await expect(call()).rejects.toMatchObject({ kind: 'transport' });
  });
});

describe('a stream that looks odd is the same reply', () => {
  test.each(named(STREAM_ODDITIES))('%s', async (_name, fault) => {
    const { call } = await asked(fault);
    expect(await call()).toEqual(await whole());
  });

  test('one that nobody asked for', async () => {
    const { call, seen } = await asked((response) => streamChat(response, WHOLE), {
      stream: false,
    });
    expect(await call()).toEqual(await whole());
    expect(seen[0]?.body).toEqual({ model: 'm', messages: MESSAGES });
  });
});

describe('what is read of a stream', () => {
  const read = async (data: readonly string[]) =>
    (await asked((response) => sendStream(response, events(data)))).call();
  const delta = (more: object, top: object = {}) =>
    JSON.stringify({ id: 'c1', model: 'm', choices: [{ index: 0, delta: more }], ...top });
  const end = (top: object = {}) =>
    JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], ...top });

  test('a refusal, behind a content that is empty', async () => {
    const opening = delta({ role: 'assistant', content: '', refusal: null });
    const { text } = await read([
      opening,
      delta({ refusal: "I can't " }),
      delta({ refusal: 'say.' }),
      end(),
    ]);
    expect(text).toBe("I can't say.");
  });

  test('the last usage, where it is counted on the way', async () => {
    const counted = (completion_tokens: number) => ({
      usage: { prompt_tokens: 3, completion_tokens },
    });
    const { usage } = await read([
      delta({ content: 'Four' }, counted(1)),
      delta({ content: 'teen' }, counted(2)),
      end(counted(3)),
      delta({}, { choices: [], usage: null }),
    ]);
    expect(usage).toMatchObject({ input: 3, output: 3 });
  });

  test('the last name of a model that changes on the way, and no empty one', async () => {
    const { model, id } = await read([
      JSON.stringify({ id: '', model: '', choices: [], prompt_filter_results: [] }),
      delta({ content: 'Four' }, { model: 'small' }),
      delta({ content: 'teen' }, { model: 'large-2026' }),
      end({ model: '' }),
    ]);
    expect([model, id]).toEqual(['large-2026', 'c1']);
  });

  test('the same token again and again, where the count of tokens bears it', async () => {
    const six = delta({ content: '6' });
    const counted = { usage: { prompt_tokens: 3, completion_tokens: 4 } };
    expect(await read([six, six, six, end(counted)])).toMatchObject({ text: '666' });
  });

  test('no reply, where text came twice and the count of tokens shows it', async () => {
    const [four, teen] = [delta({ content: 'Four' }), delta({ content: 'teen' })];
    const counted = (completion_tokens: number) => end({ usage: { completion_tokens } });
    await expect(read([four, four, teen, teen, counted(3)])).rejects.toMatchObject({
      message: expect.stringContaining('came twice'),
    });
    expect(await read([four, four, teen, teen, counted(4)])).toMatchObject({
      text: 'FourFourteenteen',
    });
  });

  test('two tokens that are the same, where nothing counts them', async () => {
    const one = delta({ content: '1' });
    expect(await read([one, one, end()])).toMatchObject({ text: '11' });
    expect(await read([one, one, end(), end()])).toMatchObject({ text: '11' });
    const opening = delta({ role: 'assistant', content: '' });
    expect(await read([opening, one, one, end(), end()])).toMatchObject({ text: '11' });
  });

  test('parts smaller than a token, of which some equal the one before', async () => {
    const letters = [...'A balloon will cost 7.'].map((content) => delta({ content }));
    const counted = { usage: { prompt_tokens: 3, completion_tokens: 6 } };
    expect(await read([...letters, end(counted)])).toMatchObject({
      text: 'A balloon will cost 7.',
    });
  });

  test('a role that is named again on the way by the same reply', async () => {
    const { text, reasoning } = await read([
      delta({ role: 'assistant', content: '' }),
      delta({ reasoning_content: 'Hm.' }),
      delta({ role: 'assistant', content: 'Four' }),
      delta({ content: 'teen' }),
      end(),
    ]);
    expect([text, reasoning]).toEqual(['Fourteen', 'Hm.']);
  });

  test('a little text in a stream of 15 MB', async () => {
    const much = events(Array.from({ length: 250 }, () => delta({}, { x: 'x'.repeat(60_000) })));
    const { call } = await asked((response) =>
      sendStream(response, much + events([delta({ content: '12' }), end()])),
    );
    expect(await call()).toMatchObject({ text: '12' });
  });

  test('10 MB of text, and no more', async () => {
    let sent = 0;
    const chunk = events([delta({ content: 'x'.repeat(50_000) })]);
    const { call } = await asked((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const write = (): void => {
        if (response.destroyed) return;
        sent += chunk.length;
        response.write(chunk, () => setImmediate(write));
      };
      write();
    });
    await expect(call()).rejects.toMatchObject({
      kind: 'output',
      message: expect.stringContaining('longer than 10 MB'),
    });
    expect(sent).toBeLessThan(40_000_000);
  });

  test('comments without an end are not read for ever', async () => {
    const { call } = await asked(
      (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        const comment = ': wait\n\n'.repeat(200_000);
        const write = (): void => {
          if (!response.destroyed) response.write(comment, () => setImmediate(write));
        };
        write();
      },
      { timeoutMs: 20_000 },
    );
    await expect(call()).rejects.toMatchObject({
      kind: 'output',
      message: expect.stringContaining('longer than 200 MB'),
    });
  }, 20_000);

  test('one event without an end is not read to its end either', async () => {
    const { call } = await asked((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const write = (): void => {
        if (!response.destroyed)
          response.write('data: x'.repeat(50_000), () => setImmediate(write));
      };
      write();
    });
    await expect(call()).rejects.toMatchObject({ kind: 'output' });
  });

  test('an error in it, without the key that it quotes', async () => {
    const key = 'sk-very-secret-1234567890';
    const message = `Upstream refused ${key}`;
    const { call } = await asked(
      (response) => sendStream(response, events([JSON.stringify({ error: { message } })])),
      { key },
    );
    await expect(call()).rejects.toMatchObject({
      message: 'the endpoint sent no completion (Upstream refused [redacted])',
    });
  });
});

describe('the Responses API', () => {
  const response = {
    id: 'r1',
    model: 'm',
    status: 'completed',
    output: [
      { type: 'reasoning', summary: [{ type: 'summary_text', text: 'Hm.' }] },
      { type: 'message', content: [{ type: 'output_text', text: 'It is 4' }] },
    ],
    usage: { input_tokens: 9, output_tokens: 7, output_tokens_details: { reasoning_tokens: 5 } },
  };
  const begun =
    responseEvent('response.created', {
      response: { ...response, status: 'in_progress', output: [] },
    }) + responseEvent('response.output_text.delta', { delta: 'It is ' });
  const items = response.output
    .map((item) => responseEvent('response.output_item.done', { item }))
    .join('');
  const ended = (type: string, more: object = {}) =>
    responseEvent(type, { response: { ...response, ...more } });
  const read = async (text: string) => {
    const how = { api: 'responses', timeoutMs: 400 } as const;
    return asked((server) => sendStream(server, text), how);
  };

  test('is asked for a stream alone, and its last event is the reply', async () => {
    const { call, seen } = await read(begun + ended('response.completed'));
    expect(await call()).toMatchObject({
      text: 'It is 4',
      reasoning: 'Hm.',
      finish: 'stop',
      usage: { input: 9, output: 7, reasoning: 5 },
    });
    expect(seen[0]?.body).toEqual({ model: 'm', input: MESSAGES, stream: true });
  });

  test('a reply that was cut by its budget says so', async () => {
    const incomplete = {
      status: 'incomplete',
      incomplete_details: { reason: 'max_output_tokens' },
    };
    const { call } = await read(begun + ended('response.incomplete', incomplete));
    expect(await call()).toMatchObject({ text: 'It is 4', finish: 'length' });
  });

  test('an output that the last event leaves out is what the items held', async () => {
    const { call } = await read(begun + items + ended('response.completed', { output: [] }));
    expect(await call()).toMatchObject({ text: 'It is 4', reasoning: 'Hm.' });
  });

  test.each([
    ['that breaks off', begun + items],
    ['that breaks off, with [DONE]', begun + items + events([DONE])],
    [
      'that failed',
      begun +
        ended('response.failed', { status: 'failed', output: [], error: { message: 'Boom' } }),
    ],
    ['with an error in it', `${begun}${responseEvent('error', { code: 'x', message: 'Boom' })}`],
    ['whose end has lost its output', begun + ended('response.completed', { output: [] })],
    ['whose end holds nothing', begun + responseEvent('response.completed', {})],
    ['with a part that is no JSON', `${begun}data: {"type":\n\n${ended('response.completed')}`],
  ])('a stream %s is no reply', async (_what, text) => {
    const { call } = await read(text);
    await expect(call()).rejects.toMatchObject({ kind: 'transport' });
  });
});
