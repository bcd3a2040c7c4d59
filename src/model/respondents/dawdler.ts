import { nextQuestion } from './leading.ts';
import { question, solution } from './phrases.ts';
import type { Respondent } from './respondent.ts';
import { epsilonGreedy } from './strategies.ts';
import { leadsWell, rightInAll } from './truths.ts';

/** Questions beside the point that it asks first: one on 60% of the problems, rounded to whole ones, else three. */
const FEW = 1;
const MANY = 3;
const SHARE_OF_FEW = 0.6;

/** What no problem speaks of. */
const BESIDE_THE_POINT = 'Before I begin: what is your favourite melody?';

/** Policies under which it does not see what it said itself, and so begins again every time. */
const AFRESH: ReadonlySet<string> = new Set(['summary', 'mediator']);

/**
 * Of an intact problem that it has heard in part it asks for the rest, but first for what has nothing to do
 * with it: once on 60% of the problems, three times on the others. Otherwise right in all.
 */
export const dawdler: Respondent = {
  name: 'dawdler',
  reply: (view) => {
    const { item, told, said, place, of } = view;
    if (item.twin !== null) return told ? solution(item) : question(item);
    const next = nextQuestion(view);
    if (next === null) return solution(item);
    const asked = said.filter((reply) => reply === BESIDE_THE_POINT).length;
    return asked < wanders(place, of) ? BESIDE_THE_POINT : next;
  },
  truth: rightInAll,
  solves: () => 1,
  explores: () => epsilonGreedy,
  leads: (least, policy) => {
    if (AFRESH.has(policy)) {
      return { within: 0, solved: 0, early: 0, over: null, irrelevant: 1, moved: 0 };
    }
    // Where each reply is looked at again, the first question of each conversation is thought better of.
    const spared = policy === 'critic' ? 1 : 0;
    const beside = least.map((_, place) => wanders(place, least.length) - spared);
    const idle = sum(beside);
    const questions = sum(least) + idle;
    return {
      ...leadsWell(),
      within: beside.filter((each) => each <= SLACK).length / least.length,
      over: idle / least.length,
      irrelevant: idle / questions,
      moved: (sum(least) + least.length) / (questions + least.length),
    };
  },
};

/** Turns beyond the fewest that are still well led. */
const SLACK = 2;

function wanders(place: number, of: number): number {
  return place < Math.round(of * SHARE_OF_FEW) ? FEW : MANY;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
