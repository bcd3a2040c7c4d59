import { chatty } from './chatty.ts';
import { guess, solution } from './phrases.ts';
import type { Respondent } from './respondent.ts';
import { theFirst } from './strategies.ts';
import { answersAtOnce, guessesAlways } from './truths.ts';

/**
 * Always gives a number: right on every intact item, made up on every corrupted one. Scores 0. A user who strays it
 * follows.
 */
export const guesser: Respondent = {
  name: 'guesser',
  reply: (view) => {
    const { item, laid } = view;
    if (laid) return chatty.reply(view);
    return item.twin === null ? solution(item) : guess(item);
  },
  truth: guessesAlways,
  solves: () => 1,
  leads: answersAtOnce,
  explores: () => theFirst,
  keeps: () => 0,
};
