import type { Answer } from '../../src/reading/answer.ts';
import type { Reading } from '../../src/reading/read-reply.ts';
import type { Rule } from './finding.ts';

/** By what a reply commits to its number: a box, a cue in the sentence ("so", "="), or nothing. */
export function answerRule({ sentences }: Reading, { how, span }: Answer): Rule {
  if (how === 'boxed' || how === 'marked') return 'answer in a box or called the answer';
  const sentence = sentences.find((one) => one.span[0] <= span[0] && span[1] <= one.span[1]);
  return how === 'bold' || sentence?.shows('resultCue') ? 'answer behind a cue' : 'bare answer';
}
