import { intactState, type Operator } from './operator.ts';

/** The twin: nothing is changed. */
export const intact: Operator = {
  name: 'intact',
  summary: 'changes nothing: the twin of every corrupted item',
  distracts: false,
  expects: 'unique',
  proves: (certificate) => certificate.kind === 'derivation',
  *candidates(problem) {
    const { rendered, premises } = intactState(problem);
    yield { text: rendered.text, premises, change: { kind: 'none' } };
  },
};
