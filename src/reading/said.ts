import type { Span } from '../problem/problem.ts';
import { bounded } from './bounds.ts';
import { type Manner, mannerOf, type Sentence, sentences } from './sentences.ts';

/** A reply, taken apart. Spans are offsets into `text`. */
export interface Said {
  /** The reply, or both its ends where it is very long. */
  readonly text: string;
  readonly original: (span: Span) => Span;
  readonly manner: Manner;
  /** What it says to its reader. */
  readonly sentences: readonly Sentence[];
  /** Those too in which it tells a grader about itself. */
  readonly all: readonly Sentence[];
}

/** Takes a reply apart. */
export function said(reply: string): Said {
  const { text, original } = bounded(withoutThinking(reply));
  const manner = mannerOf(text);
  const all = sentences(text, manner);
  const spoken = TO_GRADER.test(text) ? all.filter((one) => !one.shows('toGrader')) : all;
  return { text, original, manner, sentences: spoken, all };
}

/** Without any of these words nobody speaks to a grader. */
const TO_GRADER =
  /grad|evaluat|judge|this (?:reply|response|answer|output)|antwort|respuesta|r[eé]ponse|[评阅]/i;

/** Thinking that an endpoint left in the reply is not said: blanked at the same length. */
function withoutThinking(reply: string): string {
  const open = /^\s{0,20}<(think|thinking|reasoning)>/i.exec(reply.slice(0, 60));
  const tag = open?.[1];
  if (tag === undefined) return reply;
  const close = `</${tag}>`;
  const at = reply.indexOf(close);
  if (at < 0) return reply;
  const end = at + close.length;
  return reply.slice(0, end).replace(/[^\n]/g, ' ') + reply.slice(end);
}
