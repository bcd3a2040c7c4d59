import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scratchDir } from '../../tests/scratch.ts';
import type { EndLine, ReplyLine } from './record.ts';
import { type ConversationBounds, placeId, readConversations, readTranscripts } from './replies.ts';

function reply(item: string, key: string, text = 'Yes.'): ReplyLine {
  const usage = { input: 10, output: 5, reasoning: null, cached: null };
  return {
    type: 'reply',
    key,
    item,
    budget: 'low',
    epoch: 0,
    call: 0,
    messages: [{ role: 'user', content: 'How many?' }],
    completion: {
      text,
      reasoning: null,
      finish: 'stop',
      finishRaw: 'stop',
      usage,
      model: null,
      id: null,
    },
    attempts: 1,
    ms: 1,
    at: '2026-01-01T00:00:00.000Z',
  };
}

function end(item: string, key: string): EndLine {
  const turns = [{ user: 'How many?', understood: [], reply: key }];
  return { type: 'end', item, budget: 'low', epoch: 0, turns };
}

function written(lines: readonly unknown[]): string {
  const path = join(scratchDir(), 'replies.jsonl');
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return path;
}

async function collected<T>(source: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const each of source) found.push(each);
  return found;
}

async function conversations(path: string, bounds?: ConversationBounds) {
  const found = await collected(readConversations(path, bounds));
  return found.map(({ place, end, replies }) => [place.item, end?.line ?? null, replies.length]);
}

test('conversations come in the order in which they ended, then those without an end', async () => {
  const lines = [reply('a', '1'), reply('b', '2'), reply('c', '3'), end('b', '2'), end('a', '1')];
  expect(await conversations(written(lines))).toEqual([
    ['b', 4, 1],
    ['a', 5, 1],
    ['c', null, 1],
  ]);
});

test('what is open at once is bounded where it is told to be', async () => {
  const text = 'x'.repeat(1000);
  const one = [reply('a', '1', text), end('a', '1')];
  const inTurn = written([...one, ...one, ...one, ...one]);
  const atOnce = written(['a', 'b', 'c', 'd'].map((item) => reply(item, '1', text)));
  const bounds = { openCharacters: 2500 };
  expect(await conversations(inTurn, bounds)).toHaveLength(4);
  expect(await conversations(atOnce)).toHaveLength(4);
  await expect(conversations(atOnce, bounds)).rejects.toThrow(
    /:3: too many conversations are open/,
  );
  await expect(conversations(inTurn, { longestLine: 900 })).rejects.toThrow(/:1: a line of over/);
});

test('a transcript whose standing reply is not there is refused, with the line', async () => {
  const path = written([reply('a', '1'), end('a', '2')]);
  await expect(collected(readTranscripts(path))).rejects.toThrow(
    /replies\.jsonl:2: names a reply that is not there \(2\)/,
  );
});

test('the id of a place is its JSON, whatever it holds', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('a.b-c:d', 'a"b', 'a\\', 'é', ''),
  );
  fc.assert(
    fc.property(text, text, fc.nat(), (item, budget, epoch) => {
      expect(placeId({ item, budget, epoch })).toBe(JSON.stringify([item, budget, epoch]));
    }),
  );
});
