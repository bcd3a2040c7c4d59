import { type Dialect, NO_WAIT, resolveResponses, spentInCalls } from './dialect.ts';

/** OpenRouter: one `reasoning` object for every vendor behind it. */
export const openrouter: Dialect = {
  name: 'openrouter',
  recognises: (url) => url.hostname.endsWith('openrouter.ai'),
  resolve: (budget, api) => {
    if (api === 'responses') return resolveResponses(budget, 'openrouter');
    if (spentInCalls(budget)) return { fields: {} };
    if (budget.kind === 'effort') return { fields: { reasoning: { effort: budget.value } } };
    if (budget.kind === 'thinking') return { fields: { reasoning: { enabled: budget.value } } };
    if (budget.kind === 'cap') return { fields: { max_tokens: budget.value } };
    if (budget.kind === 'wait') return NO_WAIT;
    return { fields: { reasoning: { max_tokens: budget.value } } };
  },
};
