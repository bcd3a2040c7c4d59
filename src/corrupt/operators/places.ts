import type { Problem } from '../../problem/problem.ts';
import { endsSentence, render } from '../../problem/render.ts';

/** A sentence that begins so leans on the one before it: nothing may come between. */
const LEANS =
  /^(?:he|she|it|they|his|her|its|their|this|that|these|those|then|so|but|each|both|after|such|there)\b/i;

/**
 * The segments before which a sentence may be added: where one ends in the intact text, not before
 * the first; places where the next sentence leans on the one before it only where there is no other.
 */
export function sentencePlaces(problem: Pick<Problem, 'segments'>): number[] {
  const all = problem.segments.flatMap((_, index) => {
    const before = render({ segments: problem.segments.slice(0, index) }).text;
    return index > 0 && endsSentence(before) ? [index] : [];
  });
  const free = all.filter((index) => !LEANS.test(problem.segments[index]?.text.trim() ?? ''));
  return free.length > 0 ? free : all;
}
