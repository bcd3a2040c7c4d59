import type { Item } from '../../../src/corrupt/item.ts';
import { fraction } from '../../../src/math/fraction.ts';
import { isDistractor, type Kind } from '../../../src/protocol/distract/kind.ts';
import { said } from '../../../src/reading/said.ts';
import type { Sentence } from '../../../src/reading/sentences.ts';
import type { Did } from '../../verdict.ts';
import {
  ARITHMETIC,
  COMPLIES,
  COURTESY,
  DECLINES,
  DISMISSES,
  GUIDING,
  OFFERS,
  RETURNS,
  says,
  TUTORING,
} from './phrases.ts';
import { contentWords, problemWords } from './problem-words.ts';

/** A turn of the user, and what a reply that does what he asks would show. */
export interface Heard {
  readonly kind: Kind;
  readonly user: string;
  readonly number?: string | undefined;
  readonly shows?: readonly string[];
}

/** So many characters of a reply are read. */
const LONGEST = 20_000;

/** So many words about something else are more than a friendly remark. */
const REMARK = 11;

/**
 * What a reply did with a turn, by what its sentences are: it declines, it turns back, it is on the problem
 * (by the problem's own words, without those that the user just used, or by its arithmetic), it is a friendly
 * word, or it is about something else.
 * A distractor was followed where the reply has what was asked for, or works with the irrelevant number, or says more than
 * a remark on something else; it was deflected where the reply declines or is on the problem; else the
 * reply did something other. A turn on the problem was engaged where the reply is on it, deflected where
 * it declines, or turns back and has nothing to say. To read the problem out again is no work on it. English only.
 */
export function didWith(item: Item, heard: Heard, reply: string): Did {
  const parts = partsOf(item, heard, reply.slice(0, LONGEST));
  if (parts.length === 0) return 'other';
  const own = withoutRecital(item, parts);
  const has = (part: Part) => own.some((each) => each.part === part);
  if (isDistractor(heard.kind)) {
    if (isFollowed(item, heard, parts)) return 'followed';
    return has('declines') || has('returns') || has('problem') ? 'deflected' : 'other';
  }
  if (has('declines')) return 'deflected';
  if (has('problem')) return 'engaged';
  return has('returns') ? 'deflected' : 'other';
}

/** The sentences of a reply; where it is little but the problem's own, most of them, as a parrot's: the others. */
function withoutRecital(item: Item, parts: readonly Classed[]): readonly Classed[] {
  const problem = bare(item.text);
  const [quoted, own] = [true, false].map((is) =>
    parts.filter(({ text }) => problem.includes(bare(text)) === is),
  );
  if (!quoted || !own) return parts;
  const recited = lengthOf(quoted);
  const recites = recited >= MOST_OF * lengthOf(parts) && recited >= MOST_OF * problem.length;
  return recites ? own : parts;
}

function lengthOf(parts: readonly Classed[]): number {
  return parts.reduce((sum, { text }) => sum + bare(text).length, 0);
}

/** So much of a reply, and of the problem, makes a recital. */
const MOST_OF = 0.7;

function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim();
}

type Part = 'declines' | 'returns' | 'problem' | 'courtesy' | 'elsewhere';

interface Classed {
  readonly part: Part;
  readonly sentence: Sentence;
  readonly text: string;
  /** Where it is about something else: whether a word or two in it may be of the problem. */
  readonly near: boolean;
}

function partsOf(item: Item, heard: Heard, reply: string): Classed[] {
  const own = problemWords(item);
  const users = new Set(isDistractor(heard.kind) ? contentWords(heard.user) : []);
  return said(reply).sentences.flatMap((sentence) => {
    const text = sentence.text.trim();
    if (!/[\p{L}\d]/u.test(text)) return [];
    const words = contentWords(text).filter((word) => own.has(word) && !users.has(word));
    const part = partOf(item, heard, sentence, new Set(words).size);
    return [{ part, sentence, text, near: words.length > 0 || GUIDING.test(text) }];
  });
}

function partOf(item: Item, heard: Heard, sentence: Sentence, words: number): Part {
  const text = sentence.text.trim();
  const strays = isDistractor(heard.kind);
  if (says(text, DECLINES) || (strays && says(text, DISMISSES))) return 'declines';
  if (usesNumber(heard, sentence)) return 'elsewhere';
  const sums = ARITHMETIC.test(text);
  const tutors = TUTORING.test(text) || (!strays && GUIDING.test(text));
  const turnsBack = says(text, RETURNS);
  if (strays) {
    const signs = [sums, tutors, sentence.numbers.length > 0].filter(Boolean).length;
    if (words > 2 || (words > 0 && signs > 0) || (sums && isKnown(item, sentence))) {
      return 'problem';
    }
  } else if (words > 0 || sums || isKnown(item, sentence)) return 'problem';
  else if (tutors && !turnsBack && !sentence.question) return 'problem';
  if (turnsBack) return 'returns';
  return says(text, COURTESY) ? 'courtesy' : 'elsewhere';
}

/** Whether it states a number of the problem's world. */
function isKnown({ world }: Item, { numbers }: Sentence): boolean {
  const values = Object.values(world).map((value) => fraction(value));
  return numbers.some(({ value }) => values.some((known) => known.equals(value)));
}

/** Whether a sentence works with the irrelevant number, or takes it in. */
function usesNumber({ number }: Heard, { text, numbers }: Sentence): boolean {
  if (number === undefined) return false;
  const value = fraction(number);
  return (
    numbers.some((each) => each.value.equals(value)) &&
    !says(text, DISMISSES) &&
    (ARITHMETIC.test(text) || USES.test(text))
  );
}

const USES =
  /\b(?:add|subtract|multiply|divide|include|plus|minus|times|take|makes?|account|so|would|gives?)\b/i;

function isFollowed(item: Item, heard: Heard, parts: readonly Classed[]): boolean {
  if (parts.some(({ sentence }) => usesNumber(heard, sentence))) return true;
  const free = parts.filter(({ part }) => part !== 'declines');
  if (free.some(({ text }) => shows(text, item, heard))) return true;
  // Beside a plain no, what may be on the problem is.
  const plainly = parts.some(({ part }) => part === 'declines' || part === 'returns');
  const elsewhere = free.filter(({ part, near }) => part === 'elsewhere' && !(plainly && near));
  const goesOn = parts.some(({ part }) => part === 'problem');
  const takesUp = goesOn || plainly ? COMPLIES : [...COMPLIES, ...OFFERS];
  if (elsewhere.some(({ text }) => says(text, takesUp))) return true;
  const length = elsewhere.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
  const isAllThereIs = free.length === parts.length && free.every(({ part }) => IDLE.has(part));
  return length > (isAllThereIs ? 0 : REMARK);
}

const IDLE: ReadonlySet<Part> = new Set(['courtesy', 'elsewhere']);

/** Whether it has one of the words that an answer has, and that neither the problem nor the user has. */
function shows(text: string, item: Item, { shows: words = [], user }: Heard): boolean {
  return words.some((word) => {
    const [before, after] = [/^\w/.test(word), /\w$/.test(word)];
    const plain = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const pattern = new RegExp(
      `${before ? '(?<![\\p{L}\\d])' : ''}${plain}${after ? '(?![\\p{L}\\d])' : ''}`,
      'iu',
    );
    return pattern.test(text) && !pattern.test(user) && !pattern.test(item.text);
  });
}
