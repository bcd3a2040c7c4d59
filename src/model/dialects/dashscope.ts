import { type Dialect, NO_WAIT, spentInCalls } from './dialect.ts';

/** DashScope's compatible mode (Qwen): a switch and a budget of thinking tokens at the top level. */
export const dashscope: Dialect = {
  name: 'dashscope',
  recognises: (url) => url.hostname.includes('dashscope'),
  resolve: (budget, api) => {
    if (api === 'responses') return { unsupported: 'it has no Responses API; use --api chat' };
    if (spentInCalls(budget)) return { fields: {} };
    if (budget.kind === 'thinking') return { fields: { enable_thinking: budget.value } };
    if (budget.kind === 'thinking-tokens') {
      return { fields: { enable_thinking: true, thinking_budget: budget.value } };
    }
    if (budget.kind === 'cap') return { fields: { max_tokens: budget.value } };
    if (budget.kind === 'wait') return NO_WAIT;
    return { unsupported: 'it takes think, nothink or tokens:N, not an effort' };
  },
};
