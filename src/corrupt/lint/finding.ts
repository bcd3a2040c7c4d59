import type { Span } from '../../problem/problem.ts';

/** Something that a careful writer would not leave in a text. */
export interface Finding {
  /** A short name, the same for the same kind of slip: "one-plural". */
  readonly rule: string;
  /** Where it stands: offsets into the text. */
  readonly span: Span;
  /** What is wrong, with the words that are. */
  readonly message: string;
}

/** A finding about a stretch of the text, which is quoted in the message. */
export function finding(source: string, span: Span, rule: string, what: string): Finding {
  const quoted = source.slice(span[0], Math.min(span[1], span[0] + 60));
  return { rule, span, message: quoted === '' ? what : `${what}: "${quoted}"` };
}
