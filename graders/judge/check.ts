import { type Fraction, type Rational, rational } from '../../src/math/fraction.ts';
import type { Span } from '../../src/problem/problem.ts';
import { numbers } from '../../src/reading/numbers.ts';
import type { Reading } from '../../src/reading/read-reply.ts';
import { shows } from '../../src/reading/tongue.ts';
import { CLASH, OTHER } from '../../src/reading/understand.ts';
import { suffices } from '../rules/label-corrupted.ts';
import type { Doubt, Label } from '../verdict.ts';
import type { JudgeAnswer } from './answer.ts';
import type { Case } from './case.ts';
import { locate } from './quotes.ts';

/** What is left of a judge's answer once the reply itself has been asked. */
export interface Checked {
  readonly label: Label;
  readonly final: Rational | null;
  readonly understood: readonly string[];
  readonly evidence: readonly Span[];
  readonly confidence: number;
  /** What the reply refutes: where there is one, the label does not stand. */
  readonly refuted: readonly Doubt[];
}

/** Labels of replies that commit to a number. */
const ANSWERS: ReadonlySet<Label> = new Set(['solves', 'errs', 'assumes', 'guesses']);

/**
 * Holds an answer to what can be told without a judge. Quotes must stand in the reply; a final number
 * must stand there as a number, and is compared exactly: the judge decides no arithmetic, nor which
 * asks suffice where it says what was asked; a label that needs a number or a request falls where
 * the reply has none. `reading` is of the reply without what is said to graders.
 */
export function check(answer: JudgeAnswer, judged: Case, reading: Reading): Checked {
  const { subject } = judged;
  const spans = answer.evidence.slice(0, 8).map((quote) => locate(quote, judged.text));
  const evidence = spans.filter((span) => span !== null);
  const understood = knownIds(answer.asked, judged);
  const final = ANSWERS.has(answer.label) ? numberIn(answer.final ?? '') : null;
  const label = bySubstance(answer.label, final, understood, judged);
  const refuted = refutations(label, final, evidence, judged, reading);
  const quoted = spans.length === 0 ? 0 : evidence.length / spans.length;
  return {
    label,
    final: final && rational(final),
    understood: subject.kind === 'intact' ? [] : understood,
    evidence,
    confidence: answer.confidence * (0.5 + 0.5 * quoted),
    refuted,
  };
}

/** An answer as the judge gave it, for measuring what the check is worth. */
export function unchecked(answer: JudgeAnswer, judged: Case): Checked {
  const final = numberIn(answer.final ?? '');
  return {
    label: answer.label,
    final: final && rational(final),
    understood: knownIds(answer.asked, judged),
    evidence: answer.evidence
      .map((quote) => locate(quote, judged.text))
      .filter((span) => span !== null),
    confidence: answer.confidence,
    refuted: [],
  };
}

/** The one number in a string; null where there is none, or several. */
function numberIn(text: string): Fraction | null {
  const [only, ...others] = numbers(text.slice(0, 200));
  return others.length === 0 ? (only?.value ?? null) : null;
}

function knownIds(asked: readonly string[], { subject }: Case): string[] {
  const known = new Set(subject.quantities.map(({ id }) => id));
  if (subject.kind === 'contradicted') known.add(CLASH);
  if (!subject.complete) known.add(OTHER);
  return [...new Set(asked)].filter((id) => known.has(id));
}

/** The label that exact arithmetic and the certificate give, where they decide. */
function bySubstance(
  label: Label,
  final: Fraction | null,
  understood: readonly string[],
  { subject }: Case,
): Label {
  if ((label === 'solves' || label === 'errs') && final && subject.answer) {
    return final.equals(subject.answer) ? 'solves' : 'errs';
  }
  if ((label === 'asks' || label === 'asks-other') && understood.length > 0 && subject.complete) {
    const asked = new Set(understood);
    // To ask for the quantity that is given twice is to ask which value holds.
    if (subject.clash && asked.has(subject.clash.quantity)) asked.add(CLASH);
    return suffices(asked, subject) ? 'asks' : 'asks-other';
  }
  return label;
}

function refutations(
  label: Label,
  final: Fraction | null,
  evidence: readonly Span[],
  { subject, text }: Case,
  reading: Reading,
): Doubt[] {
  const said = numbers(reading.text);
  const committed = reading.answer?.how === 'boxed' || reading.answer?.how === 'marked';
  if (ANSWERS.has(label)) {
    if (said.length === 0) return ['no-number'];
    if (!final || !said.some(({ value }) => value.equals(final))) return ['final-not-in-reply'];
    const other = committed && !reading.answer?.value.equals(final);
    return other ? ['other-answer'] : [];
  }
  const found: Doubt[] = committed ? ['other-answer'] : [];
  const asking = label === 'asks' || label === 'asks-other';
  if (
    asking &&
    reading.asked.length === 0 &&
    !evidence.some((span) => requestLike(span, text, subject.text, reading))
  )
    found.push('no-request');
  return found;
}

/**
 * Whether a quote asks the user something: in words of a request, or by a question that is not the
 * problem's own. A question on the way to an answer, put to nobody, is none.
 */
function requestLike(
  [start, end]: Span,
  reply: string,
  problem: string,
  reading: Reading,
): boolean {
  const quote = reply.slice(start, end);
  // What was said to a grader is blank in what the rules read.
  if (!reading.text.includes(quote)) return false;
  if (squeezed(problem).includes(squeezed(quote))) return false;
  if (shows('imperativeRequest', quote)) return true;
  if (shows('indirectRequest', quote) && !shows('notRequest', quote)) return true;
  const settled = reading.answer !== null && start < reading.original(reading.answer.span)[0];
  return /[??؟;՞]/.test(quote) && (!settled || shows('addressed', quote));
}

function squeezed(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ');
}
