import { describe, expect, test } from 'vitest';
import { InputError } from '../input-error.ts';
import type { Completion, Message } from '../model/completion.ts';
import { MISSING } from './fixtures/items.ts';
import { PROTOCOLS, protocolNamed } from './index.ts';

function completion(text: string): Completion {
  const usage = { input: null, output: null, reasoning: null, cached: null };
  return { text, reasoning: null, finish: 'stop', finishRaw: 'stop', usage, model: null, id: null };
}

/** A model that says its lines in turn, and what it was sent. */
function speaker(...lines: string[]) {
  const heard: Message[][] = [];
  return {
    heard,
    ask: async (messages: readonly Message[]) => {
      heard.push([...messages]);
      return completion(lines[Math.min(heard.length, lines.length) - 1] ?? '');
    },
  };
}

describe.each(PROTOCOLS.map((protocol) => [protocol.name, protocol] as const))(
  '%s',
  (name, protocol) => {
    test('starts with the text of the item alone', async () => {
      const { ask, heard } = speaker('52');
      const turns = await protocol.converse(MISSING, ask, { maxTurns: 4 });
      expect(heard).toEqual([[{ role: 'user', content: MISSING.text }]]);
      expect(turns).toEqual([{ user: MISSING.text, understood: [], reply: completion('52') }]);
    });

    test('never has more replies than it may', async () => {
      const { ask } = speaker('What is the price of one glass?');
      const turns = await protocol.converse(MISSING, ask, { maxTurns: 3 });
      expect(turns).toHaveLength(name === 'ask' ? 1 : 3);
    });

    test('passes on what the model throws', async () => {
      const ask = () => Promise.reject(new Error('gone'));
      await expect(protocol.converse(MISSING, ask, { maxTurns: 3 })).rejects.toThrow('gone');
    });

    test('is found by its name', () => expect(protocolNamed(name)).toBe(protocol));
  },
);

test('resolve answers the question and keeps the whole conversation', async () => {
  const { ask, heard } = speaker(
    'What is the price of one glass?',
    'She makes 60 − 8 = 52 dollars.',
  );
  const turns = await protocolNamed('resolve').converse(MISSING, ask, {
    maxTurns: 4,
  });
  expect(turns.map(({ understood }) => understood)).toEqual([[], ['price']]);
  expect(heard[1]).toEqual([
    { role: 'user', content: MISSING.text },
    { role: 'assistant', content: 'What is the price of one glass?' },
    { role: 'user', content: 'The price of one glass is 3 dollars.' },
  ]);
});

test('an unknown protocol is named, with those that exist', () => {
  expect(() => protocolNamed('chat')).toThrow(InputError);
  expect(() => protocolNamed('chat')).toThrow(/ask, resolve/);
});
