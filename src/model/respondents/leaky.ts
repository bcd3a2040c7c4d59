import { fraction, rational } from '../../math/fraction.ts';
import type { StrayRespondent } from './respondent.ts';
import { asAsked, conclude, deflect, follow, takeUp } from './stray-phrases.ts';

/** Deflects all that leads away but the irrelevant number, which it adds to its answer. */
export const leaky: StrayRespondent = {
  name: 'leaky',
  reply: (view) => {
    const { item, laid } = view;
    if (laid === null) return asAsked(view);
    if (laid.is === 'number') return follow(item, laid);
    if (laid.is === 'stray') return deflect(item, laid);
    if (laid.is !== 'final') return takeUp(item, laid);
    return conclude(item, rational(fraction(laid.answer).add(fraction(laid.number ?? '0'))));
  },
  strays: ({ distractors, numbers, onTopic }) => ({
    ...{ kept: 0, solved: 0, stale: 0, leaked: 1, resumed: 1 },
    deflects: { precision: 1, recall: 1 - numbers / distractors },
    takesUp: { precision: onTopic / (onTopic + numbers), recall: 1 },
  }),
};
