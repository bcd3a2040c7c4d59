import { type Dialect, NO_WAIT, resolveResponses, spentInCalls } from './dialect.ts';

/** DeepSeek: a switch, and an effort of which it tells low, high and max apart. */
export const deepseek: Dialect = {
  name: 'deepseek',
  recognises: (url) => url.hostname.endsWith('deepseek.com'),
  resolve: (budget, api) => {
    if (api === 'responses') return resolveResponses(budget, 'deepseek');
    if (spentInCalls(budget)) return { fields: {} };
    if (budget.kind === 'thinking') return { fields: { thinking: switched(budget.value) } };
    if (budget.kind === 'cap') return { fields: { max_tokens: budget.value } };
    if (budget.kind === 'wait') return NO_WAIT;
    if (budget.kind === 'thinking-tokens') {
      return { unsupported: 'it takes an effort (low, high, max), not thinking tokens' };
    }
    if (budget.value === 'none') return { fields: { thinking: switched(false) } };
    // As the endpoint maps them itself: so two names of one setting are seen to be one.
    const reasoning_effort = EFFORTS[budget.value];
    return { fields: { thinking: switched(true), reasoning_effort } };
  },
};

const EFFORTS = {
  minimal: 'low',
  low: 'low',
  medium: 'high',
  high: 'high',
  xhigh: 'high',
  max: 'max',
};

function switched(on: boolean): { type: 'enabled' | 'disabled' } {
  return { type: on ? 'enabled' : 'disabled' };
}
