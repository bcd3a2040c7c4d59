import type { Completion } from '../model/completion.ts';
import type { Spent } from '../protocol/transcript.ts';

export const NOTHING: Spent = { calls: 0, input: 0, output: 0, reasoning: 0 };

/** Sums usage over calls; one unknown makes the sum unknown. */
export function spentOn(completions: readonly Completion[]): Spent {
  return completions.reduce<Spent>(
    (sum, { usage: { input, output, reasoning } }) =>
      plus(sum, { calls: 1, input, output, reasoning }),
    NOTHING,
  );
}

/** One unknown makes the sum unknown. */
export function plus(a: Spent, b: Spent): Spent {
  const sum = (one: number | null, other: number | null) =>
    one === null || other === null ? null : one + other;
  return {
    calls: a.calls + b.calls,
    input: sum(a.input, b.input),
    output: sum(a.output, b.output),
    reasoning: sum(a.reasoning, b.reasoning),
  };
}
