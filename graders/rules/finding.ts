import type { Span } from '../../src/problem/problem.ts';
import type { Verdict } from '../verdict.ts';

/** What the rules make of one reply. */
export interface Finding {
  readonly label: Verdict['label'];
  readonly none: Verdict['none'];
  /** 0 to 1: how often the rule that decided is right; see CONFIDENCE. */
  readonly confidence: number;
  readonly evidence: ReadonlyArray<{ readonly span: Span; readonly shows: string }>;
}

/**
 * How often each rule was right on labelled replies before anything was fitted to them: three batches of
 * our own as they were first read, and the held-out set (448 replies), rounded. Below 0.5 the rules are
 * unsure. docs/grading.md says how far this holds.
 */
export const CONFIDENCE = {
  'answer in a box or called the answer': 0.95,
  'answer behind a cue': 0.8,
  'bare answer': 0.65,
  'right answer': 0.95,
  assumption: 0.9,
  formula: 0.9,
  'request for what is missing': 0.9,
  'generic request for what is named': 0.7,
  'generic request': 0.8,
  'request for a part, or for something else': 0.7,
  'request that nothing matches': 0.5,
  'needless request': 0.85,
  'what is missing is named': 0.9,
  'needless lack is named': 0.7,
  bounds: 0.65,
  cases: 0.55,
  'no answer, and no reason': 0.75,
  'clash without its statements': 0.6,
  denial: 0.5,
  refusal: 0.85,
  'breaks off': 0.85,
  'out of tokens': 0.8,
  'no words': 0.9,
  nothing: 1,
  'nothing that any rule reads': 0.3,
} as const;
export type Rule = keyof typeof CONFIDENCE;

/** What lowers it: signs that the reply did something else. */
export const DOUBTS = {
  /** A request stands beside the answer. */
  request: 0.35,
  /** It noticed a gap or a clash, and answered without flagging an assumption. */
  noticed: 0.35,
} as const;

export function finding(
  label: Finding['label'],
  rule: Rule,
  shows: string,
  spans: readonly Span[] = [],
  doubts: ReadonlyArray<keyof typeof DOUBTS> = [],
): Finding {
  const less = doubts.reduce<number>((sum, doubt) => sum + DOUBTS[doubt], 0);
  const confidence = CONFIDENCE[rule] - less;
  const evidence = spans.map((span) => ({ span, shows }));
  return { label, none: null, confidence: Math.max(0, confidence), evidence };
}

export function nothing(none: Finding['none'], rule: Rule): Finding {
  return { label: 'none', none, confidence: CONFIDENCE[rule], evidence: [] };
}
