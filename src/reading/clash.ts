import type { Answer } from './answer.ts';
import { mentions } from './mentions.ts';
import type { Sentence } from './sentences.ts';
import type { Stance } from './stance.ts';
import type { Subject } from './subject.ts';
import { surroundings } from './surroundings.ts';
import { namesAll } from './understand.ts';

/** Whether the sentences name both of the clashing values. */
export function namesClash(sentences: readonly Sentence[], { clash }: Subject): boolean {
  if (!clash) return false;
  return namesAll(
    sentences.flatMap(({ numbers }) => numbers),
    clash.values,
  );
}

/** Whether a reply shows that two statements clash: says so, or names both values. */
export function noticesClash(
  sentences: readonly Sentence[],
  stance: Stance,
  subject: Subject,
): boolean {
  if (!subject.clash) return false;
  return stance.contradictions.length > 0 || namesClash(sentences, subject);
}

/** "So her change is 11 and not 12": a bare number that is a value of the clash, in a denial, is no answer. */
export function restatesClash(
  { how, value }: Answer,
  sentences: readonly Sentence[],
  stance: Stance,
  { clash, answer }: Subject,
): boolean {
  if (!clash || how !== 'result' || answer?.equals(value)) return false;
  if (stance.picks.length > 0 || !clash.values.some((own) => own.equals(value))) return false;
  return stance.contradictions.length > 0 || sentences.some((one) => one.shows('negative'));
}

/** Sentences that say which statements clash, not only that something is wrong. */
export function namedClash(
  sentences: readonly Sentence[],
  stance: Stance,
  subject: Subject,
): readonly Sentence[] {
  const { clash } = subject;
  if (!clash) return [];
  const { contradictions } = stance;
  if (namesClash(sentences, subject)) {
    return [...contradictions, ...stance.insufficiencies, ...stance.unsolvable];
  }
  if (contradictions.length > 0 && numbered(sentences) >= 2) return contradictions;
  const { vocabulary } = surroundings(subject);
  return contradictions.filter(({ numbers, text, manner: { tongue } }) => {
    const names = () => mentions(text, subject.quantities, { tongue, vocabulary });
    return (
      numbers.length >= 2 ||
      numbers.some(({ value }) => clash.values.some((own) => own.equals(value))) ||
      names().includes(clash.quantity)
    );
  });
}

/** How many of the sentences state numbers: results for each reading. */
function numbered(sentences: readonly Sentence[]): number {
  return sentences.filter(({ numbers }) => numbers.some(({ form }) => form === 'digits')).length;
}
