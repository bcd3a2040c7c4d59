import { clashes } from './clash.ts';
import { corePremises, type Operator } from './operator.ts';

/** Adds a sentence that gives a given quantity a second, different value. */
export const contradict: Operator = {
  name: 'contradict',
  summary: 'states a given quantity again, with another value',
  distracts: false,
  expects: 'inconsistent',
  proves: (certificate) => certificate.kind === 'conflict' && certificate.premises.length === 2,
  *candidates(problem, random) {
    const given = new Set(corePremises(problem).map(({ gives }) => gives));
    const again = Object.entries(problem.again).filter(([quantity]) => given.has(quantity));
    yield* clashes(problem, Object.fromEntries(again), 'again', random);
  },
};
