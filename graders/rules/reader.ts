import { rational } from '../../src/math/fraction.ts';
import type { ReplyReader } from '../calibrate/reader.ts';
import { RULES } from './grade.ts';
import { labelWarily } from './wary.ts';

/** The rules, reading single replies that ended by themselves. */
export const rulesReader: ReplyReader = {
  name: RULES,
  read(subject, reply) {
    const { reading, found: finding } = labelWarily(subject, reply, 'stop');
    const { label: found, confidence, evidence } = finding;
    return {
      label: found,
      final: reading.answer && rational(reading.answer.value),
      confidence,
      evidence: evidence.map(({ span, shows }) => ({ span: reading.original(span), shows })),
    };
  },
};
