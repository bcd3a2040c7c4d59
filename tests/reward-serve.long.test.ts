import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { itemDigest } from '../src/corrupt/digest.ts';
import { Item } from '../src/corrupt/item.ts';
import { askFor, guess, question, solution } from '../src/model/respondents/phrases.ts';
import { packageFile } from '../src/package-root.ts';
import { releaseFile } from '../src/release/named.ts';
import { lacuna } from './lacuna.ts';
import { bytesAnswered, post, type ServedRewards, serveRewards } from './reward-server.ts';
import { sharedDir } from './scratch.ts';

const dir = sharedDir();
const readItems = (path: string) =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => Item.parse(JSON.parse(line)));
const writeItems = (name: string, items: readonly Item[]) => {
  writeFileSync(join(dir, name), items.map((item) => `${JSON.stringify(item)}\n`).join(''));
  return name;
};

const dev = readItems(releaseFile('v1/dev.jsonl'));
const held = readItems(releaseFile('v1/test.jsonl'));
const itemOf = (items: readonly Item[], wanted: (item: Item) => boolean): Item => {
  const item = items.find(wanted);
  if (!item) throw new RangeError('no such item');
  return item;
};
const missing = itemOf(dev, ({ operator }) => operator === 'remove');
const clash = itemOf(dev, ({ operator }) => operator === 'contradict');
const intact = itemOf(dev, ({ id }) => id === missing.twin);
const [heldOut] = held;
if (!heldOut) throw new RangeError('the test split is empty');

const says = (item: Item | string, ...replies: string[]) => ({
  item: typeof item === 'string' ? item : item.id,
  messages: replies.flatMap((content, index) => [
    { role: 'user', content: index === 0 ? 'A problem.' : 'An answer.' },
    { role: 'assistant', content },
  ]),
});

let served: ServedRewards;
const grade = (body: unknown) => post(`${served.url}/v1/grade`, body);

beforeAll(async () => {
  served = await serveRewards([], dir);
});
afterAll(async () => {
  await served?.stop();
});

describe('/v1/grade', () => {
  test('gives score, reward, metrics and version, the same for the same reply', async () => {
    const body = { ...says(missing, question(missing)), trace_id: 'rollout-7' };
    const first = await grade(body);
    expect(first.status).toBe(200);
    expect(first.body).toEqual({
      score: 1,
      reward: expect.closeTo(1, 1),
      metrics: {
        tokens: expect.any(Number),
        needless: 0,
        label: 'asks',
        asked: 1,
        replies: 1,
        confidence: 0.9,
        shotgun: false,
      },
      trace_id: 'rollout-7',
      version: expect.stringMatching(/^reward\/\d+ rules\/\d+ lacuna\/[\d.]+$/),
    });
    expect((await grade(body)).text).toBe(first.text);
  });

  test('answers as docs/reward.md shows', async () => {
    const page = readFileSync(packageFile('docs/reward.md'), 'utf8');
    const sent = /-d '(\{[\s\S]*?\})'\n/.exec(page)?.[1] ?? '';
    const shown = /```json\n(.*)\n```/.exec(page)?.[1] ?? '';
    expect((await grade(sent)).text.trim()).toBe(shown);
  });

  test('grades a batch in its order, as a list or under "batch", and a fault fails its entry alone', async () => {
    const batch = [
      says(intact, solution(intact)),
      says('no-such-item', 'The answer is 1.'),
      says(heldOut, 'The answer is 1.'),
      { item: intact.id, messages: 'The answer is 1.' },
      { item: intact.id, messages: [{ role: 'user', content: 'Hello?' }] },
      null,
      says(missing, guess(missing)),
      says(clash, question(clash)),
    ];
    const { status, body } = await grade({ batch });
    expect(status).toBe(200);
    const found = body.results.map((result: { score: number; error?: { code: string } }) =>
      result.error ? result.error.code : result.score,
    );
    expect(found).toEqual([
      1,
      'unknown-item',
      'held-out',
      'bad-input',
      'no-reply',
      'bad-input',
      0,
      1,
    ]);
    expect((await grade(batch)).body).toEqual(body.results);
    expect((await grade([])).body).toEqual([]);
  });

  test.each([
    ['', 'the reply is empty'],
    [' \n', 'the reply is empty'],
    ['…?!', 'the reply neither answers nor asks'],
    ['I am fond of apples.', 'the reply neither answers nor asks'],
  ])('scores 0 for %j, and says why', async (reply, reason) => {
    const { status, body } = await grade(says(missing, reply));
    expect([status, body.score, body.reward, body.reason]).toEqual([200, 0, 0, reason]);
  });

  test('grades the end of a conversation, and not the examples before its item', async () => {
    const { messages } = says(missing, question(missing), solution(missing));
    const ended = await grade({ item: missing.id, messages });
    expect(ended.body).toMatchObject({ score: 1, metrics: { replies: 2 } });
    const [put, ...after] = says(intact, solution(intact)).messages;
    const examples = {
      item: intact.id,
      messages: [...messages, { ...put, content: intact.text }, ...after],
    };
    expect((await grade(examples)).body).toMatchObject({ score: 1, metrics: { replies: 1 } });
  });

  test.each<[string, string, unknown, number, RegExp]>([
    ['no JSON', '/v1/grade', '{"item": ', 400, /the body is no JSON/],
    ['no object', '/v1/grade', '7', 400, /expected object/],
    ['no messages', '/v1/grade', { item: 'x' }, 400, /messages: expected a list of messages/],
    ['an item as a record', '/v1/grade', { item: {}, messages: [] }, 400, /item: expected the id/],
    [
      'no reply',
      '/v1/grade',
      { item: intact.id, messages: [{ role: 'user', content: '' }] },
      400,
      /has said nothing/,
    ],
    ['an unknown item', '/v1/grade', says('x', 'y'), 404, /no item of that id/],
    ['a name of JavaScript', '/v1/grade', says('__proto__', 'y'), 404, /no item of that id/],
    ['a list that is no list', '/v1/grade', { batch: {} }, 400, /item: expected the id/],
    ['too many entries', '/v1/grade', Array(4_097).fill(null), 413, /more than 4096 entries/],
    [
      'lists of two lengths',
      '/openrlhf/get_reward',
      { query: ['a'], prompts: [], labels: ['b'] },
      400,
      /lists of one length/,
    ],
    [
      'a query without its prompt',
      '/openrlhf/get_reward',
      { query: ['a'], prompts: ['b'], labels: [intact.id] },
      400,
      /does not begin with its prompt/,
    ],
    [
      'a row without its item',
      '/foundry/grade',
      { sample: { output_text: 'a' }, item: {} },
      400,
      /expected the id of an item/,
    ],
    [
      'a sample without text',
      '/foundry/grade',
      { sample: {}, item: { id: intact.id } },
      400,
      /expected output_text/,
    ],
    ['another address', '/v2/grade', {}, 404, /use POST on \/v1\/grade/],
  ])('refuses %s with the reason', async (_, path, body, status, why) => {
    const answer = await post(served.url + path, body);
    expect([answer.status, answer.body.error.message]).toEqual([
      status,
      expect.stringMatching(why),
    ]);
  });

  test('refuses other methods, compressed bodies, and bodies that are too large', async () => {
    const got = await fetch(`${served.url}/v1/grade`);
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
    const packed = await post(`${served.url}/v1/grade`, '{}', { 'content-encoding': 'gzip' });
    expect(packed.status).toBe(415);
    const large = await grade(says(intact, 'x'.repeat(9_000_000)));
    expect([large.status, large.body.error.code]).toEqual([413, 'too-large']);
    const endless = await bytesAnswered(
      served.url,
      'POST /v1/grade HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n{',
    );
    expect(endless).toMatch(/^HTTP\/1.1 413 /);
  });
});

describe('held-out items', () => {
  test.each([
    heldOut.id,
    heldOut.id.toUpperCase(),
    ` ${heldOut.id} `,
    `v1/test/${heldOut.id}`,
    encodeURIComponent(heldOut.id).replaceAll('.', '%2e').replaceAll('-', '%2D'),
    heldOut.id.replace(/[a-z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)),
    heldOut.id.split('').join('\u200b'),
  ])('%j is refused by that name', async (id) => {
    const { status, body } = await grade(says(id, 'The answer is 1.'));
    expect([status, body.error.code]).toEqual([403, 'held-out']);
    const { body: batch } = await grade([says(id, 'The answer is 1.')]);
    expect(batch[0]).toMatchObject({ score: null, reward: null, error: { code: 'held-out' } });
    const rlhf = { query: ['a b'], prompts: ['a'], labels: [id] };
    expect((await post(`${served.url}/openrlhf/get_reward`, rlhf)).status).toBe(403);
    const row = { sample: { output_text: 'b' }, item: { id } };
    expect((await post(`${served.url}/foundry/grade`, row)).status).toBe(403);
  });

  test('no test item is graded, and no item that was not named', async () => {
    const batch = held.map((item) => says(item, solution(item)));
    const { body } = await grade(batch);
    const codes = new Set(body.map((result: { error?: { code: string } }) => result.error?.code));
    expect([...codes]).toEqual(['held-out']);
  });

  const renamed = (item: Item, change: Partial<Item>): Item => {
    const changed = { ...item, ...change };
    return { ...changed, digest: itemDigest(changed) };
  };

  test.each<[string, () => string[], RegExp]>([
    [
      'the test split by its name',
      () => ['--items', 'v1/test'],
      /v1\/test: 1801 of 1801 items are held out/,
    ],
    [
      'a copy of it',
      () => ['--items', writeItems('mine.jsonl', held.slice(0, 40))],
      /40 of 40 items/,
    ],
    [
      'one of its items among others, under another id, family and digest',
      () => [
        '--items',
        writeItems('one.jsonl', [
          ...dev.slice(0, 5),
          renamed(heldOut, { id: 'mine.intact', family: 'mine' }),
        ]),
      ],
      /1 of 6 items are held out.*\n {2}mine\.intact: it is an item of a test split/,
    ],
    [
      'one with other white space and case in its text',
      () => [
        '--items',
        writeItems('spaced.jsonl', [
          renamed(heldOut, {
            id: 'mine.intact',
            family: 'mine',
            text: heldOut.text.toUpperCase().replaceAll(' ', '  '),
          }),
        ]),
      ],
      /mine\.intact: it is an item of a test split/,
    ],
    [
      'its id on another problem',
      () => ['--items', writeItems('id.jsonl', [renamed(intact, { id: heldOut.id })])],
      /it has the id of an item of a test split/,
    ],
  ])('%s is refused with exit 2', async (_, args, why) => {
    const { code, stdout, stderr } = await lacuna(['reward', 'serve', '--port', '0', ...args()], {
      cwd: dir,
    });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(why);
  });

  test('fresh draws of its families are refused, those of the open ones are not', async () => {
    const { family } = heldOut;
    const bank = (name: string) => releaseFile(`v1/families/${name}.yaml`);
    const draw = (name: string) =>
      lacuna(['corrupt', '--families', bank(name), '--seed', '7', '--out', `${name}.jsonl`], {
        cwd: dir,
      });
    await Promise.all([draw(family), draw(intact.family)]);
    const refused = await lacuna(['reward', 'serve', '--items', `${family}.jsonl`], { cwd: dir });
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringContaining(`its family ${family} is held out`),
    ]);
    const { stop, url } = await serveRewards(['--items', `${intact.family}.jsonl`], dir);
    const [mine] = readItems(join(dir, `${intact.family}.jsonl`));
    const graded = mine && (await post(`${url}/v1/grade`, says(mine, solution(mine))));
    expect(graded?.status).toBe(200);
    // Only what is named is graded.
    expect((await post(`${url}/v1/grade`, says(intact, solution(intact)))).status).toBe(404);
    await stop();
  });

  test('a sealed round is refused by its content, where its secret is named too', async () => {
    const run = (...args: string[]) => lacuna(args, { cwd: dir });
    const sealed = await run('seal', 'new', '--pairs', '40', '--out', 'seal.json');
    await run(
      'seal',
      'open',
      'seal.json',
      '--commitment',
      sealed.stdout.trim(),
      '--out',
      'sealed.jsonl',
    );
    const whole = await run('reward', 'serve', '--items', 'sealed.jsonl');
    expect([whole.code, whole.stderr]).toEqual([2, expect.stringMatching(/items are held out/)]);
    // Those of open families, under other names, show only by the secret.
    const open = new Set(dev.map(({ family }) => family));
    const some = readItems(join(dir, 'sealed.jsonl')).filter(({ family }) => open.has(family));
    expect(some.length).toBeGreaterThan(0);
    writeItems(
      'some.jsonl',
      some.map((item, index) => renamed(item, { id: `mine-${index}.intact` })),
    );
    const named = await run('reward', 'serve', '--items', 'some.jsonl', '--seal', 'seal.json');
    expect([named.code, named.stderr]).toEqual([
      2,
      expect.stringContaining(`${some.length} of ${some.length}`),
    ]);
  }, 120_000);
});

describe('shapes of trainers', () => {
  test("OpenRLHF's: full texts in, lists out, and a fault is 0 and marked", async () => {
    const prompt = `<|im_start|>user\n${missing.text}<|im_end|>\n<|im_start|>assistant\n`;
    const asked = question(missing);
    const { status, body } = await post(`${served.url}/openrlhf/get_reward`, {
      query: [
        `${prompt}${asked}<|im_end|>`,
        `<s>${prompt}${asked}</s></s>`,
        `${prompt}Hm.`,
        'other',
        prompt,
      ],
      prompts: Array(5).fill(prompt),
      labels: Array(5).fill(missing.id),
    });
    expect(status).toBe(200);
    expect(body.scores).toEqual([1, 1, 0, 0, 0]);
    expect(body.rewards[0]).toBe(body.rewards[1]);
    expect(body.rewards).toEqual([expect.closeTo(1, 1), expect.closeTo(1, 1), 0, 0, 0]);
    expect(body.extra_logs.fault).toEqual([0, 0, 0, 1, 0]);
    expect(body.extra_logs.none).toEqual([0, 0, 1, 0, 1]);
    for (const logged of Object.values(body.extra_logs)) expect(logged).toHaveLength(5);
  });

  test('the endpoint grader: a sample and its row in, a score from 0 to 1 out', async () => {
    const to = `${served.url}/foundry/grade`;
    const choices = (content: string, finish_reason = 'stop') => ({
      choices: [{ message: { role: 'assistant', content }, finish_reason }],
    });
    const solved = await post(to, {
      sample: choices(solution(intact)),
      item: { item_id: intact.id, n: 1 },
      trace_id: 'trace_1',
    });
    expect(solved.body).toEqual({ score: expect.closeTo(1, 1) });
    const text = await post(to, {
      sample: { output_text: solution(intact) },
      item: { id: intact.id },
    });
    expect(text.body).toEqual(solved.body);
    // The reward is below 0 there, and a score is not.
    const needless = await post(to, {
      sample: choices(question(intact)),
      item: { item: intact.id },
    });
    expect(needless.body).toEqual({ score: 0 });
    const cut = await post(to, {
      sample: choices('We first', 'length'),
      item: { item: intact.id },
    });
    expect(cut.body).toEqual({ score: 0 });
  });
});

describe('what goes out', () => {
  test('never an answer, a proof, or a word of an item: in all bytes that are sent, and all that is printed', async () => {
    // Numbers that stand nowhere else, in a problem of our own.
    const needs = { noun: 'number of zirconium rods', value: '7654321', unit: 'rod' };
    const text = (rods: string) =>
      `A works has 2 halls. Each hall stores ${rods} rods. How many rods are there?`;
    const own = [
      {
        id: 'rods',
        kind: 'missing',
        twin: 'rods-whole',
        text: text('some'),
        needs: [needs],
        answer: '15308642',
      },
      { id: 'rods-whole', kind: 'intact', text: text('7654321'), answer: '15308642' },
    ];
    writeFileSync(join(dir, 'own.jsonl'), own.map((item) => `${JSON.stringify(item)}\n`).join(''));
    await lacuna(['import', 'external', 'own.jsonl', '--out', 'rods.jsonl'], { cwd: dir });
    const rods = readItems(join(dir, 'rods.jsonl'));
    const certified = dev.filter(
      ({ problem }) => problem === missing.problem || problem === clash.problem,
    );
    const all = [...rods, ...certified];
    writeItems('all.jsonl', all);
    const { url, stop } = await serveRewards(
      ['--items', 'all.jsonl', '--token-env', 'TOKEN'],
      dir,
      {
        TOKEN: 'a secret',
        LACUNA_DEBUG: '1',
      },
    );
    let bytes = '';
    const send = async (
      path: string,
      body: unknown,
      head = 'Authorization: Bearer a secret\r\n',
      method = 'POST',
    ) => {
      const sent = typeof body === 'string' ? body : JSON.stringify(body);
      bytes += await bytesAnswered(
        url,
        `${method} ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${head}Content-Length: ${Buffer.byteLength(sent)}\r\n\r\n${sent}`,
      );
    };
    for (const item of all) {
      const replies = [
        solution(item),
        guess(item),
        question(item),
        '',
        '\\boxed{',
        askFor(
          item,
          item.quantities.map(({ id }) => id),
        ),
      ];
      const prompt = item.text;
      await send(
        '/v1/grade',
        replies.map((reply) => says(item, reply)),
      );
      await send('/v1/grade', { batch: replies.map((reply) => says(item, reply, solution(item))) });
      for (const reply of replies) {
        await send('/v1/grade', { ...says(item, reply), finish: 'length' });
        await send('/openrlhf/get_reward', {
          query: [prompt + reply],
          prompts: [prompt],
          labels: [item.id],
        });
        await send('/foundry/grade', { sample: { output_text: reply }, item: { ...item } });
        // Bad in every way, and full of what must not come back.
        await send('/v1/grade', { item, messages: [{ role: item.answer, content: reply }] });
        await send('/v1/grade', {
          item: item.answer,
          messages: [{ role: 'assistant', content: reply }],
        });
        await send('/v1/grade', `${JSON.stringify(item)}${reply}`);
        await send('/openrlhf/get_reward', {
          query: [reply],
          prompts: [prompt],
          labels: [item.id],
        });
        await send('/foundry/grade', { sample: item, item });
      }
      await send(`/v1/grade?answer=${item.answer}`, says(item, item.text), '');
      await send(`/${item.answer}`, '');
      await send('/healthz', '', '', 'GET');
      await send('/v1/grade', '', '', 'DELETE');
    }
    bytes += await bytesAnswered(url, `NONSENSE ${own[0]?.answer}\r\n\r\n`);
    const { stdout, stderr, code } = await stop('SIGTERM');
    expect([code, stderr.replace(/Stopping:.*/, '').trim()]).toEqual([0, '']);
    expect(bytes.length).toBeGreaterThan(50_000);
    const told = (bytes + stdout + stderr).toLowerCase();
    expect(secretsOf(all).filter((secret) => told.includes(secret))).toEqual([]);
    expect(told).not.toContain('a secret');
  }, 60_000);

  /** Numbers that stand nowhere by chance, equations, names of quantities, sentences, and the proofs' fields. */
  function secretsOf(items: readonly Item[]): string[] {
    const values = items.flatMap(({ world, answer, change }) => [
      ...Object.values(world),
      answer,
      ...(change.kind === 'clash' ? change.values : []),
    ]);
    const words = items.flatMap((item) => [
      ...item.quantities.flatMap(({ noun, also }) => [noun, ...also]),
      ...item.premises.map(({ equation }) => equation),
      ...item.background.map(({ equation }) => equation),
      ...item.text.split(/(?<=[.?])\s/),
      item.digest,
      item.canary,
    ]);
    const long = [
      ...values.filter((value) => value.length > 5),
      ...words.filter((word) => word.length > 7),
    ];
    expect(values).toContain('15308642');
    return [
      ...new Set(
        [...long, 'certificate', 'worlds', 'derivation', 'conflict'].map((word) =>
          word.toLowerCase(),
        ),
      ),
    ];
  }
});

describe('the command', () => {
  test('ends what is running, refuses what is new, and exits 0', async () => {
    const { url, stop, stopping } = await serveRewards([], dir);
    const body = JSON.stringify(Array(600).fill(says(intact, solution(intact))));
    const half = body.length / 2;
    const { port, hostname } = new URL(url);
    const answered = new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname);
      socket.write(
        `POST /v1/grade HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, half)}`,
      );
      let text = '';
      socket.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      socket.on('close', () => resolve(text));
      void stopping.then(async () => {
        await expect(fetch(`${url}/healthz`)).rejects.toThrow();
        socket.write(body.slice(half));
      });
    });
    // Until the server has the first half.
    await expect.poll(async () => (await fetch(`${url}/healthz`)).status).toBe(200);
    const ended = await stop();
    expect(ended.code).toBe(0);
    const [head = '', json = ''] = (await answered).split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1.1 200 [\s\S]*connection: close/i);
    expect(JSON.parse(json)).toHaveLength(600);
  });

  test('gives up what is running at the second signal, with exit 130', async () => {
    const { url, stop, stopping } = await serveRewards([], dir);
    const { port, hostname } = new URL(url);
    const socket = connect(Number(port), hostname).on('error', () => undefined);
    socket.write('POST /v1/grade HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{');
    await expect.poll(async () => (await fetch(`${url}/healthz`)).status).toBe(200);
    // One who goes away in the middle is no fault.
    const gone = connect(Number(port), hostname);
    gone.write('POST /v1/grade HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{', () =>
      gone.destroy(),
    );
    await expect.poll(async () => (await fetch(`${url}/healthz`)).status).toBe(200);
    void stop();
    await stopping;
    const { code, stderr } = await stop('SIGTERM');
    expect([code, stderr]).toEqual([130, expect.not.stringContaining('fault')]);
    socket.destroy();
  });

  test('takes the token and the costs that it is given, and says without a token that it is well', async () => {
    const options = ['--token-env', 'TOKEN', '--per-token', '0', '--per-question', '0.5'];
    const { url, stop } = await serveRewards(options, dir, { TOKEN: 'open sesame' });
    const to = `${url}/v1/grade`;
    const body = says(intact, solution(intact));
    expect((await post(to, body)).status).toBe(401);
    expect((await post(to, body, { authorization: 'Bearer other' })).status).toBe(401);
    const graded = await post(to, [body, says(intact, question(intact))], {
      authorization: 'Bearer open sesame',
    });
    expect(graded.body.map(({ reward }: { reward: number }) => reward)).toEqual([1, -0.5]);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    await stop();
  });

  test('is well, and grades other requests, while a large batch is graded', async () => {
    const order: string[] = [];
    const batch = Array(4_000).fill(says(missing, `${missing.text} ${question(missing)}`));
    const large = grade(batch).then(({ body }) => {
      order.push('batch');
      return body;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const health = await fetch(`${served.url}/healthz`);
    order.push('health');
    expect(await health.json()).toMatchObject({ status: 'ok', items: dev.length });
    expect(await large).toHaveLength(4_000);
    expect(order).toEqual(['health', 'batch']);
  });

  test.each([
    [['--items', 'nowhere.jsonl'], /nowhere\.jsonl/],
    [['--items', 'v1/best'], /no release v1\/best/],
    [['--port', '70000'], /--port/],
    [['--token-env', 'NOT_SET'], /NOT_SET is not set/],
    [['--per-question', '2'], /--per-question/],
    [['--seal', 'package.json'], /package\.json: (cannot be read|no seal)/],
  ])('refuses %j with exit 2', async (args, why) => {
    const { code, stdout, stderr } = await lacuna(['reward', 'serve', ...args], { cwd: dir });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(why);
  });
});

describe('rows to train on', () => {
  test('name each item and its text, and nothing of its answer', async () => {
    const draw = ['corrupt', '--split', 'dev', '--seed', '12', '--out', 'fresh.jsonl'];
    expect((await lacuna(draw, { cwd: dir })).code).toBe(0);
    const fresh = readItems(join(dir, 'fresh.jsonl'));
    const open = new Set(dev.map(({ family }) => family));
    expect(new Set(fresh.map(({ family }) => family))).toEqual(open);
    const write = ['reward', 'rows', '--items', 'fresh.jsonl', '--out', 'rows.jsonl'];
    expect((await lacuna(write, { cwd: dir })).code).toBe(0);
    const rows = readFileSync(join(dir, 'rows.jsonl'), 'utf8').trimEnd().split('\n');
    expect(rows.map((row) => JSON.parse(row))).toEqual(
      fresh.map(({ id, text }) => ({
        item: id,
        prompt: [{ role: 'user', content: text }],
        label: id,
        data_source: 'lacuna',
        reward_model: { style: 'rule', ground_truth: id },
      })),
    );
  });

  test('are not written of held-out items', async () => {
    const write = ['reward', 'rows', '--items', 'v1/test', '--out', 'held.jsonl'];
    const { code, stderr } = await lacuna(write, { cwd: dir });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/1801 of 1801 items are held out/)]);
    expect(existsSync(join(dir, 'held.jsonl'))).toBe(false);
  });

  test('fresh draws are of no test family', async () => {
    const draw = ['corrupt', '--split', 'test', '--out', 'no.jsonl'];
    const { code, stderr } = await lacuna(draw, { cwd: dir });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/--split: expected dev/)]);
  });
});
