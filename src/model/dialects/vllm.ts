import { type Dialect, resolveResponses, spentInCalls } from './dialect.ts';

/**
 * vLLM with a reasoning parser (Qwen3 and kin): a switch in the chat template, and a budget of
 * thinking tokens at the top level of the body, which older builds ignore in silence.
 */
export const vllm: Dialect = {
  name: 'vllm',
  recognises: (url) => url.port === '8000',
  resolve: (budget, api) => {
    if (api === 'responses') return resolveResponses(budget, 'vllm');
    if (spentInCalls(budget) || budget.kind === 'wait') return { fields: {} };
    if (budget.kind === 'effort') return { fields: { reasoning_effort: budget.value } };
    if (budget.kind === 'cap') return { fields: { max_tokens: budget.value } };
    const enable_thinking = budget.kind === 'thinking-tokens' || budget.value;
    const fields = { chat_template_kwargs: { enable_thinking } };
    return {
      fields:
        budget.kind === 'thinking-tokens'
          ? { ...fields, thinking_token_budget: budget.value }
          : fields,
    };
  },
};
