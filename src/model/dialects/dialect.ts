import type { Budget } from '../budget.ts';
import type { Fields } from '../completion.ts';

export type Api = 'chat' | 'responses';

/** Request fields, or why there are none for this budget and what to do instead. */
export type Resolved = { readonly fields: Fields } | { readonly unsupported: string };

/** How one family of endpoints takes budgets. */
export interface Dialect {
  readonly name: string;
  /** Whether an endpoint at this address speaks it. */
  recognises(url: URL): boolean;
  resolve(budget: Budget, api: Api): Resolved;
}

/** Budgets that are spent in several calls need no field. */
export function spentInCalls(
  budget: Budget,
): budget is Extract<Budget, { kind: 'default' | 'samples' | 'revise' }> {
  return budget.kind === 'default' || budget.kind === 'samples' || budget.kind === 'revise';
}

export const NO_WAIT: Resolved = {
  unsupported:
    'forced waits need a server that continues an assistant message (vLLM, SGLang); use revise:N',
};

/** The Responses API of endpoints that have it: one form for all. */
export function resolveResponses(budget: Budget, dialect: string): Resolved {
  if (spentInCalls(budget)) return { fields: {} };
  if (budget.kind === 'effort') return { fields: { reasoning: { effort: budget.value } } };
  if (budget.kind === 'cap') return { fields: { max_output_tokens: budget.value } };
  if (budget.kind === 'wait') return NO_WAIT;
  return {
    unsupported: `${dialect} takes effort and cap over the Responses API; or use --api chat`,
  };
}
