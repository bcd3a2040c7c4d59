import { leak } from '../corrupt/leak.ts';
import { rational } from '../math/fraction.ts';
import { stem } from '../reading/words.ts';
import { follows } from './follows.ts';
import { statedBySteps, whyImplied } from './implied.ts';
import { placeSymbol } from './quantities.ts';
import type { Place } from './text/number-places.ts';
import { isRemovable } from './text/removal.ts';
import { type TaggedText, tagged } from './text/tagged-text.ts';
import { type VagueEdit, vagueEdit } from './text/vague-wording.ts';
import type { Understood } from './understand-worked.ts';
import { isGapVisible } from './visible-gap.ts';
import { mattersInEveryReading } from './worked/computation.ts';

/** A number that may go from the text, and how. */
export interface Offer {
  readonly place: Place;
  /** How its clause may be made vague. */
  readonly edit: VagueEdit | undefined;
  /** Whether its whole sentence may go. */
  readonly removable: boolean;
  /** 0 for what is surely fine; the higher, the more there is against it. */
  readonly doubt: number;
}

/** Above that, a number stays. */
const MOST_DOUBT = 4;

/**
 * The numbers of a text that may go: the answer hangs on each in every reading of the solution, no
 * other numbers of the text give it, no reader knows it, and there is good English for the text without
 * it. Only those against which there is least are offered.
 */
export function offersOf(
  understood: Understood,
  unaskable: ReadonlySet<string>,
): { offers: Offer[]; refusals: string[] } {
  const { text, places, computation } = understood;
  const linked = new Set(
    understood.used.filter((place) => !understood.loose.has(place)).map(({ index }) => index),
  );
  const known = statedBySteps(computation);
  const used = new Set([
    ...linked,
    ...places
      .filter(({ value }) => known.some((other) => other.equals(value)))
      .map(({ index }) => index),
  ]);
  const refusals: string[] = [];
  const refuse = (place: Place, why: string) =>
    refusals.push(`${text.text.slice(...place.span)}: ${why}`);
  const found: Offer[] = [];
  for (const place of places) {
    if (!linked.has(place.index)) continue;
    if (unaskable.has(placeSymbol(place.index))) {
      refuse(place, 'no question for it would be understood');
      continue;
    }
    const edit = vagueEdit(text, place);
    const removable = isRemovable(text, places, place, computation) && isMissed(understood, place);
    if (!edit && !removable) refuse(place, 'no natural wording without it');
    else found.push({ place, edit, removable, doubt: doubtOf(understood, place, edit) });
  }
  const offers: Offer[] = [];
  for (const offer of found.sort((a, b) => a.doubt - b.doubt)) {
    const { place, edit, removable, doubt } = offer;
    const least = offers[0];
    if (least && doubt > least.doubt && !removable) continue;
    const refusal =
      doubt > MOST_DOUBT ? 'too much speaks against it' : whyNot(understood, used, place, edit);
    if (refusal === undefined) offers.push(offer);
    else refuse(place, refusal);
  }
  const least = offers[0]?.doubt ?? 0;
  return {
    offers: offers.map((offer) => (offer.doubt > least ? { ...offer, edit: undefined } : offer)),
    refusals,
  };
}

/** Whether a reader of the text without a number's sentence sees that something is missing. */
function isMissed(understood: Understood, place: Place): boolean {
  const { text, sentences, tokens } = understood.text;
  const sentence = sentences[place.sentence];
  if (!sentence) return false;
  const words = {
    goneWords: tokens.slice(...sentence.tokens).map(({ lower }) => lower),
    addedWords: [],
  };
  const left = tagged(text.slice(0, sentence.span[0]) + text.slice(sentence.span[1]));
  return isGapVisible(understood, [place], words, left);
}

function whyNot(
  { text, places, computation, quantities }: Understood,
  used: ReadonlySet<number>,
  place: Place,
  edit: VagueEdit | undefined,
): string | undefined {
  const others = places.filter(({ index }) => index !== place.index);
  if (others.some((other) => used.has(other.index) && isOtherLevel(text, place, other)))
    return 'the answer may not hang on it';
  const again = others.some(
    (other) => other.kind === place.kind && other.value.equals(place.value),
  );
  if (again) return SAID_AGAIN;
  const implied = whyImplied(text.text, place, others, used, computation);
  if (implied !== undefined) return implied;
  if (!mattersInEveryReading(computation, place.index, place.value))
    return 'the answer may not hang on it';
  const span = edit?.span ?? place.span;
  const without = text.text.slice(0, span[0]) + (edit?.text ?? '') + text.text.slice(span[1]);
  const id = placeSymbol(place.index);
  const change = { kind: 'gap', premise: id, equation: '', before: '', after: '', span } as const;
  const intact = {
    premises: [{ id, gives: id }],
    quantities,
    world: { [id]: rational(place.value) },
  };
  return leak({ text: without, change }, intact) === undefined ? undefined : SAID_AGAIN;
}

/**
 * "For 8 hours, reduced by 5": what is saved is told by the 5 alone, though a solution may take it for
 * the hours that are left.
 */
function isOtherLevel({ text, sentences }: TaggedText, place: Place, by: Place): boolean {
  const before = text.slice(sentences[by.sentence]?.span[0] ?? 0, by.span[0]);
  return (
    place.kind === by.kind &&
    stem(place.unit) === stem(by.unit) &&
    /\bby (?:only |just )?$/i.test(before) &&
    /\b(?:reduc|decreas|increas|lower|rais|cut|short|extend|grow|grew|drop)/i.test(before)
  );
}

const SAID_AGAIN = 'the text says it again';

function doubtOf({ text, places }: Understood, place: Place, edit: VagueEdit | undefined): number {
  const sentence = text.sentences[place.sentence]?.span ?? [0, 0];
  const asked = text.text
    .slice(...sentence)
    .trimEnd()
    .endsWith('?');
  const large = place.kind !== 'plain' || place.value.compare(3) > 0;
  const smallness = large ? 0 : place.value.equals(3) ? 1 : 2;
  const others = places.filter(({ index }) => index !== place.index);
  return (
    ((edit?.tier ?? 3) - 1) * 2 +
    (asked ? 1 : 0) +
    smallness +
    (/\ba certain\b/.test(edit?.text ?? '') && /\ba certain\b/i.test(text.text) ? 1 : 0) +
    (follows(place, others, () => true) ? 2 : 0)
  );
}
