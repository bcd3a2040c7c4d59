import type { Place } from './number-places.ts';
import type { TaggedText } from './tagged-text.ts';

/** What is so of each thing of a kind, or of a thing at all times: said twice, it is said of the same. */
const STANDING =
  /^(?:(?:each|every) [^,;:()"“”]{1,60}? (?:costs?|weighs?|holds?|contains?|has|is|takes|needs|requires|lasts|sells for|is sold for|measures)|(?:one|an?|a single) [^,;:()"“”]{1,60}? (?:costs?|weighs|sells for|is sold for)|the [^,;:()"“”]{1,40}? (?:costs|weighs|holds|measures)) [^,;:()"“”]{1,80}\.$/i;

/** Words by which a sentence could add to the one that it repeats. */
const ADDS =
  /\b(?:another|also|more|less|fewer|additional|extra|other|new|now|then|first|second|next|last|only|but|if|when|after|before|was|were|had|and|or|than|as|which|that|who)\b/i;

/** Sentences that an added one may not come before: they would point to it. */
const POINTS = /^(?:it|they|its|their|this|that|these|those|then|so|but|each|both|after|such)\b/i;

/**
 * The sentence of a number with a slot for another value, where it can be said again and then only as
 * a contradiction: "Each box holds {value} pens." Undefined where it could be read as a second amount.
 * `following`: what may come right behind it.
 */
export function restatement(
  { text, sentences }: TaggedText,
  places: readonly Place[],
  place: Place,
  following: () => readonly string[],
): string | undefined {
  const sentence = sentences[place.sentence];
  if (!sentence || place.form !== 'numeral' || !/plain|money|percent/.test(place.kind))
    return undefined;
  const own = text.slice(...sentence.span);
  const alone = places.every(
    (other) =>
      other === place ||
      other.sentence !== place.sentence ||
      (other.value.equals(1) && /^(?:one|1)\b/i.test(own)),
  );
  if (
    !alone ||
    !STANDING.test(own) ||
    ADDS.test(own) ||
    /\b(?:he|she|they|it|his|her|their|its|him|them)\b/i.test(own)
  )
    return undefined;
  if (/^the\b/i.test(own) && place.sentence > 0) return undefined;
  if (following().some((next) => POINTS.test(next))) return undefined;
  const digits = text.slice(...place.span).replace(/^[$€£] ?| ?(?:%|per ?cent)$/i, '');
  const start = text.indexOf(digits, place.span[0]);
  if (!/^[\d,.]+$/.test(digits) || /^-/.test(text.slice(start + digits.length))) return undefined;
  return `${text.slice(sentence.span[0], start)}{value}${text.slice(start + digits.length, sentence.span[1])}`;
}
