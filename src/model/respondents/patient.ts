import { nextQuestion } from './leading.ts';
import { question, solution } from './phrases.ts';
import type { Respondent } from './respondent.ts';
import { thompson } from './strategies.ts';
import { leadsWell, rightInAll } from './truths.ts';

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
  truth: rightInAll,
  solves: () => 1,
  leads: leadsWell,
  explores: () => thompson,
};
