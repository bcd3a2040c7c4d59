import { type Fraction, fraction } from '../math/fraction.ts';
import { stem } from '../reading/words.ts';
import { numberPlaces, type Place } from './text/number-places.ts';
import type { TaggedText } from './text/tagged-text.ts';
import type { Understood } from './understand-worked.ts';
import { answerFor } from './worked/computation.ts';

/**
 * Whether a reader sees that something is missing. Without "a week later it was twice as much" a text
 * may be a complete problem with another answer. It is not where it asks about what only the missing
 * words spoke of, or where every way to do without the numbers leaves no sensible answer, or leaves
 * another number of the text without use, where it asks for money and no price is left, or where a vague
 * word stands for a number.
 */
export function isGapVisible(
  understood: Understood,
  gone: readonly Place[],
  { goneWords, addedWords }: Words,
  left: TaggedText,
): boolean {
  return (
    addedWords.some((word) => VAGUE.test(word)) ||
    asksAboutIt(goneWords, left) ||
    asksForMoney(understood, gone, left) ||
    !neutral(gone).some((values) => isSensible(understood, values))
  );
}

interface Words {
  /** Of the missing part, and those that stand in its place. */
  readonly goneWords: readonly string[];
  readonly addedWords: readonly string[];
}

/** Words that stand where a number was. */
export const VAGUE =
  /^(?:some|several|few|many|certain|number|amount|various|multiple|unknown|unspecified)$/;

/** Whether the question names a thing of the missing part that nothing else in the text names. */
function asksAboutIt(goneWords: readonly string[], { tokens, sentences }: TaggedText): boolean {
  const start = sentences.at(-1)?.tokens[0] ?? 0;
  const story = new Set(tokens.slice(0, start).map(({ lower }) => stem(lower)));
  const gone = new Set(goneWords.map(stem));
  return tokens
    .slice(start)
    .filter(({ pos }) => /NOUN|PROPN/.test(pos))
    .map(({ lower }) => stem(lower))
    .some((word) => gone.has(word) && !story.has(word));
}

/** Whether the answer is an amount of money, and only the missing part stated one. */
function asksForMoney(
  { quantities, target }: Understood,
  gone: readonly Place[],
  left: TaggedText,
): boolean {
  const isMoney = ({ kind, unit }: Place) => /money|cents/.test(kind) || unit === 'dollars';
  return (
    quantities.some(({ id, unit }) => id === target && /^(?:dollar|cent|euro)$/.test(unit)) &&
    gone.some(isMoney) &&
    !numberPlaces(left).some(isMoney)
  );
}

/** Values with which the missing numbers would change nothing: nothing, or one, as where no
 * number is said; all combinations, up to eight numbers. */
function neutral(gone: readonly Place[]): Array<ReadonlyMap<number, Fraction>> {
  let all: Array<ReadonlyMap<number, Fraction>> = [new Map()];
  for (const place of gone.slice(0, 8)) {
    all = all.flatMap((values) =>
      neutralValues(place).map((value) => new Map([...values, [place.index, fraction(value)]])),
    );
  }
  return all;
}

function neutralValues({ kind }: Place): number[] {
  return kind === 'percent' ? [0, 100] : [0, 1];
}

function isSensible(
  { computation, used }: Understood,
  values: ReadonlyMap<number, Fraction>,
): boolean {
  const answer = answerFor(computation, values);
  const intact = answerFor(computation, new Map());
  if (!answer || !intact || answer.s <= 0n || answer.n === 0n) return false;
  if (intact.d === 1n && answer.d !== 1n) return false;
  return used.every(({ index, value }) => {
    if (values.has(index)) return true;
    const other = answerFor(computation, new Map([...values, [index, value.mul(2)]]));
    return other !== undefined && !other.equals(answer);
  });
}
