import type { ReplyReader } from '../calibrate/reader.ts';
import type { JudgingGrader } from './grader.ts';

/** A judging grader, reading single replies that ended by themselves. */
export function judgeReader({ version, atATime = 1, decide }: JudgingGrader): ReplyReader {
  return {
    name: version,
    atATime,
    async read(subject, reply, about) {
      const decision = await decide({ about, subject, told: [], text: reply, finish: 'stop' });
      if ('unscored' in decision) return null;
      const { label, final, confidence, evidence } = decision;
      return { label, final, confidence, evidence };
    },
  };
}
