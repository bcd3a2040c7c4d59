import type { StrayRespondent } from './respondent.ts';
import { asAsked, conclude, refuse, takeUp } from './stray-phrases.ts';

/**
 * Once the problem is told it deflects all that is said, what belongs to the problem and changed premises too,
 * until the answer is asked for: it gives that of the problem as it was first told.
 */
export const deaf: StrayRespondent = {
  name: 'deaf',
  reply: (view) => {
    const { item, laid } = view;
    if (laid === null) return asAsked(view);
    if (laid.is === 'opening') return takeUp(item, laid);
    return laid.is === 'final' ? conclude(item, item.answer) : refuse(item, laid);
  },
  strays: ({ conversations, changed, distractors, onTopic, between }) => ({
    ...{ kept: 0, solved: 1 - changed / conversations, stale: 1, leaked: 0 },
    // What leads away last is followed by the question for the answer, which it hears.
    resumed: 1 - between / distractors,
    deflects: { precision: distractors / (distractors + between), recall: 1 },
    takesUp: { precision: 1, recall: 1 - between / onTopic },
  }),
};
