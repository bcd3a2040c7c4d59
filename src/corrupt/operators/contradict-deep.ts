import { clashes } from './clash.ts';
import type { Operator } from './operator.ts';

/** Adds a sentence at odds only with what several premises imply together. */
export const contradictDeep: Operator = {
  name: 'contradict-deep',
  summary: 'states a wrong value of a quantity that several premises imply together',
  distracts: false,
  expects: 'inconsistent',
  proves: (certificate) => certificate.kind === 'conflict' && certificate.premises.length >= 3,
  *candidates(problem, random) {
    yield* clashes(problem, problem.claims, 'claim', random);
  },
};
