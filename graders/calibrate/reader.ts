import type { Rational } from '../../src/math/fraction.ts';
import type { Subject } from '../../src/reading/subject.ts';
import type { Label, Verdict } from '../verdict.ts';

/** Below this confidence a grader is unsure: a verdict that nobody should count on. */
export const UNSURE = 0.5;

/** What a grader makes of one reply. */
export interface ReplyReading {
  readonly label: Label;
  /** The number that the reply commits to. */
  readonly final: Rational | null;
  /** 0 to 1. */
  readonly confidence: number;
  /** Character spans of the reply. */
  readonly evidence: ReadonlyArray<Pick<Verdict['evidence'][number], 'span' | 'shows'>>;
}

/** A grader as calibration sees it: it reads one reply at a time, whatever item the reply is to. */
export interface ReplyReader {
  /** Name and version: "rules/1". */
  readonly name: string;
  read(subject: Subject, reply: string): ReplyReading | Promise<ReplyReading>;
}
