import type { Span } from '../problem/problem.ts';
import { conclude } from './answer.ts';
import { type Candidate, candidates, type RequestKind } from './candidates.ts';
import { said } from './said.ts';
import type { Tongue } from './tongue.ts';

/** Something that a reply asks of the user. */
export interface Request {
  readonly span: Span;
  readonly text: string;
  readonly kind: RequestKind;
  /** It names nothing: "please provide more details". */
  readonly generic: boolean;
  /** It has no word of its own for what it asks: "please provide it". */
  readonly bare: boolean;
  /** It asks for the value of a letter in a formula before it. */
  readonly symbol: boolean;
  /** Set where the reader is spoken to, so that it is no self-talk. */
  readonly addressed: boolean;
  /** It asks which of several holds. */
  readonly choice: boolean;
  /** "Yes" or "no" would answer it: it asks for no value. */
  readonly yesNo: boolean;
  readonly parts: readonly string[];
  readonly antecedents: readonly string[];
  /** The languages that it is in. */
  readonly tongue: Tongue;
}

/**
 * The requests that a reply puts to the user, with or without a question mark. Courtesies, the
 * problem's own question (`question`) said again, and questions that the reply goes on to answer
 * itself are none. Replies over 24,000 characters are read at both ends only.
 */
export function requests(text: string, question: string | null = null): Request[] {
  const reply = said(text);
  const found = candidates(reply.sentences, question);
  const { answer } = conclude(reply, found, question);
  return unsettled(found, answer?.span ?? null, reply.manner.tongue).map((request) => ({
    ...request,
    span: reply.original(request.span),
  }));
}

/** The requests among the candidates: not those that nobody was asked and that the answer settled. */
export function unsettled(
  found: readonly Candidate[],
  answer: Span | null,
  tongue: Tongue,
): Request[] {
  return found
    .filter(({ addressed, span }) => answer === null || addressed || span[0] >= answer[0])
    .map(({ sentence: _, ...rest }) => ({ ...rest, tongue }));
}
