import type { Sentence } from '../../src/reading/sentences.ts';
import type { Stance } from '../../src/reading/stance.ts';
import type { Subject } from '../../src/reading/subject.ts';
import { namesSomething } from '../../src/reading/surroundings.ts';

/** Sentences that say what is missing, not only that something is. */
export function namedGap(
  { insufficiencies }: Stance,
  sentences: readonly Sentence[],
  subject: Subject,
): readonly Sentence[] {
  return insufficiencies.filter((sentence) => {
    const { text, manner } = sentence;
    if (namesSomething(text, manner.tongue, subject) || quotesText(text, subject)) return true;
    const before = sentences[sentences.indexOf(sentence) - 1];
    if (sentence.symbolic || before?.symbolic) return true;
    return POINTS_BACK.test(text) && before && namesSomething(before.text, manner.tongue, subject);
  });
}

/** "That amount does not occur in the text": the sentence before names it. */
const POINTS_BACK =
  /^\W{0,3}(?:that|this|it|these|those|they|which|das|dies|diese[rs]?|eso|esto|ese|cela|ce|cette|这|该)\b/i;

/** Quotes a word of the problem that says too little: "some", "several". */
export function quotesText(text: string, subject: Subject): boolean {
  const quoted = /["“„«]([\p{L} ]{3,40})["”“»]/u.exec(text)?.[1]?.toLowerCase();
  return quoted !== undefined && subject.text.toLowerCase().includes(quoted);
}
