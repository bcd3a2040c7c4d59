import type { Policy } from './policy.ts';
import { withFirst } from './said-so-far.ts';

const STEPS =
  'Think step by step: write down what is given and what is asked, then work it out, and only then reply.';

/** Tells the model to think step by step (Wei et al. 2022, arXiv 2201.11903; Kojima et al. 2022, arXiv 2205.11916). */
export const cot: Policy = {
  name: 'cot',
  calls: 1,
  wrap: (ask) => (messages) => ask(withFirst(messages, STEPS)),
};
