import { solution } from './phrases.ts';
import type { Respondent } from './respondent.ts';
import { inTurns } from './strategies.ts';

/**
 * Solves every intact item that it has heard all of and says "please provide more details" on any other: a request
 * without content. GSM-MC's REQ gives it 100; its Lacuna score is 0.
 */
export const genericAsk: Respondent = {
  name: 'generic-ask',
  reply: ({ item, heard }) =>
    item.twin === null && item.premises.every(({ id }) => heard.has(id))
      ? solution(item)
      : 'This is not enough information. Could you please provide more details?',
  truth: () => ({
    lacuna: 0,
    asks: 0,
    overasks: 0,
    guesses: 0,
    abstains: 1,
    req: 1,
    acc: 0,
    resolved: 0,
  }),
  solves: () => 1,
  leads: () => ({ within: 0, solved: 0, early: 0, over: null, irrelevant: 1, moved: 0 }),
  explores: () => inTurns,
};
