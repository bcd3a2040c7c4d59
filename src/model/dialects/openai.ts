import { type Dialect, NO_WAIT, resolveResponses, spentInCalls } from './dialect.ts';

/** OpenAI: reasoning_effort; max_completion_tokens caps reasoning and visible tokens together. */
export const openai: Dialect = {
  name: 'openai',
  recognises: (url) => url.hostname === 'api.openai.com' || url.hostname.endsWith('.azure.com'),
  resolve: (budget, api) => {
    if (api === 'responses') return resolveResponses(budget, 'openai');
    if (spentInCalls(budget)) return { fields: {} };
    if (budget.kind === 'effort') return { fields: { reasoning_effort: budget.value } };
    if (budget.kind === 'cap') return { fields: { max_completion_tokens: budget.value } };
    if (budget.kind === 'wait') return NO_WAIT;
    return {
      unsupported: 'it takes an effort (low, medium, high, …), not thinking tokens or a switch',
    };
  },
};
