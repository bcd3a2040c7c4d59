import type { Respondent } from './respondent.ts';
import { nobody } from './strategies.ts';

/** Says of every item, the intact ones too, that it cannot be solved, and not why. Scores 0. */
export const abstainer: Respondent = {
  name: 'abstainer',
  reply: () => 'This problem cannot be solved with the information given.',
  truth: () => ({
    lacuna: 0,
    asks: 0,
    overasks: 0,
    guesses: 0,
    abstains: 1,
    req: 0,
    acc: 0,
    resolved: 0,
  }),
  solves: () => 0,
  leads: () => ({ within: 0, solved: 0, early: 0, over: null, irrelevant: null, moved: 0 }),
  explores: () => nobody,
};
