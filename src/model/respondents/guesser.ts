import { answersAtOnce } from './leading.ts';
import { guess, solution } from './phrases.ts';
import type { Respondent } from './respondent.ts';

/** Always gives a number: right on every intact item, made up on every corrupted one. Scores 0. */
export const guesser: Respondent = {
  name: 'guesser',
  reply: ({ item }) => (item.twin === null ? solution(item) : guess(item)),
  truth: () => ({
    lacuna: 0,
    asks: 0,
    overasks: 0,
    guesses: 1,
    abstains: 0,
    req: 0,
    acc: 0,
    resolved: 0,
  }),
  solves: () => 1,
  leads: answersAtOnce,
};
