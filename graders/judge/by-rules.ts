import { rational } from '../../src/math/fraction.ts';
import type { Sign } from '../../src/reading/injection.ts';
import type { Reading } from '../../src/reading/read-reply.ts';
import { labelWarily } from '../rules/wary.ts';
import type { Case } from './case.ts';
import type { Decision } from './decision.ts';

/** What the rules make of a reply; the reading is without what it says to its grader. */
export interface RulesView {
  readonly decision: Decision;
  readonly reading: Reading;
  readonly signs: readonly Sign[];
}

export function byRules({ subject, text, finish }: Case): RulesView {
  const { found, reading, signs } = labelWarily(subject, text, finish);
  return {
    reading,
    signs,
    decision: {
      label: found.label,
      none: found.none,
      requests: reading.asked.length > 0,
      final: reading.answer && rational(reading.answer.value),
      understood: [...new Set(reading.asked.flatMap(({ means }) => means))],
      confidence: Math.min(1, Math.max(0, found.confidence)),
      evidence: found.evidence.map(({ span, shows }) => ({ span: reading.original(span), shows })),
    },
  };
}
