import { type Dialect, NO_WAIT, resolveResponses, spentInCalls } from './dialect.ts';

/** An endpoint of which nothing is known: the fields that most take. */
export const plain: Dialect = {
  name: 'plain',
  recognises: () => true,
  resolve: (budget, api) => {
    if (api === 'responses') return resolveResponses(budget, 'plain');
    if (spentInCalls(budget)) return { fields: {} };
    if (budget.kind === 'effort') return { fields: { reasoning_effort: budget.value } };
    if (budget.kind === 'cap') return { fields: { max_tokens: budget.value } };
    if (budget.kind === 'wait') return NO_WAIT;
    return { unsupported: 'name the dialect (--dialect vllm, sglang, …) to ask for thinking' };
  },
};
