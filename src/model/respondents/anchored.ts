import { answering, guess, solution } from './phrases.ts';
import type { Respondent } from './respondent.ts';
import { theFirst } from './strategies.ts';
import { answersAtOnce, guessesAlways } from './truths.ts';

/** Of the problems that are said to it once more, the share on which it lets go of its first answer. */
const LETS_GO = 0.6;

/** Policies under which a problem that was told bit by bit is said once more, in full. */
const SAID_AGAIN: ReadonlySet<string> = new Set(['recap', 'snowball']);
/** Policies under which it does not see what it said itself. */
const AFRESH: ReadonlySet<string> = new Set(['summary', 'mediator']);

/**
 * Answers at once, whatever it has been told, and stays with its first answer: right where it is told all
 * at once, made up where it is not. Where all is said to it once more, it thinks again on 60% of the
 * problems, rounded to whole ones. It never asks.
 */
export const anchored: Respondent = {
  name: 'anchored',
  reply: ({ item, heard, heardLast, said, wrong, place, of }) => {
    const [first] = said;
    const knows = (premises: ReadonlySet<string>) =>
      item.premises.every(({ id }) => premises.has(id));
    const answer = item.twin === null ? solution(item) : guess(item);
    if (first === undefined) return knows(heard) ? answer : answering(item, wrong);
    return knows(heardLast) && place < letsGo(of) ? answer : first;
  },
  truth: guessesAlways,
  leads: answersAtOnce,
  solves: (problems, variant, policy) => {
    if (variant !== 'sharded' || AFRESH.has(policy)) return 1;
    return SAID_AGAIN.has(policy) ? letsGo(problems) / problems : 0;
  },
  explores: () => theFirst,
};

function letsGo(problems: number): number {
  return Math.round(problems * LETS_GO);
}
