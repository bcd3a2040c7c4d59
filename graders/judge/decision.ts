import type { NoAnswer } from '../../src/model/json-answer.ts';
import type { Span } from '../../src/problem/problem.ts';
import type { Judged, Verdict } from '../verdict.ts';

/** What a grader makes of one reply: the part of a verdict that does not hang on the conversation. */
export interface Decision
  extends Pick<Verdict, 'label' | 'none' | 'requests' | 'final' | 'understood' | 'confidence'> {
  readonly evidence: ReadonlyArray<{ readonly span: Span; readonly shows: string }>;
  /** Only where judges were asked. */
  readonly judged?: Judged;
}

/** No verdict: too many of the judges gave no answer. They are asked again the next time. */
export interface Unscored {
  readonly unscored: NoAnswer | 'failed';
}
