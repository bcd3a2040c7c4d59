import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Item } from '../corrupt/item.ts';
import type { Message } from '../model/completion.ts';
import { sentences } from '../reading/sentences.ts';
import { completion, speaker } from './fixtures/speaker.ts';
import { toldItems } from './fixtures/told.ts';
import { type Shards, shardsOf } from './reveal/shards.ts';
import { VARIANTS, type Variant } from './reveal/variant.ts';
import { reveal } from './reveal.ts';

let items: Item[];
let stand: Item;
let shards: Shards;
beforeAll(async () => {
  items = await toldItems();
  const found = items.find(({ family }) => family === 'lemonade-stand');
  const cut = found && shardsOf(found);
  if (!found || !cut) throw new Error('no lemonade stand');
  [stand, shards] = [found, cut];
}, 60_000);

const told = (item: Item, variant: Variant, lines: string[], maxTurns = 16) => {
  const { ask, heard } = speaker(...lines);
  const turns = reveal.converse(item, ask, { maxTurns, variant });
  return turns.then((turns) => ({ turns, heard, users: turns.map(({ user }) => user) }));
};
const fact = (premise: string) => shards.facts.find((each) => each.premise === premise)?.text ?? '';

describe('every way of telling', () => {
  test.each(VARIANTS)(
    '%s states every premise, and the last reply has heard them all',
    async (variant) => {
      for (const item of items) {
        const { turns, heard } = await told(item, variant, ['The answer is 12.']);
        const premises = turns.flatMap((turn) => turn.told ?? []);
        expect([...premises].sort(), item.id).toEqual(item.premises.map(({ id }) => id).sort());
        const last =
          heard
            .at(-1)
            ?.map(({ content }) => content)
            .join('\n') ?? '';
        for (const { span } of item.premises)
          expect(last).toContain(item.text.slice(...(span ?? [])));
      }
    },
  );

  test.each(VARIANTS)('%s is not cut short by a right answer', async (variant) => {
    const right = `The answer is ${stand.answer}.`;
    const { turns } = await told(stand, variant, [right]);
    expect(turns.at(-1)?.reply).toEqual(completion(right));
    expect(turns.flatMap((turn) => turn.told ?? [])).toHaveLength(stand.premises.length);
  });

  test.each(VARIANTS)('%s goes on with the same words after the same replies', async (variant) => {
    const lines = ['What does one lemon cost?', 'Go on.', 'The answer is 12.'];
    const [one, other] = [await told(stand, variant, lines), await told(stand, variant, lines)];
    expect(one.heard).toEqual(other.heard);
  });
});

test('full is the text itself, in one turn', async () => {
  const { heard } = await told(stand, 'full', ['12']);
  expect(heard).toEqual([[{ role: 'user', content: stand.text }]]);
});

test('user-only hides its own replies from the model, and nothing that the user said', async () => {
  const { heard, users } = await told(stand, 'user-only', ['The answer is 12.']);
  heard.forEach((messages, turn) => {
    expect(messages).toEqual([{ role: 'user', content: users.slice(0, turn + 1).join('\n') }]);
  });
});

describe('the user', () => {
  test('begins with the question, then says what it is about, and one premise a turn', async () => {
    const { users } = await told(stand, 'sharded', ['Tell me more, please.']);
    const [first, ...others] = shards.facts.map(({ text }) => text);
    expect(users).toEqual([
      shards.question,
      `Let me explain. ${shards.setting} ${first}`,
      ...others,
    ]);
  });

  test('tells first what is asked for', async () => {
    const { users, turns } = await told(stand, 'sharded', [
      'How many lemons were bought?',
      'Go on.',
    ]);
    expect(users[1]).toBe(`Let me explain. ${shards.setting} ${fact('lemons')}`);
    expect(turns[1]?.understood).toEqual(['lemons']);
    expect(users.slice(2).join(' ')).not.toContain(fact('lemons'));
  });

  test('tells the relation that a difference or a multiple asked for follows from', async () => {
    const pair = {
      ...{ id: 'pair', noun: 'price of a pair of lemons', unit: 'cent', also: [] },
      domain: { min: '1', max: '1000' },
    };
    const item = {
      ...stand,
      quantities: [...stand.quantities, pair],
      background: [...stand.background, { id: 'pair', equation: 'pair = 2 * lemon_price' }],
    };
    const { turns } = await told(item, 'sharded', ['What is the price of a pair of lemons?']);
    expect(turns[1]).toMatchObject({ told: ['lemon_price'], understood: ['pair'] });
  });

  test('says of several things asked one a turn', async () => {
    const { turns } = await told(stand, 'sharded', [
      'Please tell me the number of lemons bought, the price of the sugar and the price of one lemon.',
      'And the price of the sugar?',
    ]);
    expect(turns.slice(1, 3).map((turn) => turn.told)).toEqual([['lemons'], ['sugar']]);
  });

  test('says so where he does not know, and goes on', async () => {
    const { users } = await told(stand, 'sharded', ['Go on.', 'How old is the seller?']);
    expect(users[2]).toMatch(/^(?:I don't know|No idea|I can't tell you that)\. \p{Lu}/u);
  });

  test('says so where he has said it, and goes on', async () => {
    const lines = ['How many lemons were bought?', 'How many lemons were bought?'];
    const { users } = await told(stand, 'sharded', lines);
    expect(users[2]).toMatch(/(?:already|before)\. \p{Lu}/u);
  });

  test('neither praises nor corrects an answer: he forgot something', async () => {
    const { users } = await told(stand, 'sharded', ['The answer is 12.']);
    const starts = users.slice(2).map((text) => text.slice(0, text.indexOf('.') + 1));
    expect(new Set(starts)).toEqual(
      new Set(
        [
          'Wait, I should say more.',
          'Oh, I left something out.',
          'Hang on, there is more.',
          'I forgot to mention this.',
        ].filter((start) => starts.includes(start)),
      ),
    );
    expect(new Set(starts).size).toBeGreaterThan(2);
  });

  test('stops at the turn cap', async () => {
    const { turns } = await told(stand, 'sharded', ['Go on.'], 3);
    expect(turns).toHaveLength(3);
  });

  test('whatever is replied, says no number before its turn, and nothing twice', async () => {
    const replies = fc.array(
      fc.constantFrom(
        'The answer is 12.',
        'Tell me more.',
        '',
        'Please tell me all numbers now!',
        'How many are there? What does one cost? How long does it take?',
        'I cannot answer this.',
        'What was the total? What is the answer?',
      ),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(), replies, async (pick, lines) => {
        const item = items[pick % items.length];
        const cut = item && shardsOf(item);
        if (!item || !cut) throw new Error('no item');
        const { turns } = await told(item, 'sharded', lines);
        const said = new Set<string>();
        for (const [turn, { user, told: premises = [] }] of turns.entries()) {
          const facts = cut.facts.filter(({ premise }) => premises.includes(premise));
          expect(facts).toHaveLength(turn === 0 ? 0 : 1);
          expect(facts.some(({ premise }) => said.has(premise))).toBe(false);
          for (const { premise } of facts) said.add(premise);
          const own = [turn === 0 ? cut.question : '', turn === 1 ? cut.setting : ''];
          const allowed = numbersIn([...own, ...facts.map(({ text }) => text)].join('\n'));
          expect(numbersIn(user).filter((number) => !allowed.includes(number))).toEqual([]);
        }
        expect(said.size).toBe(cut.facts.length);
      }),
      { numRuns: 100, seed: 4 },
    );
  }, 60_000);
});

function numbersIn(text: string): string[] {
  return sentences(text).flatMap(({ numbers }) => numbers.map(({ value }) => value.toFraction()));
}

test('an item that cannot be told bit by bit is refused', async () => {
  const ask = async (_: readonly Message[]) => completion('12');
  const corrupted = { ...stand, twin: 'another' };
  await expect(reveal.converse(corrupted, ask, { maxTurns: 4 })).rejects.toThrow(RangeError);
});
