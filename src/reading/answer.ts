import type { Fraction } from '../math/fraction.ts';
import type { Span } from '../problem/problem.ts';
import { type Candidate, candidates } from './candidates.ts';
import { patternText } from './pattern-text.ts';
import { questionRead } from './question.ts';
import { inExample, result } from './result.ts';
import { type Said, said } from './said.ts';
import type { Manner, Sentence } from './sentences.ts';
import { DEGREES, isSymbolic } from './symbolic.ts';
import { boldIn, isRange, valueIn } from './value.ts';
import type { Wanted } from './wanted.ts';

export interface Answer {
  readonly value: Fraction;
  readonly span: Span;
  /** By what the reply commits to it. */
  readonly how: 'boxed' | 'marked' | 'bold' | 'result';
}

/**
 * The number that a reply commits to as its answer, or null. A box or "the answer is" counts
 * wherever it stands (the last one wins); a bare result counts only at the end, and not beside a
 * request, a bound, a table of cases or a statement that the problem cannot be solved.
 * `question` (the problem's own) tells which unit is asked for. Replies over 24,000 characters are
 * read at both ends only.
 */
export function finalAnswer(text: string, question: string | null = null): Answer | null {
  const reply = said(text);
  const { answer } = conclude(reply, candidates(reply.sentences, question), question);
  return answer && { ...answer, span: reply.original(answer.span) };
}

/** What a reply ends in. */
export interface Conclusion {
  readonly answer: Answer | null;
  /** Where it calls a formula its answer: \boxed{2r + 15}; null where it does not. */
  readonly formula: Span | null;
  /** What it puts in a box that is no number: \boxed{\text{north}}; null where it does not. */
  readonly other: { readonly text: string; readonly span: Span } | null;
}

/** The same, for a reply that is already taken apart. */
export function conclude(
  reply: Said,
  asked: readonly Candidate[],
  question: string | null,
): Conclusion {
  const { wanted } = questionRead(question);
  const strong = committed(reply, asked, wanted);
  if (!strong)
    return { answer: result(reply.sentences, asked, wanted), formula: null, other: null };
  const { answer, span, inside } = strong;
  const formula = answer === null && strong.formula ? span : null;
  return { answer, formula, other: answer === null && inside ? { text: inside, span } : null };
}

/** A place where a reply says what its answer is; `answer` is null where that is no number. */
interface Commitment {
  readonly span: Span;
  readonly answer: Answer | null;
  /** It is an expression with letters for numbers. */
  readonly formula: boolean;
  /** What stands in its box. */
  readonly inside?: string;
}

/** The last box or "the answer is", whichever comes later. */
function committed(reply: Said, asked: readonly Candidate[], wanted: Wanted): Commitment | null {
  const box = boxed(reply, wanted);
  const mark = marked(reply.sentences, asked, wanted);
  return box && (!mark || box.span[0] >= mark.span[0]) ? box : mark;
}

/** What is said of an answer behind its marker. */
const LONGEST_STATEMENT = 2_000;

/** A box is no longer than that. */
const LONGEST_BOX = 400;

function boxed({ text, manner }: Said, wanted: Wanted): Commitment | null {
  const at = text.lastIndexOf('\\boxed');
  if (at < 0) return null;
  const open = text.indexOf('{', at);
  if (open < 0 || open > at + 8) return null;
  let depth = 0;
  for (let end = open; end < Math.min(text.length, open + LONGEST_BOX); end += 1) {
    if (text[end] === '{') depth += 1;
    if (text[end] === '}') depth -= 1;
    if (depth > 0) continue;
    const inside = text.slice(open + 1, end);
    const found = valueIn(inside, open + 1, 'last', wanted, manner);
    const answer = found && { ...found, how: 'boxed' as const };
    return { span: [at, end + 1], answer, formula: isFormula(inside, manner), inside };
  }
  return null;
}

/** Letters for numbers, and no words: "2r + 15", "\\omega - \\delta". */
function isFormula(text: string, { symbols, tongue }: Manner): boolean {
  if (tongue.find('unsolvable', patternText(text).text) !== null) return false;
  if (isSymbolic(text, symbols)) return true;
  const bare = text.replace(DEGREES, ' ').replace(/\\[a-zA-Z]{1,20}/g, 'u');
  return !/\\text|\p{L}{3}/u.test(bare) && /[a-zA-Z]/.test(bare);
}

function marked(
  all: readonly Sentence[],
  asked: readonly Candidate[],
  wanted: Wanted,
): Commitment | null {
  const addressed = asked.some((request) => request.addressed && !request.yesNo);
  for (let index = all.length - 1; index >= 0; index -= 1) {
    const sentence = all[index];
    if (!sentence || sentence.question) continue;
    const marker = sentence.find('answerMarker');
    if (!marker || sentence.shows('remark')) continue;
    if (asked.some((request) => request.sentence === index)) continue;
    if (addressed && conditional(all, index)) continue;
    const { said, from } = behind(all, index, marker[1]);
    const { manner, span } = sentence;
    if (isSymbolic(said, manner.symbols)) return { span, answer: null, formula: true };
    if (isRange(said, wanted, manner) || unsolved(said, manner)) {
      return { span, answer: null, formula: false };
    }
    const found =
      boldIn(said, from, wanted, manner) ?? valueIn(said, from, 'first', wanted, manner);
    if (found) return { span, answer: { ...found, how: 'marked' }, formula: false };
  }
  return null;
}

/** What stands behind a marker: the rest of its sentence, or the next one where that says nothing. */
function behind(
  all: readonly Sentence[],
  index: number,
  end: number,
): { said: string; from: number } {
  const sentence = all[index];
  const next = all[index + 1];
  if (!sentence) return { said: '', from: 0 };
  const rest = sentence.text.slice(end, end + LONGEST_STATEMENT);
  return !/[\p{L}\d]/u.test(rest) && next
    ? { said: next.text.slice(0, LONGEST_STATEMENT), from: next.span[0] }
    : { said: rest, from: sentence.span[0] + end };
}

/** "If a glass costs 3 dollars, the answer is 52": what it would be, not what it is. */
function conditional(all: readonly Sentence[], index: number): boolean {
  const [before, sentence] = [all[index - 1], all[index]];
  return (
    (sentence?.shows('condition') ?? false) ||
    (sentence?.shows('illustration') ?? false) ||
    (before?.shows('illustration') ?? false) ||
    inExample(all, index)
  );
}

function unsolved(text: string, { tongue }: Manner): boolean {
  return tongue.find('unsolvable', patternText(text).text) !== null;
}
