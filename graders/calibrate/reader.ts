import type { Rational } from '../../src/math/fraction.ts';
import type { Subject } from '../../src/reading/subject.ts';
import type { Label, Verdict } from '../verdict.ts';

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
  /** Replies that it may read at a time; by default one. */
  readonly atATime?: number;
  /** `about` is for people who look at its record. null where it comes to no verdict, for now. */
  read(
    subject: Subject,
    reply: string,
    about: string,
  ): ReplyReading | null | Promise<ReplyReading | null>;
}
