import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { Item } from '../src/corrupt/item.ts';
import { runFiles } from '../src/run/folder.ts';
import { RunLine } from '../src/run/record.ts';
import type { ChatBody } from './endpoints/chat-server.ts';
import { FAULTS, type Fault, ODDITIES, startFaulty } from './endpoints/faults.ts';
import { STREAM_FAULTS, STREAM_ODDITIES } from './endpoints/stream-faults.ts';
import { events, STREAM_TYPE } from './endpoints/streamed.ts';
import { type Ended, lacuna, startLacuna } from './lacuna.ts';
import { scratchDir, sharedDir } from './scratch.ts';

const REPLY = 'The answer is 12.';
/** A chunk of a stream with a megabyte of text. */
const LONG_DELTA = JSON.stringify({ choices: [{ delta: { content: 'x'.repeat(1 << 20) } }] });
const named = Object.entries<Fault>;
const textOf = (body: ChatBody) => body.messages.at(-1)?.content ?? '';

function linesOf(path: string): unknown[] {
  const text = readFileSync(path, 'utf8').trimEnd();
  return text === '' ? [] : text.split('\n').map((line) => JSON.parse(line));
}

/** What a run folder holds, by the text that was put. */
function recordedIn(dir: string) {
  const files = runFiles(dir);
  const items = linesOf(files.items).map((line) => Item.parse(line));
  const idOf = new Map(items.map(({ id, text }) => [text, id]));
  const lines = linesOf(files.replies).map((line) => RunLine.parse(line));
  const verdicts = linesOf(files.verdicts('rules'));
  return (text: string) => {
    const id = idOf.get(text);
    const of = <T extends { item: string }>(all: readonly T[]) =>
      all.filter(({ item }) => item === id);
    return {
      replies: of(lines.filter((line) => line.type === 'reply')),
      errors: of(lines.filter((line) => line.type === 'error')),
      ends: of(lines.filter((line) => line.type === 'end')),
      verdicts: verdicts.filter((verdict) => JSON.stringify(verdict).includes(`"item":"${id}"`)),
    };
  };
}

function command(baseUrl: string, ...more: string[]): string[] {
  return ['run', '--base-url', baseUrl, '--model', 'm', '--out', 'run', ...more];
}

describe.each([
  { of: 'whole replies', asked: [], faulty: FAULTS, odd: ODDITIES },
  { of: 'streams', asked: ['--stream'], faulty: STREAM_FAULTS, odd: STREAM_ODDITIES },
])('a run over an endpoint with every fault of $of', ({ asked, faulty, odd }) => {
  const dir = sharedDir();
  const faults = named(faulty);
  /** What the endpoint does to a conversation: by the order in which they come. */
  const plans: Array<{ name: string; fault: Fault; times: number }> = [
    ...faults.map(([name, fault]) => ({ name: `${name}, once`, fault, times: 1 })),
    ...faults.map(([name, fault]) => ({ name: `${name}, always`, fault, times: Infinity })),
    ...named(odd).map(([name, fault]) => ({ name, fault, times: Infinity })),
  ];
  const met = new Map<string, string>();
  // Some pairs share their intact twin.
  const pairs = Math.ceil(0.6 * plans.length);
  const limits = ['--concurrency', '12', '--attempts', '3', '--timeout', '1.5'];
  const how = ['--limit', `${pairs}`, ...limits, ...asked];
  let broken: Ended;
  let found: ReturnType<typeof recordedIn>;
  let mended: Ended;
  let after: ReturnType<typeof recordedIn>;

  beforeAll(async () => {
    const planOf = new Map<string, (typeof plans)[number] | undefined>();
    let well = false;
    const server = await startFaulty({
      reply: () => REPLY,
      faultOf: (body, attempt) => {
        const text = textOf(body);
        if (!planOf.has(text)) {
          const plan = plans[planOf.size];
          planOf.set(text, plan);
          if (plan) met.set(plan.name, text);
        }
        const plan = planOf.get(text);
        return !well && plan && attempt <= plan.times ? plan.fault : undefined;
      },
    });
    try {
      broken = await lacuna(command(server.baseUrl, ...how), { cwd: dir });
      found = recordedIn(join(dir, 'run'));
      well = true;
      const patient = [...how, '--timeout', '30'];
      mended = await lacuna(command(server.baseUrl, ...patient), { cwd: dir });
      after = recordedIn(join(dir, 'run'));
    } finally {
      await server.close();
    }
  }, 120_000);

  const of = (name: string) => found(met.get(name) ?? '');

  test.each(Object.keys(faulty))('%s: tried again, and recorded once', (name) => {
    const { replies, errors, ends } = of(`${name}, once`);
    expect(errors).toEqual([]);
    expect(replies.map(({ completion }) => completion.text)).toEqual([REPLY]);
    expect(replies[0]?.attempts).toBeGreaterThan(1);
    expect(ends).toHaveLength(1);
  });

  test.each(Object.keys(faulty))('%s, always: an error, no reply and no verdict', (name) => {
    const { replies, errors, ends, verdicts } = of(`${name}, always`);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message).toMatch(
      /^(?:too many requests|the endpoint failed|the connection broke|no reply within|the endpoint sent no completion) ?/,
    );
    expect(errors[0]?.message).not.toMatch(/<html|doctype/i);
    expect([replies, ends, verdicts]).toEqual([[], [], []]);
  });

  test.each(Object.keys(odd))('%s: a reply', (name) => {
    const { replies, errors } = of(name);
    expect([replies.length, errors.length]).toEqual([1, 0]);
    expect(replies[0]?.completion.text).toBe(REPLY);
  });

  test('says what happened, is incomplete, and the same command asks only what is open', () => {
    expect(broken.code, broken.stderr).toBe(3);
    if (faulty === FAULTS) {
      expect(broken.stderr).toMatch(/Tried again: .*too many requests/);
      expect(broken.stderr).toMatch(/for a time only \d+ in flight/);
    }
    expect(broken.stderr).toMatch(/\d+ × no whole reply/);
    expect(broken.stderr).toContain(`Incomplete: ${faults.length} conversations have no reply yet`);
    const told = broken.stdout.replace(/\s+/g, ' ');
    expect(told).toMatch(/1 call failed for good under default \(transport\)/);
    expect(mended.code, mended.stderr).toBe(0);
    for (const text of met.values()) {
      const { replies, ends, verdicts } = after(text);
      expect([replies.length, ends.length, verdicts.length]).toEqual([1, 1, 1]);
    }
  });
});

test.each([
  ['a reply', [], { 'content-type': 'application/json' }, 'x'.repeat(1 << 20)],
  ['a stream', ['--stream'], STREAM_TYPE, events([LONG_DELTA])],
])('%s without an end is an error, and the run goes on', async (_what, asked, type, piece) => {
  const cwd = scratchDir();
  let endless: string | undefined;
  const server = await startFaulty({
    reply: () => REPLY,
    faultOf: (body) => {
      endless ??= textOf(body);
      if (textOf(body) !== endless) return undefined;
      return (response) => {
        response.writeHead(200, type);
        const write = (): void => {
          if (!response.destroyed) response.write(piece, () => setImmediate(write));
        };
        write();
      };
    },
  });
  onTestFinished(() => server.close());
  const how = ['--limit', '2', ...asked];
  const { code, stdout } = await lacuna(command(server.baseUrl, ...how), { cwd });
  expect(code).toBe(3);
  expect(stdout.replace(/\s+/g, ' ')).toContain('(output): the reply is longer than 10 MB');
  const { errors, verdicts } = recordedIn(join(cwd, 'run'))(endless ?? '');
  expect([errors.length, verdicts.length]).toEqual([1, 0]);
});

test('a page between the replies of an endpoint that is one is tried again', async () => {
  const cwd = scratchDir();
  let calls = 0;
  const server = await startFaulty({
    reply: () => REPLY,
    faultOf: () => {
      calls += 1;
      if (calls !== 3) return undefined;
      return (response) =>
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Maintenance</html>');
    },
  });
  onTestFinished(() => server.close());
  const how = ['--limit', '2', '--concurrency', '1'];
  const { code, stderr } = await lacuna(command(server.baseUrl, ...how), { cwd });
  expect(code, stderr).toBe(0);
  expect(stderr).toContain('Tried again: 1 × nothing usable answered.');
});

test.each([
  ['a whole reply', []],
  ['a stream', ['--stream']],
])('usage that is missing of %s is unknown, and no zero', async (_what, asked) => {
  const cwd = scratchDir();
  const server = await startFaulty({
    reply: () => REPLY,
    faultOf: () => undefined,
    change: (whole) => ({ ...whole, usage: undefined }),
  });
  onTestFinished(() => server.close());
  const how = ['--limit', '2', '--price', '1,4', ...asked];
  const { code, stdout } = await lacuna(command(server.baseUrl, ...how), { cwd });
  expect(code).toBe(0);
  expect(stdout.replace(/\s+/g, ' ')).toContain('the endpoint reported no token counts');
  expect(stdout).not.toContain('$0.00');
});

test('a model that changes on the way is recorded with each reply, and warned about', async () => {
  const cwd = scratchDir();
  const server = await startFaulty({
    reply: () => REPLY,
    faultOf: () => undefined,
    change: (whole, _body, call) => ({ ...whole, model: call <= 3 ? 'm-2026-01' : 'm-2026-02' }),
  });
  onTestFinished(() => server.close());
  const how = ['--limit', '3', '--concurrency', '1'];
  const { code, stdout } = await lacuna(command(server.baseUrl, ...how), { cwd });
  expect(code).toBe(0);
  const warning =
    'Budget default: the endpoint changed its model during the run. Replies came from m-2026-01 (3), m-2026-02 (3).';
  expect(stdout.replace(/\s+/g, ' ')).toContain(warning);
  const card = await lacuna(['report', 'run', '--format', 'md'], { cwd });
  expect(card.stdout).toContain('m-2026-02 (3)');
});

describe('an endpoint that can do so much at a time', () => {
  const how = ['--limit', '60', '--epochs', '6', '--concurrency', '32', '--attempts', '12'];

  test.each([429, 503])(
    'is asked less while it answers %i, and as much again when it can do more',
    async (status) => {
      const cwd = scratchDir();
      /** Calls, and how many of them may be in flight; it then knows no limit. */
      const [narrow, capacity] = [160, 4];
      let done = 0;
      const most = { narrow: 0, wide: 0 };
      const server = await startFaulty({
        reply: () => REPLY,
        latencyMs: 15,
        faultOf: (_body, _attempt, inFlight) => {
          // What was in flight before the first refusal says nothing of what it led to.
          if (done > 40 && done <= narrow) most.narrow = Math.max(most.narrow, inFlight);
          if (done > narrow) most.wide = Math.max(most.wide, inFlight);
          if (done <= narrow && inFlight > capacity) {
            return (response) => response.writeHead(status).end();
          }
          done += 1;
          return undefined;
        },
      });
      onTestFinished(() => server.close());
      const { code, stderr } = await lacuna(command(server.baseUrl, ...how), { cwd });
      expect(code, stderr).toBe(0);
      expect(stderr).toMatch(/for a time only [1-4] in flight/);
      expect(most.narrow).toBeLessThanOrEqual(2 * capacity + 1);
      expect(most.wide).toBeGreaterThan(24);
    },
    60_000,
  );
});

test('of many calls that hang within the body each is ended, though memory is collected meanwhile', async () => {
  const script = join(import.meta.dirname, 'many-hangs.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  expect(stdout).toBe('1600 calls ended\n');
}, 40_000);

test('a storm of 503 passes, and nothing is lost by it', async () => {
  const cwd = scratchDir();
  const started = Date.now();
  const server = await startFaulty({
    reply: () => REPLY,
    faultOf: () =>
      Date.now() < started + 3000 ? (response) => response.writeHead(503).end() : undefined,
  });
  onTestFinished(() => server.close());
  const { code, stderr } = await lacuna(command(server.baseUrl, '--limit', '10'), { cwd });
  expect(code, stderr).toBe(0);
  expect(linesOf(runFiles(join(cwd, 'run')).verdicts('rules'))).toHaveLength(20);
}, 60_000);

test('a clock that is set back and ahead on the way neither holds the run nor spoils its record', async () => {
  const cwd = scratchDir();
  const server = await startFaulty({
    reply: () => REPLY,
    latencyMs: 5,
    faultOf: (_body, attempt) =>
      attempt > 1
        ? undefined
        : (response) => response.writeHead(429, { 'retry-after': '0.1' }).end(),
  });
  onTestFinished(() => server.close());
  const jumping = pathToFileURL(join(import.meta.dirname, 'jumping-clock.mjs')).href;
  const env = { NODE_OPTIONS: `--import ${jumping}` };
  const how = ['--limit', '20', '--rpm', '6000', '--concurrency', '4'];
  const { child, ended } = startLacuna(command(server.baseUrl, ...how), { cwd, env });
  const limit = setTimeout(() => child.kill('SIGKILL'), 40_000);
  const { code, stderr } = await ended;
  clearTimeout(limit);
  expect(code, stderr).toBe(0);
  const replies = linesOf(runFiles(join(cwd, 'run')).replies).map((line) => RunLine.parse(line));
  expect(replies.filter(({ type }) => type === 'reply')).toHaveLength(
    linesOf(runFiles(join(cwd, 'run')).items).length,
  );
  expect((await lacuna(['report', 'run'], { cwd })).code).toBe(0);
}, 60_000);

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
  const how = ['--limit', '20', '--concurrency', '3', '--rpm', '8'];

  test('waits for the calls in flight alone, not for those that wait for their minute', async () => {
    const cwd = scratchDir();
    const server = await startFaulty({
      reply: () => REPLY,
      latencyMs: 300,
      faultOf: () => undefined,
    });
    onTestFinished(() => server.close());
    const { child, ended } = startLacuna(command(server.baseUrl, ...how), { cwd });
    while (server.bodies.length < 7) await sleep(5);
    child.kill(signal);
    const limit = setTimeout(() => child.kill('SIGKILL'), 20_000);
    const { code, stderr } = await ended;
    clearTimeout(limit);
    expect(code).toBe(130);
    expect(stderr).toContain('waiting for the calls in flight');
    expect(stderr).toContain('What was recorded is safe; the same command goes on.');
    const asked = server.bodies.length;
    const dir = join(cwd, 'run');
    const types = linesOf(runFiles(dir).replies).map((line) => RunLine.parse(line).type);
    const each = Array.from({ length: asked }, () => ['end', 'reply']).flat();
    expect(types.sort()).toEqual(each.sort());
    const again = await lacuna([...command(server.baseUrl, ...how), '--rpm', '6000'], { cwd });
    expect(again.code, again.stderr).toBe(0);
    // None that was in flight is asked again.
    expect(server.bodies).toHaveLength(linesOf(runFiles(dir).items).length);
  }, 60_000);
});
