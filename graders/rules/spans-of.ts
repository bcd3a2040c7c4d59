import type { Span } from '../../src/problem/problem.ts';

export function spansOf(placed: ReadonlyArray<{ readonly span: Span }>): Span[] {
  return placed.map(({ span }) => span);
}
