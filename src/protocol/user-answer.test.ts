import { describe, expect, test } from 'vitest';
import { CONTRADICTED, MISSING } from './fixtures/items.ts';
import { USER_ANSWER, type UserAnswer, understandingOf } from './user-answer.ts';

const said = (changes: Partial<UserAnswer>): UserAnswer => ({
  asks: true,
  understood: [],
  generic: false,
  unknown: false,
  ...changes,
});
const QUESTION = 'What did they pay?';

describe('what a model says is understood', () => {
  test.each([
    ['one quantity', { understood: ['price'] }, { means: ['price'], unknown: false }],
    ['the same one twice', { understood: ['price', 'price'] }, { means: ['price'] }],
    [
      'an id that there is not',
      { understood: ['price', 'tax'] },
      { means: ['price'], unknown: true },
    ],
    ['something unknown', { unknown: true }, { means: [], unknown: true }],
    ['nothing by name', { generic: true, understood: ['price'] }, { means: [], unknown: false }],
    ['a clash where there is none', { understood: ['clash'] }, { means: [], unknown: true }],
    ['more than is listed', { understood: ['price', 'lemon', 'lemons'] }, { vague: true }],
  ])('%s', (_what, changes, understanding) => {
    expect(understandingOf(said(changes), MISSING, QUESTION)).toMatchObject(understanding);
  });

  test('as much as is listed', () => {
    const listed = 'What are the price of a glass, that of a lemon, and the number of lemons?';
    const understood = ['price', 'lemon', 'lemons'];
    expect(understandingOf(said({ understood }), MISSING, listed)).toEqual({
      means: understood,
      unknown: false,
      vague: false,
    });
  });

  test('to ask nothing', () => {
    expect(understandingOf(said({ asks: false }), MISSING, QUESTION)).toBeNull();
  });

  test('a clash once, and not its quantity besides', () => {
    const understood = ['glasses', 'clash'];
    expect(understandingOf(said({ understood }), CONTRADICTED, QUESTION)?.means).toEqual(['clash']);
  });
});

test('an answer that names what is asked where nothing is, is none', () => {
  const { success } = USER_ANSWER.read.safeParse(said({ asks: false, understood: ['price'] }));
  expect(success).toBe(false);
});
