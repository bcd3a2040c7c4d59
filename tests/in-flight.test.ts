import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../src/model/client.ts';
import { policyNamed } from '../src/policy/index.ts';
import { protocolNamed } from '../src/protocol/index.ts';
import { execute } from '../src/run/execute.ts';
import { Pace } from '../src/run/pace.ts';
import type { RunLine } from '../src/run/record.ts';
import { readRecorded } from '../src/run/recorded.ts';
import { recordOf, somePairs } from './batch-session.ts';
import { completion, sendJson, startChatServer } from './endpoints/chat-server.ts';
import { scratchDir } from './scratch.ts';

const CONCURRENCY = 4;

/** Holds a run whose lines of one kind are not safe before they are let go; gives how many calls it made until then. */
async function callsWhileWriting(held: RunLine['type']) {
  const server = await startChatServer(['m'], (response, body) =>
    sendJson(response, 200, completion(body, 'The answer is 12.')),
  );
  onTestFinished(() => server.close());
  const path = join(scratchDir(), 'replies.jsonl');
  writeFileSync(path, '');
  const items = await somePairs(8);
  const { signal } = new AbortController();
  let letGo: () => void = () => undefined;
  const safe = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const pacing = { now: Date.now, sleep: (ms: number) => wait(ms), signal };
  const how = { key: '', model: 'm', api: 'chat', headers: {}, timeoutMs: 5000 } as const;
  let ended = 0;
  const running = execute({
    ...pacing,
    items,
    record: recordOf(items, 'default'),
    protocol: protocolNamed('ask'),
    policy: policyNamed('plain'),
    endpoint: connect({ ...how, baseUrl: server.baseUrl }),
    userEndpoint: null,
    waves: null,
    pace: new Pace({ ...pacing, concurrency: CONCURRENCY }),
    recorded: await readRecorded(path),
    journal: {
      append: async (line) => {
        if (line.type === held) await safe;
        return line;
      },
    },
    concurrency: CONCURRENCY,
    attempts: 1,
    random: () => 0,
    giveUp: () => undefined,
    onReply: () => undefined,
    onRetry: () => undefined,
    onConversation: () => {
      ended += 1;
    },
  });
  // As long as more calls come, and a little longer.
  for (let seen = -1; seen < server.bodies.length; await wait(200)) seen = server.bodies.length;
  const calls = server.bodies.length;
  letGo();
  await running;
  expect(ended).toBe(items.length);
  return calls;
}

test('a kill costs no more calls than may be in flight: a reply that is not safe holds its place', async () => {
  expect(await callsWhileWriting('reply')).toBe(CONCURRENCY);
});

test('an end that is being written makes room for another call', async () => {
  expect(await callsWhileWriting('end')).toBe(2 * CONCURRENCY - 1);
});
