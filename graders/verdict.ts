import { z } from 'zod';
import { Rational } from '../src/math/fraction.ts';
import { Span } from '../src/problem/problem.ts';
import { Spent } from '../src/protocol/transcript.ts';
import { CORRUPTED_LABELS, INTACT_LABELS, Label } from '../src/reading/labels.ts';

export { CORRUPTED_LABELS, INTACT_LABELS, Label };

/** What a grader says a conversation's replies did. One line of verdicts.<grader>.jsonl. */
export const Verdict = z.strictObject({
  item: z.string(),
  budget: z.string(),
  epoch: z.int().nonnegative(),
  /** Name and version: "rules/1". */
  grader: z.string(),
  /** What the first reply did. */
  label: Label,
  /** Why there is nothing to grade, where the label is none. */
  none: z.enum(['cut', 'empty', 'refused', 'filtered', 'unreadable']).nullable(),
  /** Whether the first reply requests any information, however vaguely (GSM-MC's REQ counts these). */
  requests: z.boolean(),
  /** The number that the last reply commits to. */
  final: Rational.nullable(),
  /**
   * Whether `final` is the twin's answer; on a corrupted item, only once the user's answers have
   * made it solvable: a lucky guess is not right.
   */
  right: z.boolean(),
  /** Quantities ("clash" for a contradiction) that the first reply's questions were taken to mean. */
  understood: z.array(z.string()),
  /** 0 to 1; below 0.5 the grader is unsure. */
  confidence: z.number().min(0).max(1),
  spent: Spent,
  /** Where the reply shows it. */
  evidence: z.array(z.strictObject({ turn: z.int(), span: Span, shows: z.string() })),
});
export type Verdict = z.infer<typeof Verdict>;
