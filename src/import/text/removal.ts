import { factorsOf } from '../worked/arithmetic.ts';
import { type Computation, scalesWith } from '../worked/computation.ts';
import type { Source } from '../worked/sources.ts';
import type { Place } from './number-places.ts';
import type { TaggedText, Token } from './tagged-text.ts';

/** Openings that lean on the sentence before. */
const LEANS =
  /^(?:it|they|its|their|this|that|these|those|then|so|but|each|both|such|also|another|however|after|afterwards|later|instead|because|the (?:rest|remaining|other|others|second|third|last|next|same|total|result))\b/i;

/** References to an amount that was just stated. */
const POINTS_BACK =
  /\b(?:that (?:many|much|amount|long|number|price)|the same|twice that|half that|the rest|remain|the others?|of them|of these|of those|as well|too\b|more than that)\b/i;

/** What a reader who is not told of it would not miss: it only changes what is there. */
const OPERATES =
  /\b(?:divid|cut|cuts|split|shar|doubl|tripl|half|halves|twice|repeat|increas|decreas|reduc|discount|rais|drop|gains?|grow|grew|los[et]|us(?:es|ed)|spill|break|broke|die[sd]|leaves?|left|return|add|remov|tak(?:es|en) (?:away|out|off)|tip|tax|fee|interest|% )/i;

/**
 * Whether a number's whole sentence may go without the text falling apart or changing its question:
 * it says nothing else, nothing after it leans on it, and what it measures is still spoken of, so that
 * the answer plainly needs it: the answer is proportional to it, or what it multiplies stays.
 */
export function isRemovable(
  tagged: TaggedText,
  places: readonly Place[],
  place: Place,
  computation: Computation,
): boolean {
  const { text, sentences } = tagged;
  const index = place.sentence;
  const sentence = sentences[index];
  const next = sentences[index + 1];
  if (index === 0 || !sentence || !next || sentences.length < 3) return false;
  const own = text.slice(...sentence.span);
  const following = text.slice(...next.span);
  const later = text.slice(next.span[0]);
  if (
    !/\.$/.test(own) ||
    /["“”()]|[,;:]/.test(own) ||
    /^(?:if|when|since|so|then|but|also|another)\b/i.test(own)
  )
    return false;
  if (places.some((other) => other !== place && other.sentence === index)) return false;
  if (OPERATES.test(own) || /\b(?:this|that|it|them|these|those|both|all)\b/i.test(own))
    return false;
  if (
    /^(?:days?|weeks?|months?|years?|times)$/.test(place.unit) ||
    /fraction|factor|ratio|clock/.test(place.kind)
  )
    return false;
  if (
    LEANS.test(following) ||
    POINTS_BACK.test(later) ||
    /\b(?:also|another|more|other|additional|extra|then|after|remaining|rest|gave|gives|lost|loses|ate|eats)\b/i.test(
      own,
    )
  )
    return false;
  if (!isStillSpokenOf(tagged, index)) return false;
  return scalesWith(computation, place.index, place.value) || isRate(own, place, computation);
}

/** "Each pen costs $3" where the pens are counted elsewhere: what it multiplies stays in the text. */
function isRate(
  own: string,
  { index }: Place,
  { calculations, links, steps }: Computation,
): boolean {
  if (
    !/\b(?:each|per|every|apiece|costs?|an? (?:piece|pound|dozen|box|bag|pack|hour|mile|foot|gallon))\b/i.test(
      own,
    )
  )
    return false;
  return steps.some((step) => {
    const expression = calculations[step]?.expression;
    if (!expression) return false;
    const factors = factorsOf(expression).flatMap(({ factor }) =>
      factor.kind === 'leaf' ? (links[step]?.get(factor.index)?.source ?? []) : [],
    );
    const isIt = (source: Source) => source.from === 'place' && source.place.index === index;
    return (
      factors.length > 1 &&
      factors.some(isIt) &&
      factors.some((source) => !isIt(source) && (source.from === 'step' || source.from === 'place'))
    );
  });
}

/**
 * Whether the rest of the text names what the sentence is about, and takes nothing from it: no name
 * that it alone introduces, no "the" for a thing that it alone introduces.
 */
function isStillSpokenOf({ tokens, sentences }: TaggedText, index: number): boolean {
  const within = (i: number) => tokens.slice(...(sentences[i]?.tokens ?? [0, 0]));
  const own = within(index);
  const before = new Set(sentences.slice(0, index).flatMap((_, i) => within(i).map(base)));
  const after = sentences.slice(index + 1).flatMap((_, i) => within(index + 1 + i));
  const pronouns = after.some(({ lower }) => PRONOUN.test(lower));
  let shared = 0;
  for (const token of own) {
    if (!/NOUN|PROPN/.test(token.pos)) continue;
    const word = base(token);
    const later = after.flatMap((other, i) => (base(other) === word ? [i] : []));
    if (before.has(word) || later.length > 0) shared += 1;
    if (before.has(word)) continue;
    if (token.pos === 'PROPN' && (later.length > 0 || pronouns)) return false;
    const definite = later.some((i) =>
      after
        .slice(Math.max(0, i - 3), i)
        .some(({ lower }) =>
          /^(?:the|those|these|each|every|this|that|all|both|his|her|their|its)$/.test(lower),
        ),
    );
    if (definite) return false;
  }
  return shared > 0;
}

const PRONOUN = /^(?:he|she|him|her|hers|his|they|them|their)$/;

function base({ lower }: Token): string {
  return lower.replace(/(?:es|s)$/, '');
}
