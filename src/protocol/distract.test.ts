import { beforeAll, expect, test } from 'vitest';
import type { Item } from '../corrupt/item.ts';
import { scriptOf } from './distract/script.ts';
import { distract, TOPIC } from './distract.ts';
import { speaker } from './fixtures/speaker.ts';
import { toldItems } from './fixtures/told.ts';

let item: Item;
beforeAll(async () => {
  const [first] = await toldItems(1);
  if (!first) throw new Error('no item');
  item = first;
});

test('the model is told the topic first, in the same words each time, and then hears the script', async () => {
  const { ask, heard } = speaker('Fine.', 'Well.');
  const turns = await distract.converse(item, ask, { maxTurns: 16, seed: 3 });
  const script = scriptOf(item, 3);
  expect(turns.map(({ user }) => user)).toEqual(script.map(({ text }) => text));
  expect(turns.map(({ scripted }) => scripted)).toEqual(script.map(({ scripted }) => scripted));
  for (const messages of heard) {
    expect(messages.filter(({ role }) => role === 'system')).toEqual([
      { role: 'system', content: TOPIC },
    ]);
    expect(messages[0]?.role).toBe('system');
  }
});

test('the topic names nothing of a problem, and no number', () => {
  expect(TOPIC).not.toMatch(/\d/);
});

test('the user says the same whatever is replied', async () => {
  const said = async (...lines: string[]) =>
    (await distract.converse(item, speaker(...lines).ask, { maxTurns: 16 })).map(
      ({ user }) => user,
    );
  expect(await said('The answer is 12.')).toEqual(await said('', 'What do you mean?', 'No.'));
});
