import type { Span } from '../problem/problem.ts';

/** A reply may be megabytes long; what it says about its outcome stands at its start and its end. */
const HALF = 12_000;
const GAP = '\n\n';

export interface Bounded {
  readonly text: string;
  /** Where a span of `text` lies in the original. */
  readonly original: (span: Span) => Span;
}

/** The text, or its first and last 12,000 characters where it is longer than both together. */
export function bounded(text: string): Bounded {
  if (text.length <= 2 * HALF + GAP.length) return { text, original: (span) => span };
  const skipped = text.length - 2 * HALF - GAP.length;
  const shift = (at: number, edge: number) => (at >= HALF + edge ? at + skipped : at);
  return {
    text: text.slice(0, HALF) + GAP + text.slice(-HALF),
    original: ([start, end]) => [shift(start, GAP.length), shift(end, GAP.length + 1)],
  };
}
