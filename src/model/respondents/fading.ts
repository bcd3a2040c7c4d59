import { chatty } from './chatty.ts';
import { nextQuestion } from './leading.ts';
import { guess, question, solution } from './phrases.ts';
import type { Respondent } from './respondent.ts';
import { steady } from './steady.ts';
import { greedy, ucb } from './strategies.ts';

/** Of the corrupted items, the share on which it asks. */
const SHARES: ReadonlyMap<string | null, number> = new Map([
  ['none', 0.9],
  ['minimal', 0.9],
  ['low', 0.9],
  ['high', 0.3],
  ['xhigh', 0.3],
  ['max', 0.3],
]);
const OTHERWISE = 0.6;

/**
 * Gets worse at asking as its budget grows: it asks on 90% of the corrupted items at low effort, 60%
 * at medium (or none given) and 30% at high, rounded to whole items, and guesses on the rest. What it
 * asks about at a high effort it asks about at a lower one. It solves every intact item; of those that it has heard
 * in part it asks for the rest on the same share, and answers the others at once; a user who strays it brings back on
 * the same share, and follows on the others.
 */
export const fading: Respondent = {
  name: 'fading',
  reply: (view) => {
    const { item, told, effort, place, of, laid } = view;
    const asks = place < asked(of, effort);
    if (laid) return (asks ? steady : chatty).reply(view);
    if (item.twin === null) return (asks ? nextQuestion(view) : null) ?? solution(item);
    if (told) return solution(item);
    return asks ? question(item) : guess(item);
  },
  truth: (corrupted, effort) => {
    const share = corrupted === 0 ? 0 : asked(corrupted, effort) / corrupted;
    return {
      lacuna: share,
      asks: share,
      overasks: 0,
      guesses: 1 - share,
      abstains: share,
      req: share,
      acc: share,
      resolved: share,
    };
  },
  solves: () => 1,
  leads: (least, _policy, effort) => {
    const asks = asked(least.length, effort);
    const turns = least.slice(0, asks).reduce((sum, questions) => sum + questions + 1, 0);
    const share = asks / least.length;
    return {
      ...{ within: share, solved: share, early: 1 - share, over: 0, irrelevant: 0 },
      moved: turns / (turns + least.length - asks),
    };
  },
  // The more it thinks, the more it stays with what has worked.
  explores: ({ effort, place, of }) => (place < asked(of, effort) ? ucb : greedy),
  keeps: (problems, effort) => (problems === 0 ? 0 : asked(problems, effort) / problems),
};

function asked(corrupted: number, effort: string | null): number {
  return Math.round(corrupted * (SHARES.get(effort) ?? OTHERWISE));
}
