import type { StrayRespondent } from './respondent.ts';
import { asAsked, conclude, deflect, takeUp } from './stray-phrases.ts';

/** Deflects what leads away, takes up what does not, changed premises too, and ends with the right answer. */
export const steady: StrayRespondent = {
  name: 'steady',
  reply: (view) => {
    const { item, laid } = view;
    if (laid === null) return asAsked(view);
    if (laid.is === 'final') return conclude(item, laid.answer);
    return laid.is === 'stray' || laid.is === 'number' ? deflect(item, laid) : takeUp(item, laid);
  },
  strays: () => ({
    ...{ kept: 1, solved: 1, stale: 0, leaked: 0, resumed: 1 },
    deflects: { precision: 1, recall: 1 },
    takesUp: { precision: 1, recall: 1 },
  }),
};
