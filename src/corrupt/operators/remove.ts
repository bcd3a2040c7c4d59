import { gap } from './gap.ts';
import { corePremises, type Operator } from './operator.ts';

/** Deletes the clause of one premise, given or relation. */
export const remove: Operator = {
  name: 'remove',
  summary: "deletes a premise's clause",
  distracts: false,
  expects: 'open',
  proves: (certificate) => certificate.kind === 'worlds',
  *candidates(problem, random) {
    const kept = new Set(
      problem.segments.filter(({ gone }) => gone === null).map(({ premise }) => premise),
    );
    for (const premise of random.shuffle(corePremises(problem))) {
      if (!kept.has(premise.id)) yield gap(problem, premise, 'gone');
    }
  },
};
