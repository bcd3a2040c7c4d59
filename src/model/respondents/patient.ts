import { askFor, question, solution } from './phrases.ts';
import type { Respondent } from './respondent.ts';

/**
 * Asks for what it has not been told, one thing a turn, and answers once it knows all: right however a
 * problem is told. On a corrupted item it asks for what settles it.
 */
export const patient: Respondent = {
  name: 'patient',
  reply: ({ item, heard, told }) => {
    if (item.twin !== null) return told ? solution(item) : question(item);
    const unheard = item.premises.filter(({ id }) => !heard.has(id));
    if (unheard.length === 0) return solution(item);
    const next = unheard.find(({ gives }) => gives !== null)?.gives;
    return next ? askFor(item, [next]) : 'Could you please tell me more?';
  },
  truth: () => ({
    lacuna: 1,
    asks: 1,
    overasks: 0,
    guesses: 0,
    abstains: 1,
    req: 1,
    acc: 1,
    resolved: 1,
  }),
  solves: () => 1,
};
