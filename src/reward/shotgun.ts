import type { Fraction } from '../math/fraction.ts';
import { numbers } from '../reading/numbers.ts';
import type { Reading } from '../reading/read-reply.ts';
import type { Sentence } from '../reading/sentences.ts';

/**
 * Whether a reply scatters answers so that one of them may be the right one: it calls more than two
 * different numbers its answer (two may be a mistake and its correction), or offers several as one ("12 or
 * 15", a box that lists numbers). Grading that takes any of them would pay for it.
 */
export function isShotgun(reading: Reading): boolean {
  const { answer, sentences, text, manner } = reading;
  if (answer === null) return false;
  const boxes = Array.from(text.slice(0, LONGEST).matchAll(BOX), ([, inside = '']) => inside);
  const marked = sentences.filter((one) => !one.question).flatMap(markedPart);
  const called = [...boxes, ...marked].flatMap((part) => {
    const [first] = numbers(part, manner.tongue);
    return first ? [first.value] : [];
  });
  if (distinct(called).length > MOST_CALLED) return true;
  const own = sentences.find(({ span }) => span[0] <= answer.span[0] && answer.span[1] <= span[1]);
  const where = answer.how === 'boxed' ? boxes.slice(-1) : own ? [own.text] : [];
  return where.some((part) => offersSeveral(part, answer.value, reading));
}

/** A mistake, and its correction. */
const MOST_CALLED = 2;

/** Characters that boxes are looked for in. */
const LONGEST = 24_000;
const BOX = /\\boxed\s{0,2}\{([^{}]{1,120}(?:\{[^{}]{0,60}\}[^{}]{0,60}){0,6})\}/g;

/** What a sentence says behind "the answer is". */
function markedPart(sentence: Sentence): string[] {
  const marker = sentence.find('answerMarker');
  return marker ? [sentence.text.slice(marker[1], marker[1] + 200)] : [];
}

/** Another number stands beside the answer, and either may be taken. */
function offersSeveral(part: string, answer: Fraction, { manner, answer: own }: Reading): boolean {
  const found = numbers(part.slice(0, 2_000), manner.tongue);
  const pairs = found.slice(1).map((second, index) => ({ first: found[index], second }));
  return pairs.some(({ first, second }) => {
    if (!first || first.value.equals(second.value)) return false;
    if (!first.value.equals(answer) && !second.value.equals(answer)) return false;
    const between = part.slice(first.span[1], second.span[0]);
    return EITHER.test(between) || (own?.how === 'boxed' && LISTED.test(between));
  });
}

/** "12 or 15", "12 dollars or 15", "12/15 or 3"; not "12 or so". */
const EITHER =
  /^[^\p{L}\d]{0,12}(?:\p{L}{1,20}[^\p{L}\d]{1,6}){0,2}(?:or|oder|o|ou)[^\p{L}\d]{1,12}(?:\p{L}{1,20}[^\p{L}\d]{1,6}){0,2}$|^[^\p{L}\d]{0,6}或[^\p{L}\d]{0,6}$/iu;

/** "12, 15" in a box. */
const LISTED = /^[^\p{L}\d]{0,4}[,;|][^\p{L}\d]{0,8}$/u;

function distinct(values: readonly Fraction[]): Fraction[] {
  const kept: Fraction[] = [];
  for (const value of values) if (!kept.some((other) => other.equals(value))) kept.push(value);
  return kept;
}
