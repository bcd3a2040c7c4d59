import type { Span } from '../../src/problem/problem.ts';
import { type Answer, finalAnswer } from '../../src/reading/answer.ts';
import { bounded } from '../../src/reading/bounds.ts';
import { type Request, requests } from '../../src/reading/requests.ts';
import { spoken } from '../../src/reading/sentences.ts';
import { type Stance, stance } from '../../src/reading/stance.ts';
import type { Subject } from '../../src/reading/subject.ts';
import { understand } from '../../src/reading/understand.ts';

/** A request with what it was taken to mean. */
export interface Understood {
  readonly request: Request;
  readonly means: readonly string[];
}

/** All that the rules look at in one reply. Spans are offsets into `text`. */
export interface Reading {
  /** The reply, or both its ends where it is very long. */
  readonly text: string;
  readonly original: (span: Span) => Span;
  readonly answer: Answer | null;
  readonly asked: readonly Understood[];
  readonly stance: Stance;
}

export function readReply(reply: string, subject: Subject): Reading {
  const { text, original } = bounded(reply);
  const asked = requests(text, subject.question).map((request) => ({
    request,
    means: understand(request, subject, text),
  }));
  return {
    text,
    original,
    answer: finalAnswer(text, subject.question),
    asked,
    stance: stance(spoken(text)),
  };
}
