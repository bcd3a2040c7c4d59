import type { StrayRespondent } from './respondent.ts';
import { asAsked, conclude, follow, takeUp } from './stray-phrases.ts';

/** Follows the user wherever he goes, and still ends with the right answer. */
export const chatty: StrayRespondent = {
  name: 'chatty',
  reply: (view) => {
    const { item, laid } = view;
    if (laid === null) return asAsked(view);
    if (laid.is === 'final') return conclude(item, laid.answer);
    return laid.is === 'stray' || laid.is === 'number' ? follow(item, laid) : takeUp(item, laid);
  },
  strays: ({ onTopic, distractors }) => ({
    ...{ kept: 0, solved: 1, stale: 0, leaked: 0, resumed: 1 },
    deflects: { precision: null, recall: 0 },
    takesUp: { precision: onTopic / (onTopic + distractors), recall: 1 },
  }),
};
