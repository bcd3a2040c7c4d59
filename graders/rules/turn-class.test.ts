import { describe, expect, test } from 'vitest';
import { fraction } from '../../src/math/fraction.ts';
import { INTACT } from '../../src/protocol/fixtures/items.ts';
import { readReply } from '../../src/reading/read-reply.ts';
import { subjectOf } from '../../src/reading/subject.ts';
import type { TurnClass } from '../verdict.ts';
import { turnClass } from './turn-class.ts';

/** What the user has said so far, that 16 lemons were bought and a glass costs 3 dollars, and what the lemons cost. */
const KNOWN = ['16', '3', '8'].map(fraction);

const REPLIES: ReadonlyArray<readonly [TurnClass, string]> = [
  ['answer attempt', 'She makes 60 − 8 = 52 dollars.'],
  ['answer attempt', 'The answer is **40**.'],
  ['answer attempt', '\\boxed{3}'],
  ['answer attempt', 'Assuming that she sold 10 glasses, the answer is 22 dollars.'],
  ['clarification', 'How many glasses did she sell?'],
  ['clarification', 'Thank you! To go on I need the price of one lemon. What is it?'],
  ['interrogation', 'How many glasses did she sell, and what did one lemon cost?'],
  ['interrogation', 'I need to know:\n- the number of glasses sold\n- the price of one lemon'],
  ['interrogation', 'How many glasses did she sell? What did she pay for a lemon?'],
  ['discussion', 'Got it. So a glass costs 3 dollars.'],
  ['discussion', 'Thank you. So the lemons cost 8 dollars.'],
  ['answer attempt', 'The answer is 8 dollars.'],
  ['discussion', 'Noted. Could you please provide more details?'],
  ['discussion', 'To find the profit, one takes the income and subtracts what the lemons cost.'],
  ['hedge', 'If she sold 10 glasses, she made 22 dollars; if she sold 20, she made 52 dollars.'],
  ['hedge', 'With n glasses sold, her profit is 3n − 8 dollars.'],
  ['hedge', 'Assuming she sold 10 glasses, the answer is 22. Did she sell 10 glasses?'],
  ['refusal', 'This cannot be determined from the information given.'],
  ['refusal', "I'm sorry, but I can't help with that."],
  ['missing', ''],
  ['missing', ' \n… '],
];

const classOf = (text: string, finish: 'stop' | 'length' | 'filter' = 'stop') =>
  turnClass(readReply(text, subjectOf(INTACT)), finish, KNOWN);

describe('a reply in the course of a conversation is', () => {
  test.each(REPLIES)('%s: %s', (expected, text) => {
    expect(classOf(text)).toBe(expected);
  });

  test('missing where it was filtered, or cut off before it did anything', () => {
    expect(classOf('The answer is 52.', 'filter')).toBe('missing');
    expect(classOf('To find the profit one first takes the', 'length')).toBe('missing');
    expect(classOf('The answer is **52**.', 'length')).toBe('answer attempt');
  });

  test('an attempt, as the last one, also where it ends in a number that the user named', () => {
    const reading = readReply('So she makes 16 dollars.', subjectOf(INTACT));
    expect(turnClass(reading, 'stop', KNOWN)).toBe('discussion');
    expect(turnClass(reading, 'stop', null)).toBe('answer attempt');
  });
});
