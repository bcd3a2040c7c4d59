import { type Dialect, NO_WAIT, resolveResponses, spentInCalls } from './dialect.ts';

/** Ollama: thinking is on by default and switched off by the effort "none". */
export const ollama: Dialect = {
  name: 'ollama',
  recognises: (url) => url.port === '11434',
  resolve: (budget, api) => {
    if (api === 'responses') return resolveResponses(budget, 'ollama');
    if (spentInCalls(budget)) return { fields: {} };
    if (budget.kind === 'effort') return { fields: { reasoning_effort: budget.value } };
    if (budget.kind === 'thinking') {
      return { fields: budget.value ? {} : { reasoning_effort: 'none' } };
    }
    if (budget.kind === 'cap') return { fields: { max_tokens: budget.value } };
    if (budget.kind === 'wait') return NO_WAIT;
    return { unsupported: 'it takes an effort (none, low, medium, high), not thinking tokens' };
  },
};
