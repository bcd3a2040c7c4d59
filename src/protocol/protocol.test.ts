import { beforeAll, describe, expect, test } from 'vitest';
import type { Item } from '../corrupt/item.ts';
import { InputError } from '../input-error.ts';
import type { Message } from '../model/completion.ts';
import { sentences } from '../reading/sentences.ts';
import { MISSING } from './fixtures/items.ts';
import { completion, speaker } from './fixtures/speaker.ts';
import { toldItems } from './fixtures/told.ts';
import { PROTOCOLS, protocolNamed } from './index.ts';

/** What is said in the conversation, without instructions that stand over it. */
const spoken = (messages: readonly Message[] = []) =>
  messages.filter(({ role }) => role !== 'system');

/** What each protocol can be held about. */
let told: Item;
beforeAll(async () => {
  const [item] = await toldItems(1);
  if (!item) throw new Error('no item');
  told = item;
});

describe.each(PROTOCOLS.map((protocol) => [protocol.name, protocol] as const))(
  '%s',
  (name, protocol) => {
    const about = () => (protocol.problems?.takes(told) ? told : MISSING);

    // Where each reply is to a single message, that message holds more than was just said.
    const together = test.skipIf(protocol.afresh ?? false);

    together('starts with words of the item, and no number that is not in it', async () => {
      const { ask, heard } = speaker('52');
      const [turn] = await protocol.converse(about(), ask, { maxTurns: 4 });
      expect(spoken(heard[0])).toEqual([{ role: 'user', content: turn?.user }]);
      // How to go about it comes before the problem, in a paragraph of its own.
      const [problem = '', ...before] = (turn?.user ?? '').split('\n\n').reverse();
      expect(before.join(' ')).not.toMatch(/\d/);
      const said = sentences(problem);
      expect(said.filter(({ text }) => !about().text.includes(text))).toEqual([]);
      expect(said).not.toEqual([]);
      expect(turn).toMatchObject({ understood: [], reply: completion('52') });
    });

    test('never has more replies than it may', async () => {
      const { ask } = speaker('What is the price of one glass?');
      const turns = await protocol.converse(about(), ask, { maxTurns: 3 });
      expect(turns).toHaveLength(name === 'ask' ? 1 : 3);
    });

    together('shows the model all that was said, in order', async () => {
      const { ask, heard } = speaker('What is the price of one glass?');
      const turns = await protocol.converse(about(), ask, { maxTurns: 3 });
      const said = turns.flatMap(({ user, reply }) => [user, reply.text]).slice(0, -1);
      expect(spoken(heard.at(-1)).map(({ content }) => content)).toEqual(said);
    });

    test('passes on what the model throws', async () => {
      const ask = () => Promise.reject(new Error('gone'));
      await expect(protocol.converse(about(), ask, { maxTurns: 3 })).rejects.toThrow('gone');
    });

    test('is found by its name', () => expect(protocolNamed(name)).toBe(protocol));
  },
);

test('ask and resolve begin with the whole text', async () => {
  for (const name of ['ask', 'resolve']) {
    const { ask } = speaker('52');
    const options = { maxTurns: 4 } as const;
    const turns = await protocolNamed(name).converse(MISSING, ask, options);
    expect(turns).toEqual([{ user: MISSING.text, understood: [], reply: completion('52') }]);
  }
});

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
  expect(() => protocolNamed('chat')).toThrow(/ask, resolve, reveal, lead/);
});
