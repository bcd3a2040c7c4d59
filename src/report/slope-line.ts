import { points, pointsInterval } from './numbers.ts';
import type { Slope } from './slope.ts';

/** One line about a run of that name: what each doubling of the tokens used does to the score, or why it cannot be told. */
export function slopeLine(name: string, { slope }: { readonly slope: Slope }): string {
  if (slope.perDoubling === null) return `${name}: no slope, ${slope.reason ?? 'reason unknown'}`;
  return `${name}: slope per doubling of tokens ${points(slope.perDoubling)} points ${pointsInterval(slope)}`;
}
