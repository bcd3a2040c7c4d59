import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ModelCard } from '../src/card/model-card.ts';
import { type ChatServer, sendJson, startChatServer } from './endpoints/chat-server.ts';
import { startFaulty } from './endpoints/faults.ts';
import { startRejecting } from './endpoints/rejecting.ts';
import { startScripted } from './endpoints/scripted.ts';
import { responseEvent, sendStream } from './endpoints/streamed.ts';
import { startVllmLike } from './endpoints/vllm.ts';
import { lacuna, startLacuna } from './lacuna.ts';
import { scratchDir } from './scratch.ts';

const KEY = 'sk-lacuna-test-abcdefghijkl';

async function during(server: Promise<ChatServer>): Promise<ChatServer> {
  const started = await server;
  onTestFinished(() => started.close());
  return started;
}

function runModel(cwd: string, baseUrl: string, ...more: string[]) {
  const args = ['run', '--base-url', baseUrl, '--model', 'm', '--limit', '6', '--out', 'run'];
  return lacuna([...args, ...more], { cwd, env: { OPENAI_API_KEY: KEY } });
}

function replies(cwd: string): Array<Record<string, unknown>> {
  const text = readFileSync(join(cwd, 'run', 'replies.jsonl'), 'utf8').trimEnd();
  return text === '' ? [] : text.split('\n').map((line) => JSON.parse(line));
}

describe('an endpoint like vLLM with Qwen3', () => {
  test('is asked by its own fields, and its thinking and usage are recorded', async () => {
    const cwd = scratchDir();
    const server = await during(startVllmLike());
    const budgets = ['--budgets', 'nothink,think,tokens:200', '--dialect', 'vllm'];
    const ended = await runModel(cwd, server.baseUrl, ...budgets, '--body', '{"temperature":0.6}');
    expect(ended.code, ended.stderr).toBe(0);
    const sent = new Set(
      server.bodies.map(({ model, messages, ...fields }) => JSON.stringify(fields)),
    );
    expect([...sent].sort()).toEqual(
      [
        { temperature: 0.6, chat_template_kwargs: { enable_thinking: false } },
        { temperature: 0.6, chat_template_kwargs: { enable_thinking: true } },
        {
          temperature: 0.6,
          chat_template_kwargs: { enable_thinking: true },
          thinking_token_budget: 200,
        },
      ]
        .map((fields) => JSON.stringify(fields))
        .sort(),
    );
    const thought = replies(cwd).find(({ type, budget }) => type === 'reply' && budget === 'think');
    expect(thought).toMatchObject({
      completion: {
        text: 'The answer is 12.',
        reasoning: 'Hm, let me see.',
        usage: { output: 820 },
      },
    });
    expect(ended.stdout).not.toContain('did not take hold');
  });

  test('that ignores the budget is found out by its usage', async () => {
    const cwd = scratchDir();
    const server = await during(startVllmLike({ ignoresBudget: true }));
    const ended = await runModel(
      cwd,
      server.baseUrl,
      '--budgets',
      'tokens:200,tokens:4000',
      '--dialect',
      'vllm',
    );
    expect(ended.code, ended.stderr).toBe(0);
    expect(ended.stdout.replace(/\s+/g, ' ')).toMatch(/tokens:4000 seems not to have taken hold/);
  });

  test('that is down when the run begins is said to be so at once', async () => {
    const cwd = scratchDir();
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const address = holder.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await new Promise((resolve) => holder.close(resolve));
    const ended = await runModel(cwd, `http://127.0.0.1:${port}/v1`);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(
      /nothing answers at http:\/\/127\.0\.0\.1:\d+\/v1 \(ECONNREFUSED\)/,
    );
  });
});

describe('an endpoint that refuses a budget', () => {
  test('costs that budget alone: the run says which, and is incomplete', async () => {
    const cwd = scratchDir();
    const server = await during(startRejecting('reasoning_effort', () => 'The answer is 12.'));
    const ended = await runModel(
      cwd,
      server.baseUrl,
      '--budgets',
      'default,high',
      '--concurrency',
      '2',
    );
    expect(ended.code).toBe(3);
    expect(ended.stdout.replace(/\s+/g, ' ')).toMatch(/high[^.]*did not take hold/);
    const report = await lacuna(['report', 'run', '--format', 'json'], { cwd });
    expect(report.code).toBe(3);
    const [run] = ModelCard.parse(JSON.parse(report.stdout)).runs;
    expect(
      run?.budgets.map(({ budget, scores }) => [budget.name, scores.verdicts.missing > 0]),
    ).toEqual([
      ['default', false],
      ['high', true],
    ]);
    // It is not asked over and over.
    expect(server.bodies.filter((body) => 'reasoning_effort' in body).length).toBeLessThan(6);
  });
});

const error = (message: string, code: string | null = null) => ({ error: { message, code } });

describe('a run that cannot go on stops at once, says why, and keeps what it has', () => {
  test.each([
    ['a wrong key', 401, error(`Incorrect API key provided: ${KEY}`), /refuses the key/],
    [
      'a model that does not exist',
      404,
      error('no such model', 'model_not_found'),
      /has no model m/,
    ],
    ['a used-up quota', 429, error('You are out', 'insufficient_quota'), /You are out/],
    ['a wrong path', 404, '<html>Not found</html>', /It mostly ends in \/v1/],
  ])('%s', async (_what, status, body, message) => {
    const cwd = scratchDir();
    const { baseUrl, seen } = await startScripted((response) => sendJson(response, status, body));
    const ended = await runModel(cwd, baseUrl, '--concurrency', '4');
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(message);
    expect(ended.stderr).not.toMatch(/\n\s+at |unexpected fault/);
    expect(ended.stderr).not.toContain(KEY);
    expect(seen.filter(({ path }) => path.endsWith('completions')).length).toBeLessThanOrEqual(4);
    expect(replies(cwd)).toEqual([]);
  });

  test('an endpoint that returns HTML', async () => {
    const { baseUrl } = await startScripted((response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Log in</html>');
    });
    const ended = await runModel(scratchDir(), baseUrl);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/it sent a web page/);
  });

  test('an endpoint that is down for good, with many calls waiting to try again', async () => {
    const { baseUrl } = await startScripted((response) =>
      sendJson(response, 503, error('Overloaded')),
    );
    const many = ['--limit', '30', '--concurrency', '32', '--attempts', '2'];
    const { code, stderr } = await runModel(scratchDir(), baseUrl, ...many);
    expect(code).toBe(3);
    expect(stderr).toMatch(/Incomplete: \d+ conversations have no reply yet/);
    expect(stderr).not.toContain('Warning');
  });

  test('a folder that is deleted under it', async () => {
    const cwd = scratchDir();
    const { child, ended } = startLacuna(
      ['run', '--model', 'm', '--base-url', 'http://127.0.0.1:9/v1', '--limit', '1'],
      { cwd },
    );
    rmSync(cwd, { recursive: true });
    // Or it would turn for ever.
    const limit = setTimeout(() => child.kill('SIGKILL'), 20_000);
    const { code, stderr } = await ended;
    clearTimeout(limit);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^lacuna: cannot make the run folder runs\/m-[0-9a-f]{8}: no such file or folder/,
    );
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('a key that is revoked on the way: the replies so far stay, and a new one goes on', async () => {
    const cwd = scratchDir();
    let revoked = false;
    const server = await during(
      startChatServer(['m'], (response, body) => {
        if (server.bodies.length > 5) revoked = true;
        if (revoked) sendJson(response, 401, error('revoked'));
        else
          sendJson(response, 200, {
            choices: [{ finish_reason: 'stop', message: { content: '7' } }],
          });
        return body;
      }),
    );
    const stopped = await runModel(cwd, server.baseUrl, '--concurrency', '1');
    expect(stopped.code).toBe(3);
    const kept = replies(cwd).filter(({ type }) => type === 'reply').length;
    expect(kept).toBe(5);
  });
});

test('the key stands in no file, no output and no message', async () => {
  const cwd = scratchDir();
  const header = 'x-team: team-secret-123456789';
  const echo = (response: Parameters<typeof sendJson>[0]) =>
    sendJson(response, 400, { error: { message: `bad: ${KEY} and team-secret-123456789` } });
  const good = await during(startVllmLike());
  const bad = await startScripted(echo);
  const outputs = [
    await runModel(cwd, good.baseUrl, '--header', header),
    await runModel(cwd, bad.baseUrl, '--header', header, '--out', 'bad', '--attempts', '1'),
  ];
  expect(outputs[0]?.code).toBe(0);
  expect(outputs[1]?.code).toBe(3);
  const files = readdirSync(cwd, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  expect(files.length).toBeGreaterThan(5);
  for (const text of [...files, ...outputs.flatMap(({ stdout, stderr }) => [stdout, stderr])]) {
    expect(text).not.toContain(KEY.slice(0, 12));
    expect(text).not.toContain('team-secret');
  }
});

test.each([
  ['in a flag', '--base-url', (url: string) => ({ args: ['--base-url', url], env: {} })],
  [
    'in the environment',
    'OPENAI_BASE_URL',
    (url: string) => ({ args: [], env: { OPENAI_BASE_URL: url } }),
  ],
])(
  'a password in the address is refused before anything is registered: %s',
  async (_, name, how) => {
    const cwd = scratchDir();
    const { args, env } = how('http://ann:pass-word-1@127.0.0.1:9/v1');
    const { code, stderr } = await lacuna(
      ['run', '--model', 'm', '--out', 'run', '--register', 'register.jsonl', ...args],
      { cwd, env },
    );
    expect(code).toBe(2);
    expect(stderr).toContain(`lacuna: ${name}: expected an address without user and password`);
    expect(stderr).toContain('--header');
    expect(stderr).not.toContain('pass-word-1');
    expect(readdirSync(cwd)).toEqual([]);
  },
);

describe('--stream', () => {
  const streams = () => during(startFaulty({ reply: () => REPLY, faultOf: () => undefined }));
  const REPLY = 'The answer is 12.';
  const spoken = (cwd: string) =>
    replies(cwd).filter(({ type }) => type === 'reply' || type === 'end');

  test('brings the replies that whole ones are, under the same keys, and the same run', async () => {
    const [plain, streamed] = [scratchDir(), scratchDir()];
    const server = await streams();
    const how = ['--body', '{"temperature":0.6}', '--concurrency', '1'];
    expect((await runModel(plain, server.baseUrl, ...how)).code).toBe(0);
    const whole = server.bodies.splice(0);
    const ended = await runModel(streamed, server.baseUrl, ...how, '--stream');
    expect(ended.code, ended.stderr).toBe(0);
    const asks = { stream: true, stream_options: { include_usage: true } };
    expect(server.bodies).toEqual(whole.map((body) => ({ ...body, ...asks })));
    const timeless = (cwd: string) => spoken(cwd).map(({ at, ms, ...line }) => ({ ...line }));
    expect(timeless(streamed)).toEqual(timeless(plain));
    const record = (cwd: string) => JSON.parse(readFileSync(join(cwd, 'run', 'run.json'), 'utf8'));
    expect({ ...record(streamed), createdAt: '' }).toEqual({ ...record(plain), createdAt: '' });
  });

  test('may be given, or left out, when a run goes on', async () => {
    const cwd = scratchDir();
    let cuts = true;
    const server = await during(
      startFaulty({
        reply: () => REPLY,
        // A gateway that cuts calls which are silent for long.
        faultOf: ({ stream }) =>
          cuts && stream === undefined && server.bodies.length > 4
            ? (response) => response.destroy()
            : undefined,
      }),
    );
    const limits = ['--attempts', '1', '--concurrency', '1'];
    expect((await runModel(cwd, server.baseUrl, ...limits)).code).toBe(3);
    const kept = spoken(cwd);
    expect(kept.length).toBeGreaterThan(0);
    server.bodies.splice(0);
    const streamed = await runModel(cwd, server.baseUrl, ...limits, '--stream');
    expect(streamed.code, streamed.stderr).toBe(0);
    expect(spoken(cwd).slice(0, kept.length)).toEqual(kept);
    const items = new Set(server.bodies.map(({ messages }) => messages[0]?.content));
    expect(items.size).toBe(server.bodies.length);
    expect(2 * server.bodies.length + kept.length).toBe(spoken(cwd).length);
    cuts = false;
    const done = await runModel(cwd, server.baseUrl);
    expect(done.code, done.stderr).toBe(0);
    expect(spoken(cwd)).toHaveLength(2 * server.bodies.length + kept.length);
  });

  test('over the Responses API', async () => {
    const cwd = scratchDir();
    const { baseUrl, seen } = await startScripted((response) => {
      const item = { type: 'message', content: [{ type: 'output_text', text: REPLY }] };
      const whole = { id: 'r1', model: 'm', status: 'completed', output: [item] };
      const usage = { input_tokens: 30, output_tokens: 5 };
      sendStream(
        response,
        responseEvent('response.output_text.delta', { delta: REPLY }) +
          responseEvent('response.completed', { response: { ...whole, usage } }),
      );
    });
    const ended = await runModel(cwd, baseUrl, '--api', 'responses', '--stream');
    expect(ended.code, ended.stderr).toBe(0);
    expect(seen[0]?.body).toMatchObject({ stream: true });
    expect(replies(cwd).find(({ type }) => type === 'reply')).toMatchObject({
      completion: { text: REPLY, finish: 'stop', usage: { input: 30, output: 5 } },
    });
  });

  test('is what an endpoint that only streams is said to need', async () => {
    const refusal = error('This model only supports stream mode');
    const { baseUrl } = await startScripted((response) => sendJson(response, 400, refusal));
    const { code, stdout } = await runModel(scratchDir(), baseUrl, '--limit', '1');
    expect(code).toBe(3);
    expect(stdout.replace(/\s+/g, ' ')).toContain('stream mode). Does --stream help?');
  });
});

describe('settings', () => {
  test('come from a configuration file, and flags win', async () => {
    const cwd = scratchDir();
    const server = await during(startVllmLike());
    const config = {
      baseUrl: server.baseUrl,
      model: 'from-file',
      limit: 2,
      epochs: 2,
      budgets: ['nothink'],
    };
    writeFileSync(join(cwd, 'lacuna.config.json'), JSON.stringify({ ...config, dialect: 'vllm' }));
    const ended = await lacuna(['run', '--epochs', '1', '--out', 'run'], { cwd });
    expect(ended.code, ended.stderr).toBe(0);
    const record = JSON.parse(readFileSync(join(cwd, 'run', 'run.json'), 'utf8'));
    expect(record).toMatchObject({ model: 'from-file', epochs: 1, dialect: 'vllm' });
    expect(server.bodies.length).toBe(record.items);
  });

  test('come from YAML, and from a program that is named; one that is not named does not run', async () => {
    const cwd = scratchDir();
    const server = await during(startVllmLike());
    const settings = `model: m\nlimit: 2\nbaseUrl: ${server.baseUrl}\nout: yaml\n`;
    writeFileSync(join(cwd, 'a.yaml'), settings);
    expect((await lacuna(['run', '--config', 'a.yaml'], { cwd })).code).toBe(0);
    const program = `const limit: number = 2;\nexport default { model: 'm', limit, out: 'ts', baseUrl: '${server.baseUrl}' };\n`;
    writeFileSync(join(cwd, 'lacuna.config.ts'), program);
    expect((await lacuna(['run', '--config', 'lacuna.config.ts'], { cwd })).code).toBe(0);
    const unnamed = await lacuna(['run'], { cwd });
    expect(unnamed.code).toBe(2);
    expect(unnamed.stderr).toContain('--config lacuna.config.ts');
  });

  test.each([
    [['--epochs', 'many'], /--epochs: expected a whole number/],
    [['--budgets', 'low,lots'], /no budget "lots"/],
    [['--budgets', 'low,effort:low'], /low is given twice/],
    [['--policy', 'shout'], /no policy "shout"/],
    [['--protocol', 'guess'], /no protocol "guess"/],
    [['--dialect', 'klingon'], /no dialect "klingon"/],
    [['--dialect', 'openai', '--budgets', 'tokens:100'], /tokens:100 cannot be asked of openai/],
    [['--items', 'nowhere.jsonl'], /nowhere\.jsonl/],
    [['--body', '[1]'], /--body: expected a JSON object/],
    [['--base-url', 'ftp://x'], /--base-url: expected an http/],
    [['--config', 'nowhere.json'], /nowhere\.json/],
    [['--body', '{"stream":true}'], /--body: leave "stream" out; --stream asks/],
    [['--body', '{"stream":false}', '--stream'], /--body: leave "stream" out/],
    [['--stream', '--batch'], /--stream: there is no stream in batches/],
    [['--stream', '--respondents', 'oracle'], /--stream is for a model/],
  ])('that make no sense are refused: %j', async (flags, message) => {
    const cwd = scratchDir();
    const args = ['run', '--model', 'm', '--base-url', 'http://127.0.0.1:9/v1', ...flags];
    const ended = await lacuna(args, { cwd });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(message);
    expect(ended.stderr).not.toMatch(/\n\s+at |unexpected fault/);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('with a mistake in the file are refused with file and field', async () => {
    const cwd = scratchDir();
    writeFileSync(join(cwd, 'lacuna.config.yaml'), 'model: m\nepoch: 3\n');
    const ended = await lacuna(['run'], { cwd });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/lacuna\.config\.yaml: epoch: no such setting \(known: .*epochs/);
  });
});

test('a dry run asks nothing and says how many calls, tokens and dollars it would be', async () => {
  const cwd = scratchDir();
  const server = await during(startVllmLike());
  const flags = [
    '--budgets',
    'nothink,think',
    '--dialect',
    'vllm',
    '--epochs',
    '3',
    '--price',
    '1,4',
  ];
  const ended = await runModel(cwd, server.baseUrl, ...flags, '--dry-run');
  expect(ended.code).toBe(0);
  const [, conversations] = /= (\d+) conversations/.exec(ended.stdout) ?? [];
  expect(ended.stdout).toMatch(/6 pairs/);
  expect(ended.stdout).toMatch(new RegExp(`calls: +${conversations}\\n`));
  expect(ended.stdout).toMatch(/tokens: about \d+ in, \d+ out/);
  expect(ended.stdout).toMatch(/cost: +about \$\d+\.\d\d/);
  expect(server.bodies).toEqual([]);
  expect(readdirSync(cwd)).toEqual([]);
});

test('budgets that resolve to one request are asked once, and that is said', async () => {
  const cwd = scratchDir();
  const server = await during(startVllmLike());
  const ended = await runModel(
    cwd,
    server.baseUrl,
    '--dialect',
    'deepseek',
    '--budgets',
    'medium,high',
  );
  expect(ended.stderr).toMatch(/high resolves to the same request as medium: asked once/);
  const record = JSON.parse(readFileSync(join(cwd, 'run', 'run.json'), 'utf8'));
  expect(server.bodies.length).toBe(record.items);
});

test('without a model or an address, a run says what serves models here and how to use it', async () => {
  const ended = await lacuna(['run', '--model', 'm'], { cwd: scratchDir() });
  expect(ended.code).toBe(2);
  expect(ended.stderr).toMatch(/where is m\? Give --base-url/);
  expect(ended.stderr).toMatch(
    /No OpenAI-compatible server answers|lacuna run --base-url http:\/\/127/,
  );
});
