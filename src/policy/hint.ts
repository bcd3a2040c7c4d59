import type { Policy } from './policy.ts';
import { withFirst } from './said-so-far.ts';

const HINT =
  'If something that you need is missing or contradictory, ask me about it before you answer.';

/** Tells the model, with the problem, that it may ask. */
export const hint: Policy = {
  name: 'hint',
  calls: 1,
  wrap: (ask) => (messages) => ask(withFirst(messages, HINT)),
};
