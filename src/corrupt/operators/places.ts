import type { Problem } from '../../problem/problem.ts';
import { endsSentence } from '../../problem/render.ts';
import { leansBack } from '../lint/leaning.ts';
import { intactState } from './operator.ts';

/** A sentence that begins so goes on from the one before it, even where the lint lets it pass. */
const GOES_ON =
  /^(?:he|she|it|they|his|her|its|their|this|that|these|those|then|so|but|each|both|after|such|there)\b/i;

/**
 * The segments before which a sentence may be added: where one ends in the intact text, not before
 * the first; places where the next sentence leans on the one before it only where there is no other.
 */
export function sentencePlaces(problem: Problem): number[] {
  const { text, segments } = intactState(problem).rendered;
  const all = problem.segments.flatMap((_, index) => {
    const before = text.slice(0, segments[index]?.[0]);
    return index > 0 && endsSentence(before) ? [index] : [];
  });
  const free = all.filter((index) => {
    const next = problem.segments[index]?.text.trim() ?? '';
    return !GOES_ON.test(next) && !leansBack(next);
  });
  return free.length > 0 ? free : all;
}
