import { rational } from '../../src/math/fraction.ts';
import type { ReplyReader } from '../calibrate/reader.ts';
import { label } from './core.ts';
import { RULES } from './grade.ts';
import { readReply } from './read-reply.ts';

/** The rules, reading single replies that ended by themselves. */
export const rulesReader: ReplyReader = {
  name: RULES,
  read(subject, reply) {
    const reading = readReply(reply, subject);
    const { label: found, confidence, evidence } = label(subject, reading, 'stop');
    return {
      label: found,
      final: reading.answer && rational(reading.answer.value),
      confidence,
      evidence: evidence.map(({ span, shows }) => ({ span: reading.original(span), shows })),
    };
  },
};
