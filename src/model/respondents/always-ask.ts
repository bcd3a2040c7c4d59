import { question } from './phrases.ts';
import type { Respondent } from './respondent.ts';
import { inTurns } from './strategies.ts';

/**
 * Always asks for something specific, on intact items too and whatever it was told. Its questions on
 * corrupted items are the right ones; it scores 0 because it asks on every twin as well.
 */
export const alwaysAsk: Respondent = {
  name: 'always-ask',
  reply: ({ item }) => question(item),
  truth: () => ({
    lacuna: 0,
    asks: 1,
    overasks: 1,
    guesses: 0,
    abstains: 1,
    req: 1,
    acc: 0,
    resolved: 0,
  }),
  solves: () => 0,
  // Whether what it asks for was withheld depends on the problem.
  leads: () => ({ within: 0, solved: 0, early: 0, over: null }),
  explores: () => inTurns,
};
