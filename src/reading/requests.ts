import type { Span } from '../problem/problem.ts';
import { findAnswer } from './answer.ts';
import { bounded } from './bounds.ts';
import { type Candidate, candidates, type RequestKind } from './candidates.ts';
import { spoken } from './sentences.ts';

/** Something that a reply asks of the user. */
export interface Request {
  readonly span: Span;
  readonly text: string;
  readonly kind: RequestKind;
  /** It names nothing: "please provide more details". */
  readonly generic: boolean;
  /** It asks which of several holds. */
  readonly choice: boolean;
  readonly parts: readonly string[];
  readonly antecedents: readonly string[];
}

/**
 * The requests that a reply puts to the user, with or without a question mark. Courtesies, the
 * problem's own question (`question`) said again, and questions that the reply goes on to answer
 * itself are none. Replies over 40,000 characters are read at both ends only.
 */
export function requests(text: string, question: string | null = null): Request[] {
  const { text: read, original } = bounded(text);
  const all = spoken(read);
  const found = candidates(all, question);
  const answer = findAnswer(read, all, found, question);
  return found
    .filter((candidate) => answer === null || !settled(candidate, answer.span))
    .map(({ addressed: _, sentence: __, span, ...rest }) => ({ ...rest, span: original(span) }));
}

/** A question that nobody was asked and after which the reply commits to an answer. */
function settled(candidate: Candidate, answer: Span): boolean {
  return !candidate.addressed && candidate.span[0] < answer[0];
}
