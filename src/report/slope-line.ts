import { points } from './numbers.ts';
import { printable } from './plain-text.ts';
import type { RunReport } from './report.ts';

/** One line: what each doubling of the tokens used does to the score, or why it cannot be told. */
export function slopeLine({ settings, slope }: RunReport): string {
  const model = printable(settings.model);
  if (slope.perDoubling === null) return `${model}: no slope, ${slope.reason ?? 'reason unknown'}`;
  const { low, high } = slope;
  const interval = low === null || high === null ? '' : ` [${points(low)}, ${points(high)}]`;
  return `${model}: slope per doubling of tokens ${points(slope.perDoubling)} points${interval}`;
}
