import { type Dialect, resolveResponses, spentInCalls } from './dialect.ts';

/** SGLang: the same switch as vLLM; its hard budget of thinking tokens (--enable-strict-thinking). */
export const sglang: Dialect = {
  name: 'sglang',
  recognises: (url) => url.port === '30000',
  resolve: (budget, api) => {
    if (api === 'responses') return resolveResponses(budget, 'sglang');
    if (spentInCalls(budget) || budget.kind === 'wait') return { fields: {} };
    if (budget.kind === 'effort') return { fields: { reasoning_effort: budget.value } };
    if (budget.kind === 'cap') return { fields: { max_tokens: budget.value } };
    const enable_thinking = budget.kind === 'thinking-tokens' || budget.value;
    const fields = { chat_template_kwargs: { enable_thinking } };
    return {
      fields:
        budget.kind === 'thinking-tokens'
          ? { ...fields, custom_params: { thinking_budget: budget.value } }
          : fields,
    };
  },
};
