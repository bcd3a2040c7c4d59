import type { Policy } from './policy.ts';
import { listOf, saidByUser } from './said-so-far.ts';

/**
 * Once the conversation is over, the user sums up all that he has said, and has one more reply (Laban
 * et al. 2025, arXiv 2505.06120). What was all said at once is not said again.
 */
export const recap: Policy = {
  name: 'recap',
  calls: 1,
  wrap: (ask) => ask,
  closing(messages) {
    const said = saidByUser(messages);
    if (said.length < 2) return null;
    return `To sum up, this is all that I have told you:\n${listOf(said)}\n\nWith all of this, please answer my question again.`;
  },
};
