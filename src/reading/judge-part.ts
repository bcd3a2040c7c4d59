import { focusOf, QUANTITIES, strangeness } from './focus.ts';
import type { Entry } from './mentions.ts';
import type { Subject } from './subject.ts';
import { GENERAL, isThing, surroundings } from './surroundings.ts';
import type { Tongue } from './tongue.ts';
import { dimensionOf, features } from './words.ts';

/** What a part of a request is judged by besides its words. */
export interface Bearing {
  readonly tongue: Tongue;
  /** "Yes" or "no" would answer it. */
  readonly yesNo: boolean;
  /** It is not the request itself but what it points back to. */
  readonly context: boolean;
}

export interface Judged {
  /** Nothing: it names nothing of the problem. Strange: it names something else. */
  readonly meaning: 'missing' | 'given' | 'nothing' | 'strange';
  /** The missing quantities that it means. */
  readonly ids: readonly string[];
}

/** What counts towards a request's meaning a quantity, and against it; set by hand on the open gold sets. */
const SAME_MEASURE = 2;
const CONVERTIBLE_MEASURE = 1.25;
const OTHER_MEASURE = -2;
const NAMED_THING = 1;
const NAMED_MORE = 0.5;
const TEXT_THING = 0.3;
const MOST_TEXT_THINGS = 0.6;
/** So strange a request is not about what stands before it. */
const ELSEWHERE = -0.9;
const BESIDE_IT = -3;
const NO_QUANTITY = -2;
/** Foreign words that no list has: they may well name it. */
const UNKNOWN_WORDS = 1.5;
/** From here on it is meant; so are quantities that score nearly as well as the best. */
const MEANT = 1.5;
const NEARLY = 0.5;

/**
 * Judges a part of a request about a subject that names only what is missing: whether it means one of
 * these, or another measure of the same things that would do as well; something that the text states; or
 * something that the problem does not speak of.
 */
export function judge(part: string, subject: Subject, bearing: Bearing): Judged {
  const { tongue, yesNo, context } = bearing;
  const { vocabulary, entries, givens } = surroundings(subject);
  const said = new Set(features(part, tongue, vocabulary));
  if (said.size === 0) return { meaning: 'nothing', ids: [] };
  if (!context && isGiven(said, entries, givens)) return { meaning: 'given', ids: [] };
  const focused = context ? said : new Set(features(focusOf(part, tongue), tongue, vocabulary));
  const strange = context ? 0 : strangeness(part, tongue, vocabulary);
  const heard: Heard = {
    said,
    // How it is measured is told by what is asked itself, not by what leads to it.
    measures: measuresIn(focused.size > 0 ? focused : said),
    strange,
    vocabulary,
  };
  const besides = strange + (yesNo || (!context && NO_NUMBER.test(part)) ? NO_QUANTITY : 0);
  const scored = entries.map((entry) => ({ id: entry.id, score: score(heard, entry) + besides }));
  const top = Math.max(...scored.map((entry) => entry.score), Number.NEGATIVE_INFINITY);
  if (top < MEANT) {
    const elsewhere = strange <= ELSEWHERE || top <= OTHER_MEASURE + NAMED_THING + NAMED_MORE;
    return { meaning: elsewhere && !context ? 'strange' : 'nothing', ids: [] };
  }
  const ids = scored.filter((entry) => entry.score >= top - NEARLY).map(({ id }) => id);
  return { meaning: 'missing', ids };
}

/** Questions that no number answers. */
const NO_NUMBER =
  /^(?:[a-z]{2,8},? ){0,2}(?:who|whom|where|why|wer|wo|warum|wem|donde|quien|por que|qui|ou|pourquoi)\b|^¿(?:donde|quien|por que)\b|哪里|哪儿|哪家|哪位|谁|为什么/;

interface Heard {
  readonly said: ReadonlySet<string>;
  readonly measures: ReadonlySet<string>;
  readonly strange: number;
  readonly vocabulary: ReadonlySet<string>;
}

function measuresIn(heard: ReadonlySet<string>): Set<string> {
  return new Set([...heard].flatMap((feature) => dimensionOf(feature) ?? []));
}

function score({ said, measures, strange, vocabulary }: Heard, entry: Entry): number {
  const all = [...said];
  const words = all.filter((feature) => isThing(feature) || /^\d/.test(feature));
  const named = words.filter((word) => entry.all.has(word)).length;
  const inText = words.filter((word) => !entry.all.has(word) && vocabulary.has(word)).length;
  const quantified = all.some((feature) => QUANTITIES.has(feature));
  const measure =
    measures.size === 0 && quantified && inText > 0
      ? CONVERTIBLE_MEASURE
      : measureScore(measures, entry.dimensions, named + strange);
  const unknown = all.some((feature) => feature.startsWith('?')) && measure >= 0;
  const beside = all.some((feature) => BESIDE.has(feature) && !vocabulary.has(feature));
  return (
    measure +
    named * NAMED_THING +
    Math.min(MOST_TEXT_THINGS, inText * TEXT_THING) +
    (unknown ? UNKNOWN_WORDS : 0) +
    (beside ? BESIDE_IT : 0)
  );
}

/** Words with which no quantity is asked for that the text lacks. */
const BESIDE: ReadonlySet<string> = new Set([
  'maximum',
  'minimum',
  'name',
  'nam',
  'colour',
  'brand',
  '#kind',
]);

function measureScore(asked: ReadonlySet<string>, own: ReadonlySet<string>, named: number): number {
  if (asked.size === 0) return named > 0 ? NAMED_MORE : 0;
  if ([...asked].some((measure) => own.has(measure))) return SAME_MEASURE;
  if (asked.has('#size')) return CONVERTIBLE_MEASURE;
  const rate = ['#speed', '#rate'].filter((measure) => own.has(measure));
  const convertible = (rate.length > 0 ? rate : [...own]).some((measure) =>
    (CONVERTIBLE[measure] ?? []).some((other) => asked.has(other)),
  );
  return convertible ? CONVERTIBLE_MEASURE : OTHER_MEASURE;
}

/** Measures from which one of the first can be worked out. */
const CONVERTIBLE: Readonly<Record<string, readonly string[]>> = {
  '#speed': ['#length', '#time', '#rate'],
  '#rate': ['#count', '#speed', '#part', '#percent'],
  '#length': ['#area', '#volume', '#speed', '#time', '#size'],
  '#area': ['#length', '#size'],
  '#volume': ['#length', '#weight', '#size', '#area', '#count'],
  '#money': ['#percent', '#rate'],
  '#percent': ['#money', '#rate', '#count', '#weight', '#length', '#part'],
  '#time': ['#speed', '#rate', '#length', '#clock', '#age', '#part'],
  '#age': ['#time', '#clock'],
  '#count': ['#size', '#volume', '#part', '#percent'],
  '#weight': ['#size', '#percent', '#volume'],
};

/** It names more of what stands by a number of the text than of what is missing. */
function isGiven(
  said: ReadonlySet<string>,
  entries: readonly Entry[],
  givens: ReadonlyArray<ReadonlySet<string>>,
): boolean {
  const words = [...said].filter(
    (word) => !['#count', '#size'].includes(word) && !GENERAL.has(word) && !word.startsWith('?'),
  );
  const things = words.filter(isThing);
  const shared = (some: readonly string[], all: ReadonlySet<string>) =>
    some.filter((thing) => all.has(thing)).length;
  const named = Math.max(0, ...entries.map(({ all }) => shared(words, all)));
  const measures = measuresIn(said);
  const asksSize = measures.delete('#size');
  return givens.some((given) => {
    // "50 litres a minute" is not how many litres there are.
    const otherwise = [...measuresIn(given)].some((one) => one !== '#count' && !measures.has(one));
    if (measures.size > 0 && otherwise) return false;
    const same = shared(things, given);
    if (asksSize && named === 0 && same > 0 && same === things.length) return true;
    const all = shared(words, given);
    if (same === 0 || all < 2 || all <= named) return false;
    return all === words.length || (named === 0 && same >= 2);
  });
}
