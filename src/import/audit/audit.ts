import { leak } from '../../corrupt/leak.ts';
import { itemSystem } from '../../corrupt/system.ts';
import type { Certificate } from '../../math/certificate.ts';
import { determine } from '../../math/determine.ts';
import { rational } from '../../math/fraction.ts';
import { stem } from '../../reading/words.ts';
import { statedBySteps, whyImplied } from '../implied.ts';
import { placeSymbol } from '../quantities.ts';
import { numberPlaces, type Place } from '../text/number-places.ts';
import { type TaggedText, tagged } from '../text/tagged-text.ts';
import { tidyQuestion } from '../text/tidy-question.ts';
import { type Understood, understandWorked, type Worked } from '../understand-worked.ts';
import { isGapVisible, VAGUE } from '../visible-gap.ts';
import { mattersInEveryReading } from '../worked/computation.ts';
import type { Source } from '../worked/sources.ts';
import { isAgain, stillFollows } from './still-follows.ts';
import { type Read, type TextDifference, textDifference } from './text-difference.ts';

/** What can be proved of a text that is said to lack a premise. */
export interface AuditVerdict {
  readonly verdict: 'answerable' | 'unanswerable' | 'undecided';
  /** The same for all that have it. */
  readonly why: string;
  /** What of this text is meant. */
  readonly detail: string;
  /** Two worlds that fit what the text still states, or the derivation of the answer from it. */
  readonly certificate: Certificate | null;
}

/**
 * Whether a text that was made from a problem by taking something out can still be answered, by the
 * problem's worked solution. Answerable: the answer follows from what the text still states; the
 * numbers that went were not used, do not matter, or stand elsewhere. Unanswerable: two worlds fit
 * what it still states, in every likely reading of the solution, and nothing in the text gives what
 * went. Undecided: all else, with the reason.
 */
export function audit(intact: Worked, text: string, seed = 0): AuditVerdict {
  const understood = understandWorked(intact);
  if ('reason' in understood) return undecided(understood.reason, understood.detail);
  const cut = tagged(tidyQuestion(text));
  const left = { text: cut, places: numberPlaces(cut) };
  const difference = textDifference(understood, left);
  if (!difference) return undecided('a text is too long to be compared');
  const { gone, added, goneWords } = difference;
  if (added.size > 0) {
    return undecided('the text has numbers that the intact one has not', said([...added]));
  }
  const put = difference.addedWords.find((word) => !isHarmless(word));
  if (put !== undefined) return undecided('the text has words that the intact one has not', put);
  const unchanged = difference.addedWords.every(isMark);
  if (goneWords.every(isMark)) {
    if (!unchanged) return undecided('words were only put in', difference.addedWords.join(' '));
    const idle = idlePlaces(understood);
    return idle.length === 0
      ? proved(understood, 'nothing was taken out', seed)
      : undecided('nothing was taken out, but its solution leaves a number idle', said(idle));
  }
  const used = understood.used.filter((place) => gone.has(place));
  if (asksOtherwise(understood.text, cut)) return undecided('it asks for something else');
  const same = asked(understood.text, ANY) === asked(cut, ANY) && unchanged;
  if (used.length === 0 && !same) return undecided('the question was changed');
  return used.length === 0
    ? withoutUse(understood, difference, left.places, seed)
    : withoutPremises(understood, left, used, difference, seed);
}

/** None of the numbers that the solution surely uses went. */
function withoutUse(
  understood: Understood,
  { gone, goneWords }: TextDifference,
  left: readonly Place[],
  seed: number,
): AuditVerdict {
  const again = [...gone].find((place) => left.some((other) => isAgain(other, place)));
  const doubtful = [...gone].filter(
    (place) =>
      place !== again && (place.value.compare(2) <= 0 || mayBeUsed(understood.computation, place)),
  );
  if (doubtful.length > 0) {
    return undecided('a number went that the solution may use', said(doubtful));
  }
  if (again) {
    return proved(understood, 'what was taken out stands there again', seed, again.text);
  }
  const relation = goneWords.find((word) => RELATES.test(word));
  return relation === undefined
    ? proved(understood, 'the solution uses nothing of what was taken out', seed)
    : undecided('what was taken out may say how numbers belong together', relation);
}

/** Numbers of the text that the solution does nothing with: it may be wrong about what the text asks. */
function idlePlaces({ places, used, computation }: Understood): Place[] {
  const stated = statedBySteps(computation);
  return places.filter(
    (place) =>
      !used.includes(place) &&
      place.value.compare(1) > 0 &&
      !stated.some((value) => value.equals(place.value)),
  );
}

/** Whether a number of the text is a likely source of any number of the solution. */
function mayBeUsed(computation: Understood['computation'], place: Place): boolean {
  const { links, steps } = computation;
  const isIt = (source: Source): boolean => {
    if (source.from === 'place') return source.place === place;
    if (source.from === 'head') return isIt(source.left) || isIt(source.right);
    return source.from === 'text' && (source.places ?? []).some(isIt);
  };
  const linked = steps.some((step) =>
    Array.from(links[step]?.values() ?? []).some(({ source, others }) =>
      [source, ...others].some(isIt),
    ),
  );
  return linked || statedBySteps(computation).some((value) => value.equals(place.value));
}

/** Words of a clause that may carry a premise, or say what another word means. */
const RELATES =
  /^(?:\(|rest|remain\w*|left|equal\w*|evenly|same|each|every|all|both|none|only|also|total|together|altogether|combined|more|less|fewer|than|as|half|twice|double|share[sd]?|split|per|average|before|after|then|another|other|others|until|not|no|never|free|returns?|back|way|round|square|rectang\w*|triang\w*)$/;

/** Numbers that the solution uses went. */
function withoutPremises(
  understood: Understood,
  left: Read,
  used: readonly Place[],
  difference: TextDifference,
  seed: number,
): AuditVerdict {
  const { computation } = understood;
  const { text } = left.text;
  const ids = new Set(used.map(({ index }) => placeSymbol(index)));
  const found = decide(understood, ids, seed);
  if (found.status === 'unique') {
    return {
      verdict: 'answerable',
      why: 'the answer does not hang on what was taken out',
      detail: said(used),
      certificate: found.certificate,
    };
  }
  if (found.status !== 'open') return undecided('no two worlds were found', said(used));
  const reasons = used.map((place) => stillFollows(place, left.places, text));
  const [reason] = reasons;
  if (reason && reasons.every((each) => each !== undefined)) {
    const derived = decide(understood, new Set(), seed);
    const certificate = derived.status === 'unique' ? derived.certificate : null;
    return { verdict: 'answerable', why: reason.why, detail: reason.detail, certificate };
  }
  const still = new Set(
    left.places
      .filter(({ value }) => understood.used.some((each) => each.value.equals(value)))
      .map(({ index }) => index),
  );
  const lost = used.filter((place) => {
    const others = left.places.filter((other) => !sameNumber(other, place));
    return (
      others.length === left.places.length &&
      !understood.loose.has(place) &&
      whyImplied(text, place, left.places, still, computation) === undefined &&
      !isLeaked(understood, place, text) &&
      mattersInEveryReading(computation, place.index, place.value)
    );
  });
  if (lost.length === 0) return undecided('the text may still give what was taken out', said(used));
  if (!isGapVisible(understood, used, difference, left.text)) {
    return undecided('the text may be a complete problem without it', said(lost));
  }
  return {
    verdict: 'unanswerable',
    why: 'two worlds fit what the text still states',
    detail: said(lost),
    certificate: found.certificate,
  };
}

function sameNumber(a: Place, b: Place): boolean {
  return a.value.equals(b.value) && (a.kind === b.kind || stem(a.unit) === stem(b.unit));
}

function isLeaked({ quantities }: Understood, { index, value, span }: Place, text: string) {
  const id = placeSymbol(index);
  const change = { kind: 'gap', premise: id, equation: '', before: '', after: '', span } as const;
  const intact = { premises: [{ id, gives: id }], quantities, world: { [id]: rational(value) } };
  return leak({ text, change }, intact) !== undefined;
}

function decide(
  { premises, background, quantities, target, world }: Understood,
  without: ReadonlySet<string>,
  seed: number,
) {
  const system = itemSystem({
    premises: premises.filter(({ id }) => !without.has(id)).map((one) => ({ ...one, span: null })),
    background: [...background],
    quantities: [...quantities],
    target,
  });
  return determine(system, { known: world, seed });
}

function proved(understood: Understood, why: string, seed: number, detail = ''): AuditVerdict {
  const found = decide(understood, new Set(), seed);
  return found.status === 'unique'
    ? { verdict: 'answerable', why, detail, certificate: found.certificate }
    : undecided('the answer of the intact problem does not follow');
}

/** Words at the beginning of a question that say what it asks for; all of them. */
const FIRST = 6;
const ANY = 1000;

/** Whether the questions, from their last question word on, begin with other words. */
function asksOtherwise(intact: TaggedText, text: TaggedText): boolean {
  return asked(intact, FIRST) !== asked(text, FIRST);
}

function asked({ text, sentences }: TaggedText, most: number): string {
  const last = text.slice(...(sentences.at(-1)?.span ?? [0, 0])).toLowerCase();
  const at = last.search(
    /\b(?:how|what|which|when|find|calculate|determine)\b(?!.*\b(?:how|what|which)\b)/,
  );
  const words = last.slice(Math.max(0, at)).match(/[a-z']+/g) ?? [];
  return words.slice(0, most).join(' ');
}

/** A word that may stand where a number was, or joins what is left. */
function isHarmless(word: string): boolean {
  return (
    isMark(word) ||
    VAGUE.test(word) ||
    /^(?:an?|the|of|and|or|to|in|at|for|per|is|are|was|were)$/.test(word)
  );
}

function isMark(word: string): boolean {
  return !/[\p{L}\p{N}]/u.test(word);
}

function said(places: readonly Place[]): string {
  return places.map(({ text, unit }) => `${text} ${unit}`.trim()).join(', ');
}

function undecided(why: string, detail = ''): AuditVerdict {
  return { verdict: 'undecided', why, detail, certificate: null };
}
