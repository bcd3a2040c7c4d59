import { beforeAll, describe, expect, test } from 'vitest';
import type { Item } from '../../src/corrupt/item.ts';
import { completion } from '../../src/protocol/fixtures/speaker.ts';
import { toldItems } from '../../src/protocol/fixtures/told.ts';
import { type Shards, shardsOf } from '../../src/protocol/reveal/shards.ts';
import type { Transcript } from '../../src/protocol/transcript.ts';
import { gradeByRules } from './grade.ts';

let item: Item;
let shards: Shards;
beforeAll(async () => {
  const found = (await toldItems(30)).find(({ asides }) => asides.length === 0);
  const cut = found && shardsOf(found);
  if (!found || !cut) throw new Error('no item');
  [item, shards] = [found, cut];
});

/** A conversation in which each turn tells the next premise, and these are the replies. */
function transcript(replies: readonly string[]): Transcript {
  const turns = replies.map((text, turn) => {
    const fact = turn === 0 ? undefined : shards.facts[turn - 1];
    const user = fact?.text ?? shards.question;
    return { user, understood: [], told: fact ? [fact.premise] : [], reply: completion(text) };
  });
  const spent = { calls: replies.length, input: null, output: null, reasoning: null };
  return { item: item.id, budget: 'default', epoch: 0, turns, spent };
}

/** As many replies as the whole takes, all the same but the last. */
const all = (text: string, last: string) => [...shards.facts.map(() => text), last];

describe('a problem that was told bit by bit', () => {
  test('is solved by the last reply, and labelled by it', () => {
    const verdict = gradeByRules(item, transcript(all('Go on.', `The answer is ${item.answer}.`)));
    expect(verdict).toMatchObject({
      ...{ label: 'solves', right: true, final: item.answer, toldBy: shards.facts.length },
    });
    expect(verdict.turns?.at(-1)).toEqual({
      ...{ class: 'answer attempt', final: item.answer, right: true },
    });
  });

  test('is not solved by an answer that was right on the way and taken back', () => {
    const right = `The answer is ${item.answer}.`;
    const verdict = gradeByRules(item, transcript(all(right, 'The answer is 987654.')));
    expect(verdict).toMatchObject({ label: 'errs', right: false, final: '987654' });
    expect(verdict.turns?.map((turn) => turn.right)).toEqual(
      shards.facts.map(() => true).concat(false),
    );
  });

  test('is not solved before all is told, however lucky the number', () => {
    const verdict = gradeByRules(item, transcript(['Go on.', `The answer is ${item.answer}.`]));
    expect(verdict).toMatchObject({ label: 'solves', right: false, toldBy: null });
  });

  test('numbers are compared as numbers', () => {
    const written = `\\boxed{${item.answer}.000}`;
    const { right } = gradeByRules(item, transcript(all('Go on.', written)));
    expect(right).toBe(/^\d+$/.test(item.answer));
    expect(item.answer).toMatch(/^\d+$/);
  });

  test('a value of another quantity is a result on the way', () => {
    const [, value] = Object.entries(item.world).find(([id]) => id !== item.target) ?? [];
    const replies = all(`So far that makes ${value}.`, `So it is ${item.answer}.`);
    const { turns } = gradeByRules(item, transcript(replies));
    expect(turns?.map((turn) => turn.class)).toEqual([
      ...shards.facts.map(() => 'discussion'),
      'answer attempt',
    ]);
  });

  test('where nothing was told bit by bit, there is nothing to say of it', () => {
    const { turns, ...rest } = transcript(['The answer is 12.']);
    const once = turns.map(({ told: _, ...turn }) => turn);
    const verdict = gradeByRules(item, { ...rest, turns: once });
    expect(verdict).not.toHaveProperty('turns');
    expect(verdict).not.toHaveProperty('toldBy');
  });
});
