import type { Span } from '../problem/problem.ts';
import { type Answer, conclude } from './answer.ts';
import { candidates } from './candidates.ts';
import { noticesClash, restatesClash } from './clash.ts';
import { type Request, unsettled } from './requests.ts';
import { type Said, said as takenApart } from './said.ts';
import type { Manner, Sentence } from './sentences.ts';
import { Stance } from './stance.ts';
import type { Subject } from './subject.ts';
import { understand } from './understand.ts';

/** A request with what it was taken to mean. */
export interface Understood {
  readonly request: Request;
  /** Quantities, or "clash". */
  readonly means: readonly string[];
  /** It plainly asks for something else: what the text states, or what the problem does not speak of. */
  readonly elsewhere: boolean;
}

/** All that is looked at in one reply. Spans are offsets into `text`. */
export interface Reading {
  /** The reply, or both its ends where it is very long. */
  readonly text: string;
  readonly original: (span: Span) => Span;
  readonly manner: Manner;
  readonly sentences: readonly Sentence[];
  readonly answer: Answer | null;
  /** Where it calls a formula its answer. */
  readonly formula: Span | null;
  /** Where it calls one of the things that the problem offers its answer: a choice "(B)", a direction. */
  readonly choice: Span | null;
  readonly asked: readonly Understood[];
  readonly stance: Stance;
  /** It shows that two statements clash. */
  readonly clashNoticed: boolean;
}

export function readReply(reply: string, subject: Subject): Reading {
  return readSaid(takenApart(reply), subject);
}

/** The same, for a reply that is already taken apart. */
export function readSaid(taken: Said, subject: Subject): Reading {
  const { text, original, manner, sentences } = taken;
  const found = candidates(sentences, subject.question);
  const { answer: said, other, ...concluded } = conclude(taken, found, subject.question);
  const choice = other && offers(subject.text, other.text) ? other.span : null;
  const formula = choice ? null : concluded.formula;
  const stance = new Stance(sentences);
  const answer = said && restatesClash(said, sentences, stance, subject) ? null : said;
  const clashNoticed = noticesClash(sentences, stance, subject);
  const asked = unsettled(found, answer?.span ?? null, manner.tongue).map((request) => ({
    request,
    ...understand(request, subject, clashNoticed),
  }));
  const settled = { answer, formula, choice };
  return { text, original, manner, sentences, ...settled, asked, stance, clashNoticed };
}

/** Whether a problem offers what stands in a box: words of its own, the letter of a choice. */
function offers(problem: string, boxed: string): boolean {
  const plain = boxed.replace(/\\(?:text|textbf|mathrm|mathbf)\b|[{}()*$]/g, ' ').trim();
  if (/^[A-E]$/.test(plain)) return problem.includes(`(${plain})`);
  const words = plain.toLowerCase().split(/\s+/);
  return (
    words.length <= 3 &&
    words.every((word) => /^\p{L}{3,20}$/u.test(word)) &&
    problem.toLowerCase().includes(words.join(' '))
  );
}
