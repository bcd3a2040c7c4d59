import { leadsWell, nextQuestion } from './leading.ts';
import { question, solution } from './phrases.ts';
import type { Respondent } from './respondent.ts';

/**
 * Asks for what it has not been told, one thing a turn, and answers once it knows all: right however a
 * problem is told. On a corrupted item it asks for what settles it.
 */
export const patient: Respondent = {
  name: 'patient',
  reply: (view) => {
    const { item, told } = view;
    if (item.twin !== null) return told ? solution(item) : question(item);
    return nextQuestion(view) ?? solution(item);
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
  leads: leadsWell,
};
