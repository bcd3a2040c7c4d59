import type { Span } from '../../src/problem/problem.ts';
import type { Verdict } from '../verdict.ts';

/** What the rules make of one reply. */
export interface Finding {
  readonly label: Verdict['label'];
  readonly none: Verdict['none'];
  /** See confidence in docs of `gradeByRules`. */
  readonly confidence: number;
  readonly evidence: ReadonlyArray<{ readonly span: Span; readonly shows: string }>;
}

export function finding(
  label: Finding['label'],
  confidence: number,
  shows: string,
  spans: readonly Span[] = [],
): Finding {
  return { label, none: null, confidence, evidence: spans.map((span) => ({ span, shows })) };
}

export function nothing(none: Finding['none'], confidence: number): Finding {
  return { label: 'none', none, confidence, evidence: [] };
}
