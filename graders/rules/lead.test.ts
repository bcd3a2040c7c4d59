import { beforeAll, describe, expect, test } from 'vitest';
import { speaker } from '../../src/protocol/fixtures/speaker.ts';
import { withheldItems } from '../../src/protocol/fixtures/withheld.ts';
import type { Withheld } from '../../src/protocol/lead/withheld.ts';
import { lead } from '../../src/protocol/lead.ts';
import { gradeByRules } from './grade.ts';

let bricks: Withheld;
beforeAll(async () => {
  const found = (await withheldItems()).find(({ item }) => item.family === 'brick-yard');
  if (!found) throw new Error('no brickyard');
  bricks = found;
}, 60_000);

const spent = { calls: 1, input: null, output: null, reasoning: null };

async function graded(...lines: string[]) {
  const { item } = bricks;
  const turns = await lead.converse(item, speaker(...lines).ask, { maxTurns: 6 });
  return gradeByRules(item, { item: item.id, budget: 'default', epoch: 0, turns, spent });
}

const ASKED = () =>
  bricks.facts.map(({ gives, about }) => {
    const id = gives ?? about.find((each) => each === 'width');
    const noun = bricks.item.quantities.find((quantity) => quantity.id === id)?.noun;
    return `What is the ${noun}?`;
  });
const right = () => `The answer is ${bricks.item.answer}.`;

describe('a conversation that the model has to lead', () => {
  test('is solved by the right answer once it follows', async () => {
    const verdict = await graded(...ASKED(), right());
    const { least } = bricks;
    expect(verdict).toMatchObject({ label: 'solves', right: true, toldBy: least });
    expect(verdict.lead).toEqual({ least, moves: [...ASKED().map(() => 'gains'), 'answers'] });
  });

  test('is not solved by a number that is right before it follows', async () => {
    const [first = ''] = ASKED();
    const verdict = await graded(first, right());
    expect(verdict).toMatchObject({ label: 'solves', right: false, toldBy: null });
    expect(verdict.turns?.at(-1)).toMatchObject({ class: 'answer attempt', right: true });
  });

  test('is not solved by a wrong number, nor by asking on and on', async () => {
    expect(await graded(...ASKED(), 'The answer is 987654.')).toMatchObject({ right: false });
    const asking = await graded('What is your favourite melody?');
    expect(asking).toMatchObject({ label: 'overasks', right: false });
    expect(asking.lead?.moves).toEqual(Array(6).fill('irrelevant'));
  });

  test('counts no reply beyond its end as a move', async () => {
    const { item } = bricks;
    const { ask } = speaker(...ASKED(), right());
    const turns = await lead.converse(item, ask, { maxTurns: 6 });
    const reply = turns.at(-1)?.reply ?? (await ask([]));
    const closing = { user: 'To sum up, …', understood: [], told: [], reply };
    const all = { item: item.id, budget: 'default', epoch: 0, turns: [...turns, closing], spent };
    const verdict = gradeByRules(item, all);
    expect(verdict.lead?.moves).toHaveLength(turns.length);
    expect(verdict.right).toBe(true);
  });
});
