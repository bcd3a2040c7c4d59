import { patternText } from './pattern-text.ts';
import type { Named } from './subject.ts';
import { type Tongue, tongueOf } from './tongue.ts';
import { contentWords, counted, DIMENSIONS, dimensionOf, features } from './words.ts';

export interface MentionOptions {
  /** Among quantities that fit equally well, these are meant (those that the text lacks). */
  readonly preferred?: ReadonlySet<string>;
  /** The text is not the request itself but what it points back to. */
  readonly context?: boolean;
  /** The languages of the text; by default told from it. */
  readonly tongue?: Tongue;
  /** Features that a foreign word is more likely to mean than others. */
  readonly vocabulary?: ReadonlySet<string>;
}

/** How much of a quantity's name must occur. */
const THRESHOLD = 0.5;
/** Quantities that fit nearly as well as the best are meant too. */
const NEAR = 0.97;
/** So good a fit is one name, even with an "and" in it. */
const EXACT = 0.95;
/** How much it counts that all of the request is in the name. */
const PRECISION = 0.3;
/** What it counts that the name itself stands in the request, word for word. */
const VERBATIM = 1.25;

/**
 * The ids of the quantities that a request means: those whose names share most content words with
 * it, weighted by how well a word tells the quantities apart, where what is asked for is measured
 * like them. A request that lists several things ("…, and …") means the best of each part.
 */
export function mentions(
  text: string,
  quantities: readonly Named[],
  options: MentionOptions = {},
): string[] {
  const known = lexicon(quantities);
  const heard: Hearing = {
    known,
    preferred: options.preferred ?? new Set(),
    context: options.context ?? false,
    tongue: options.tongue ?? tongueOf(text),
    vocabulary: options.vocabulary ?? new Set(known.flatMap(({ all }) => [...all])),
  };
  const whole = best(text, heard);
  const parts = split(text);
  if (parts.length < 2 || whole.score >= EXACT) return whole.ids;
  const several = parts.map((part) => best(part, heard).ids).filter((ids) => ids.length > 0);
  return [...new Set([...(several.length >= 2 ? [] : whole.ids), ...several.flat()])];
}

interface Hearing {
  readonly known: readonly Entry[];
  readonly preferred: ReadonlySet<string>;
  readonly context: boolean;
  readonly tongue: Tongue;
  readonly vocabulary: ReadonlySet<string>;
}

/** A quantity as it is told from others. */
export interface Entry {
  readonly id: string;
  readonly names: readonly string[];
  readonly phrases: ReadonlyArray<ReadonlySet<string>>;
  /** All that may be said of it without naming another thing. */
  readonly all: ReadonlySet<string>;
  readonly dimensions: ReadonlySet<string>;
}

const lexicons = new WeakMap<readonly Named[], readonly Entry[]>();

/** Of each lexicon, how much its features tell; worked out once, as the lexicon is. */
const weightsByLexicon = new WeakMap<readonly Entry[], ReadonlyMap<string, number>>();

/** Read once for each list of quantities: a run grades each item many times. */
export function lexicon(quantities: readonly Named[]): readonly Entry[] {
  const known = lexicons.get(quantities);
  if (known) return known;
  // A single name is too short to tell its language; all together do.
  const all = quantities.flatMap(({ noun, also }) => [noun, ...also]).join('. ');
  const tongue = tongueOf(all);
  const made = quantities.map((quantity) => entryOf(quantity, tongue));
  lexicons.set(quantities, made);
  return made;
}

/** A word that every quantity's name has tells little. */
function weightsOf(known: readonly Entry[]): ReadonlyMap<string, number> {
  const ready = weightsByLexicon.get(known);
  if (ready) return ready;
  const made = new Map<string, number>();
  for (const feature of known.flatMap(({ all }) => [...all])) {
    if (made.has(feature)) continue;
    const having = known.filter(({ all }) => all.has(feature)).length;
    const measure = DIMENSIONS.has(feature) || feature === '#now' || feature === '#each' ? 0.6 : 1;
    made.set(feature, measure * Math.log2(1 + (known.length + 1) / having));
  }
  weightsByLexicon.set(known, made);
  return made;
}

function entryOf({ id, noun, unit, also }: Named, tongue: Tongue): Entry {
  const names = [noun, ...also].map((name) => patternText(name).text);
  const phrases = [noun, ...also].map((phrase) => new Set(features(phrase, tongue)));
  const units = features(unit, tongue);
  const all = new Set([...phrases.flatMap((phrase) => [...phrase]), ...units]);
  if (unit === '' || !units.some((feature) => DIMENSIONS.has(feature))) all.add('#count');
  return { id, names, phrases, all, dimensions: dimensionsOf(all, unit) };
}

/** A rate can be asked for by either of its measures, a percentage by any. */
function dimensionsOf(all: ReadonlySet<string>, unit: string): Set<string> {
  const found = new Set([...all].flatMap((feature) => dimensionOf(feature) ?? []));
  if (/\bper\b|\//.test(unit)) found.add('#rate');
  if (found.has('#rate') && found.has('#length')) found.add('#speed');
  if (found.has('#age')) found.add('#time');
  return found;
}

function best(text: string, hearing: Hearing): { ids: string[]; score: number } {
  const { known, preferred, context, tongue, vocabulary } = hearing;
  const said = new Set(features(text, tongue, vocabulary));
  const things = context ? [] : counted(text, tongue, vocabulary);
  const folded = patternText(text).text;
  const weights = weightsOf(known);
  const long = tongue.foreign || /\blong\b/.test(folded);
  const scored = known.map((entry) => {
    const verbatim = entry.names.some((name) => name.includes(' ') && folded.includes(name));
    const plain = score(said, things, entry, { weights, long });
    return { id: entry.id, plain, score: plain * (verbatim ? VERBATIM : 1) };
  });
  const top = Math.max(0, ...scored.map((entry) => entry.score));
  if (top < THRESHOLD) return { ids: [], score: 0 };
  const near = scored.filter((entry) => entry.score >= top * NEAR);
  const wanted = near.filter(({ id }) => preferred.has(id));
  const chosen = closest(text, wanted.length > 0 ? wanted : near, hearing);
  return {
    ids: chosen.map(({ id }) => id),
    score: Math.max(...chosen.map(({ plain }) => plain)),
  };
}

/** Of those that fit alike, the ones that are called by most of the very words of the request. */
function closest<T extends { id: string }>(
  text: string,
  alike: readonly T[],
  { known, tongue }: Hearing,
): readonly T[] {
  if (alike.length < 2) return alike;
  const words = contentWords(text, tongue);
  const shared = (id: string): number =>
    Math.max(
      ...(known.find((entry) => entry.id === id)?.names ?? []).map(
        (name) => [...contentWords(name, tongue)].filter((word) => words.has(word)).length,
      ),
    );
  const most = Math.max(...alike.map(({ id }) => shared(id)));
  return alike.filter(({ id }) => shared(id) === most);
}

function score(
  said: ReadonlySet<string>,
  things: readonly string[],
  entry: Entry,
  { weights, long }: { weights: ReadonlyMap<string, number>; long: boolean },
): number {
  if (said.size === 0) return 0;
  const heard = new Set(said);
  // "How long" asks for a time as well as for a length.
  if (long && heard.has('#time') && entry.dimensions.has('#length')) heard.add('length');
  const fit = Math.max(...entry.phrases.map((phrase) => fitOf(heard, phrase, entry, weights)));
  const measured = [...heard].flatMap((feature) => dimensionOf(feature) ?? []);
  const otherMeasure =
    measured.length > 0 &&
    entry.dimensions.size > 0 &&
    !entry.dimensions.has('#percent') &&
    !measured.some((dimension) => entry.dimensions.has(dimension));
  const otherThing = things.some(
    (thing) =>
      !thing.startsWith('?') &&
      !entry.all.has(thing) &&
      !entry.dimensions.has(dimensionOf(thing) ?? thing),
  );
  return fit * (otherMeasure ? 0.4 : 1) * (otherThing ? 0.5 : 1);
}

/** How much of the name is in the request, and how much of what the request says is in the name. */
function fitOf(
  heard: ReadonlySet<string>,
  phrase: ReadonlySet<string>,
  entry: Entry,
  weights: ReadonlyMap<string, number>,
): number {
  let all = 0;
  let found = 0;
  for (const feature of phrase) {
    const weight = weights.get(feature) ?? 0;
    all += weight;
    if (heard.has(feature) || (DIMENSIONS.has(feature) && measuresSame(heard, entry))) {
      found += weight;
    }
  }
  let said = 0;
  let meant = 0;
  for (const feature of heard) {
    const weight = weights.get(feature);
    if (feature === '#count' || weight === undefined) continue;
    said += weight;
    if (phrase.has(feature) || (DIMENSIONS.has(feature) && entry.dimensions.has(feature))) {
      meant += weight;
    }
  }
  // A name like "cost" alone would fit every request for a sum of money.
  const vague = phrase.size === 1 && [...phrase].every((feature) => feature.startsWith('#'));
  if (all === 0) return 0;
  const precision = said === 0 ? 1 : meant / said;
  return (found / all) * (1 - PRECISION + PRECISION * precision) * (vague ? 0.6 : 1);
}

/** Whether something is asked for that is measured like the quantity: distance for a speed too. */
function measuresSame(heard: ReadonlySet<string>, entry: Entry): boolean {
  return [...heard].some((feature) => entry.dimensions.has(dimensionOf(feature) ?? ''));
}

const MOST_PARTS = 12;

function split(text: string): string[] {
  return text
    .split(/\n|;|,? (?:and|und|y|et) |, or |,? or |, |\?|\(|\)|[,、;?]|(?:和|以及|与)/i)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .slice(0, MOST_PARTS);
}
