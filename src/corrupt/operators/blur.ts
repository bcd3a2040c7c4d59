import { gap } from './gap.ts';
import { corePremises, type Operator } from './operator.ts';

/** Keeps the clause of one premise, with a vague word where its number was. */
export const blur: Operator = {
  name: 'blur',
  summary: 'puts a vague word where a number was',
  distracts: false,
  expects: 'open',
  proves: (certificate) => certificate.kind === 'worlds',
  *candidates(problem, random) {
    const vague = new Set(
      problem.segments.filter(({ blur }) => blur !== null).map(({ premise }) => premise),
    );
    for (const premise of random.shuffle(corePremises(problem))) {
      if (vague.has(premise.id)) yield gap(problem, premise, 'blur');
    }
  },
};
