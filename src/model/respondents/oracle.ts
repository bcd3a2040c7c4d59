import { leadsWell, nextQuestion } from './leading.ts';
import { question, solution } from './phrases.ts';
import type { Respondent } from './respondent.ts';

/**
 * Solves every intact item, asks on every corrupted one for what settles it, and then solves it. Of an intact
 * one that it has heard in part it asks for the rest.
 */
export const oracle: Respondent = {
  name: 'oracle',
  reply: (view) => {
    const { item, told } = view;
    if (item.twin === null) return nextQuestion(view, 'relations') ?? solution(item);
    return told ? solution(item) : question(item);
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
