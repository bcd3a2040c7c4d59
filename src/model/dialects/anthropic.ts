import { type Dialect, NO_WAIT, spentInCalls } from './dialect.ts';

/** The least that the endpoint takes. */
const MIN_THINKING = 1024;
/** Room for the visible reply: max_tokens must be above the thinking budget. */
const VISIBLE = 4096;

/** Anthropic's compatibility layer: thinking by tokens; efforts are ignored there, so they are refused here. */
export const anthropic: Dialect = {
  name: 'anthropic',
  recognises: (url) => url.hostname.endsWith('anthropic.com'),
  resolve: (budget, api) => {
    if (api === 'responses') return { unsupported: 'it has no Responses API; use --api chat' };
    if (spentInCalls(budget)) return { fields: {} };
    if (budget.kind === 'cap') return { fields: { max_tokens: budget.value } };
    if (budget.kind === 'wait') return NO_WAIT;
    if (budget.kind === 'thinking' && !budget.value) {
      return { fields: { thinking: { type: 'disabled' } } };
    }
    if (budget.kind === 'thinking-tokens' && budget.value >= MIN_THINKING) {
      return {
        fields: {
          thinking: { type: 'enabled', budget_tokens: budget.value },
          max_tokens: budget.value + VISIBLE,
        },
      };
    }
    return {
      unsupported: `it takes thinking tokens from ${MIN_THINKING} on, or nothink (tokens:2048, nothink)`,
    };
  },
};
