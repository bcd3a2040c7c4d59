import { nextQuestion } from './leading.ts';
import { question, solution } from './phrases.ts';
import type { Respondent } from './respondent.ts';
import { steady } from './steady.ts';
import { ucb } from './strategies.ts';
import { leadsWell, rightInAll } from './truths.ts';

/**
 * Solves every intact item, asks on every corrupted one for what settles it, and then solves it. Of an intact
 * one that it has heard in part it asks for the rest. A user who strays it brings back.
 */
export const oracle: Respondent = {
  name: 'oracle',
  reply: (view) => {
    const { item, told, laid } = view;
    if (laid) return steady.reply(view);
    if (item.twin === null) return nextQuestion(view, 'relations') ?? solution(item);
    return told ? solution(item) : question(item);
  },
  truth: rightInAll,
  solves: () => 1,
  leads: leadsWell,
  explores: () => ucb,
  keeps: () => 1,
};
