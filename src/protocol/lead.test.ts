import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { itemSystem } from '../corrupt/system.ts';
import { checkCertificate } from '../math/check.ts';
import { determine } from '../math/determine.ts';
import type { Message } from '../model/completion.ts';
import { sentences } from '../reading/sentences.ts';
import { INTACT } from './fixtures/items.ts';
import { completion, speaker } from './fixtures/speaker.ts';
import { withheldItems } from './fixtures/withheld.ts';
import { type Withheld, withheldOf } from './lead/withheld.ts';
import { lead } from './lead.ts';
import { openingOf } from './openings.ts';

let all: Withheld[];
let bricks: Withheld;
beforeAll(async () => {
  all = await withheldItems();
  const found = all.find(({ item }) => item.family === 'brick-yard');
  if (!found) throw new Error('no brickyard');
  bricks = found;
}, 60_000);

const held = async ({ item }: Withheld, lines: string[], maxTurns = 12) => {
  const { ask, heard } = speaker(...lines);
  const turns = await lead.converse(item, ask, { maxTurns });
  return {
    turns,
    heard,
    users: turns.map(({ user }) => user),
    moves: turns.map(({ move }) => move),
  };
};
const factOf = (withheld: Withheld, premise: string) =>
  withheld.facts.find((fact) => fact.premise === premise)?.text ?? `no fact ${premise}`;

describe('what is withheld', () => {
  test('is two facts or more of nearly every family, and each is needed: two worlds fit all the others', () => {
    expect(all.length).toBeGreaterThan(115);
    for (const { item, facts, least } of all) {
      expect(facts.length).toBeGreaterThanOrEqual(2);
      expect(facts.length).toBeLessThan(item.premises.length);
      expect(least).toBe(facts.length);
      for (const { premise } of facts) {
        const system = itemSystem(item);
        const rest = { ...system, premises: system.premises.filter(({ id }) => id !== premise) };
        const found = determine(rest, { known: item.world, seed: item.seed });
        if (found.status !== 'open') throw new Error(`${item.id}: ${premise} is ${found.status}`);
        expect(checkCertificate(rest, found.certificate)).toEqual([]);
      }
    }
  });

  test('is told by no sentence of the opening, which is the others in their order', () => {
    for (const { item, opening, facts } of all) {
      const kept = sentences(item.text).filter(
        ({ text }) => !facts.some((fact) => fact.text === text),
      );
      expect(opening.text).toBe(kept.map(({ text }) => text).join(' '));
      for (const { id, span } of opening.premises) {
        const whole = item.premises.find((premise) => premise.id === id);
        expect(opening.text.slice(...(span ?? []))).toBe(item.text.slice(...(whole?.span ?? [])));
      }
    }
  });

  test('is the same whenever it is worked out', () => {
    for (const { item, facts } of all.slice(0, 40)) {
      expect(withheldOf(structuredClone(item))?.facts).toEqual(facts);
    }
  });

  test('opens a new need in many problems: a relation to what another fact fixes', () => {
    expect(all.filter(({ opens }) => opens).length).toBeGreaterThan(all.length / 3);
    expect(bricks.opens).toBe(true);
  });

  test('is nothing of an item that is not of the bank, or corrupted', async () => {
    expect(withheldOf(INTACT)).toBeNull();
    expect(withheldOf({ ...bricks.item, twin: 'another' })).toBeNull();
    const ask = async (_: readonly Message[]) => completion('12');
    await expect(lead.converse(INTACT, ask, { maxTurns: 4 })).rejects.toThrow(RangeError);
  });
});

describe('the user', () => {
  test('tells what he is asked for, in the words of the problem', async () => {
    const { users, turns, moves } = await held(bricks, [
      'How long is a brick?',
      'The answer is 12.',
    ]);
    expect(users).toEqual([bricks.opening.text, factOf(bricks, 'length')]);
    expect(turns[1]).toMatchObject({ understood: ['length'], told: ['length'] });
    expect(moves).toEqual(['gains', 'answers']);
  });

  test('tells a relation where he has no value, and then what that opens, if he is asked', async () => {
    const { users, moves } = await held(bricks, [
      'How wide is a brick?',
      'And how long is a brick?',
      'The answer is 12.',
    ]);
    expect(users[1]).toMatch(/^(?:I only know|All I can say)/);
    expect(users[1]?.endsWith(factOf(bricks, 'half'))).toBe(true);
    expect(users[2]).toBe(factOf(bricks, 'length'));
    expect(moves).toEqual(['gains', 'gains', 'answers']);
  });

  test('answers the first of several questions, and no other', async () => {
    const { users, turns } = await held(
      bricks,
      [
        'Please tell me the length of a brick and the width of a brick.',
        'How wide is a brick? And how long is the working day?',
      ],
      3,
    );
    expect(users[1]).toBe(`Not everything at once. ${factOf(bricks, 'length')}`);
    expect(turns[2]?.told).toEqual(['half']);
  });

  test.each([
    'We know how high a brick is, but neither the length of a brick nor its width. Could you provide those?',
    '**Missing:** the length of a brick, the width of a brick. Please provide these.',
  ])(
    'takes what was said before for what is asked, where a request points back: %s',
    async (reply) => {
      const { turns } = await held(bricks, [reply], 2);
      expect(turns[1]?.told).toEqual(['length']);
    },
  );

  test('answers how two things are related with that relation', async () => {
    const { turns } = await held(bricks, ['How is the width of a brick related to its length?'], 2);
    expect(turns[1]?.told).toEqual(['half']);
  });

  test.each([
    ['what he has told', 'How high is a brick?', /already|before/, 'irrelevant'],
    [
      'what follows',
      'What is the amount of clay in cubic centimetres?',
      /work that out/,
      'irrelevant',
    ],
    ['what the problem does not have', 'What is your favourite melody?', /matters/, 'irrelevant'],
    [
      'his own question',
      'What is the number of days for which the clay lasts?',
      /I am asking/,
      'irrelevant',
    ],
    [
      'what takes working out',
      'What is the volume of a brick?',
      /worked out|work it out/,
      'in vain',
    ],
    ['nothing by name', 'Could you give me more information?', /What exactly/, 'vague'],
  ])('tells nothing where he is asked for %s', async (_what, reply, said, move) => {
    const { turns, moves } = await held(bricks, [reply], 2);
    expect(turns[1]).toMatchObject({ user: expect.stringMatching(said), told: [] });
    expect(moves[0]).toBe(move);
  });

  test.each(['Let me think about this.', 'This problem cannot be solved as it stands.', ''])(
    'wants an answer where nothing is asked and none given: %s',
    async (reply) => {
      const { users, moves, turns } = await held(bricks, [reply]);
      expect(users[1]).toMatch(/answer/);
      expect(moves[0]).toBe('idles');
      expect(turns).toHaveLength(12);
    },
  );

  test.each(['The answer is 12.', 'It comes to \\boxed{3x}.', '**12**'])(
    'is done once an answer is given, and says not whether it is right: %s',
    async (reply) => {
      expect((await held(bricks, [reply])).moves).toEqual(['answers']);
    },
  );

  test('does not say the same twice in a row to what does not matter, and all of it is no fact', async () => {
    const { users } = await held(bricks, ['What is your favourite melody?'], 5);
    const said = users.slice(1);
    for (const [i, words] of said.entries()) expect(words).not.toBe(said[i - 1]);
    expect(said.map((words) => openingOf(words).rest)).toEqual(said.map(() => ''));
  });

  test('says the same after the same replies', async () => {
    const lines = ['How wide is a brick?', 'What else?', 'How long is a brick?', 'Hm.'];
    expect((await held(bricks, lines)).heard).toEqual((await held(bricks, lines)).heard);
  });
});

/** A reply that asks for quantities of a problem in one of many manners, or for none. */
function replyTo({ item }: Withheld, manner: number, picks: readonly number[]): string {
  const nouns = picks.map((pick) => item.quantities[pick % item.quantities.length]?.noun ?? '');
  const [one, other] = nouns;
  const forms = [
    `Please tell me the ${one}.`,
    `What is the ${one}?`,
    `I need the ${one} and the ${other}. What are they?`,
    `I need to know:\n- ${nouns.map((noun) => `the ${noun}`).join('\n- ')}`,
    `How is the ${one} related to the ${other}?`,
    'Tell me everything you know!',
    'Could you please provide more details?',
    'What is your name? What is the weather like?',
    'Hm.',
    '',
    'This cannot be solved.',
  ];
  return forms[manner % forms.length] ?? '';
}

test('whatever is asked, the user tells one fact a turn at most, none unasked, none twice, and the fewest questions hold', async () => {
  const manner = fc.tuple(fc.nat(), fc.array(fc.nat(), { minLength: 2, maxLength: 6 }));
  const manners = fc.array(manner, { minLength: 1, maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(fc.nat(), manners, async (pick, asked) => {
      const withheld = all[pick % all.length];
      if (!withheld) throw new Error('no item');
      const { item, facts, least, opening } = withheld;
      const lines = asked.map(([manner, picks]) => replyTo(withheld, manner, picks));
      const { turns } = await held(withheld, [...lines, `The answer is ${item.answer}.`]);
      const known = new Set(opening.premises.map(({ id }) => id));
      expect(turns[0]?.told).toEqual([...known]);
      for (const [turn, { user, told = [], understood }] of turns.entries()) {
        if (turn === 0) continue;
        expect(told.length).toBeLessThanOrEqual(1);
        const [premise] = told;
        const fact = facts.find((each) => each.premise === premise);
        // Each number that he says is of the fact that he tells, and each fact was asked for.
        const allowed = fact ? numbersIn(fact.text) : [];
        expect(numbersIn(user).filter((number) => !allowed.includes(number))).toEqual([]);
        expect(turns[turn - 1]?.move === 'gains').toBe(premise !== undefined);
        if (!fact) continue;
        expect(known.has(fact.premise)).toBe(false);
        known.add(fact.premise);
        const [quantity = ''] = understood;
        expect([...fact.about, ...fact.implies]).toContain(quantity);
        const noun = item.quantities.find(({ id }) => id === quantity)?.noun ?? '?';
        expect(turns[turn - 1]?.reply.text).toContain(noun);
      }
      // No sequence of questions settles the answer in fewer turns.
      const gained = turns.filter(({ move }) => move === 'gains').length;
      if (gained < least) {
        const system = itemSystem(item);
        const premises = system.premises.filter(({ id }) => known.has(id));
        const { status } = determine({ ...system, premises }, { known: item.world });
        expect(status).toBe('open');
      } else expect(known.size).toBe(item.premises.length);
    }),
    { numRuns: 200, seed: 3 },
  );
}, 120_000);

function numbersIn(text: string): string[] {
  return sentences(text).flatMap(({ numbers }) => numbers.map(({ value }) => value.toFraction()));
}
