import type { Problem } from '../../problem/problem.ts';
import type { Form } from '../../problem/render.ts';
import { type Candidate, intactState, state } from './operator.ts';

/** The problem with one premise's clause in another form, so that the text no longer states it. */
export function gap(
  problem: Problem,
  premise: Problem['premises'][number],
  form: Exclude<Form, 'intact'>,
): Candidate {
  const twin = intactState(problem).rendered;
  const { rendered, premises } = state(problem, { forms: new Map([[premise.id, form]]) });
  const before = twin.premises.get(premise.id) ?? [0, 0];
  const span = rendered.premises.get(premise.id) ?? [0, 0];
  return {
    text: rendered.text,
    premises,
    change: {
      kind: 'gap',
      premise: premise.id,
      equation: premise.equation,
      before: twin.text.slice(...before),
      after: rendered.text.slice(...span),
      span,
    },
  };
}
