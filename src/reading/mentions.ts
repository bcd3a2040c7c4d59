import { numbers } from './numbers.ts';
import type { Named } from './subject.ts';
import { DIMENSIONS, features } from './words.ts';

export interface MentionOptions {
  /** Among quantities that fit equally well, these are meant (those that the text lacks). */
  readonly preferred?: ReadonlySet<string>;
  /** The text is not the request itself but what it points back to. */
  readonly context?: boolean;
}

/** How much of a quantity's name must occur. */
const THRESHOLD = 0.5;
/** Quantities that fit nearly as well as the best are meant too. */
const NEAR = 0.97;

/**
 * The ids of the quantities that a request means: those whose names share most content words with
 * it, weighted by how well a word tells the quantities apart, where what is asked for is measured
 * like them. A request that lists several things ("…, and …") means the best of each part.
 */
export function mentions(
  text: string,
  quantities: readonly Named[],
  { preferred = new Set(), context = false }: MentionOptions = {},
): string[] {
  const known = lexicon(quantities);
  const whole = best(text, known, preferred, context);
  const parts = split(text);
  if (parts.length < 2) return whole;
  const each = parts.map((part) => best(part, known, preferred, context));
  const several = each.filter((ids) => ids.length > 0);
  return several.length >= 2
    ? [...new Set(several.flat())]
    : [...new Set([...whole, ...several.flat()])];
}

interface Entry {
  readonly id: string;
  readonly phrases: ReadonlyArray<ReadonlySet<string>>;
  /** All that may be said of it without naming another thing. */
  readonly all: ReadonlySet<string>;
  readonly dimensions: ReadonlySet<string>;
}

function lexicon(quantities: readonly Named[]): Entry[] {
  return quantities.map(({ id, noun, unit, also }) => {
    const phrases = [noun, ...also].map((phrase) => new Set(features(phrase)));
    const units = features(unit);
    const all = new Set([...phrases.flatMap((phrase) => [...phrase]), ...units]);
    if (unit === '' || !units.some((unit) => DIMENSIONS.has(unit))) all.add('#count');
    return { id, phrases, all, dimensions: dimensionsOf(all, unit) };
  });
}

/** Tells whether a feature is a measure by which some of the quantities can be asked for. */
export function dimensionsOfAll(quantities: readonly Named[]): (feature: string) => boolean {
  const kinds = new Set(lexicon(quantities).flatMap(({ dimensions }) => [...dimensions]));
  return (feature) => DIMENSIONS.has(feature) && (kinds.has(feature) || kinds.has('#percent'));
}

/** A rate can be asked for by either of its measures, a percentage by any. */
function dimensionsOf(all: ReadonlySet<string>, unit: string): Set<string> {
  const found = new Set([...all].filter((feature) => DIMENSIONS.has(feature)));
  if (/\bper\b|\//.test(unit)) found.add('#speed').add('#rate');
  if (found.has('#age')) found.add('#time');
  return found;
}

function best(
  text: string,
  known: readonly Entry[],
  preferred: ReadonlySet<string>,
  context: boolean,
): string[] {
  const said = features(text);
  const scored = known.map((entry) => ({
    id: entry.id,
    score: score(said, entry, known, context),
  }));
  const top = Math.max(0, ...scored.map((entry) => entry.score));
  if (top < THRESHOLD) return [];
  const near = scored.filter((entry) => entry.score >= top * NEAR).map(({ id }) => id);
  const wanted = near.filter((id) => preferred.has(id));
  return wanted.length > 0 ? wanted : near;
}

function score(
  said: readonly string[],
  entry: Entry,
  known: readonly Entry[],
  context: boolean,
): number {
  if (said.length === 0) return 0;
  const heard = new Set(said);
  // "How long" asks for a time as well as for a length.
  if (heard.has('#time') && entry.dimensions.has('#length')) heard.add('#length');
  const cover = Math.max(...entry.phrases.map((phrase) => coverage(heard, phrase, entry, known)));
  const foreign = said.filter((feature) => !entry.all.has(feature) && !feature.startsWith('#'));
  const measured = said.filter((feature) => DIMENSIONS.has(feature));
  const clashes =
    measured.length > 0 &&
    entry.dimensions.size > 0 &&
    !entry.dimensions.has('#percent') &&
    !measured.some((dimension) => entry.dimensions.has(dimension));
  const head = said.find((feature) => !feature.startsWith('#') && numbers(feature).length === 0);
  const strangeHead = !context && head !== undefined && !entry.all.has(head) && asksFor(said, head);
  return (
    cover *
    (clashes ? 0.4 : 1) *
    (strangeHead ? 0.5 : 1) *
    (1 - Math.min(0.2, 0.02 * foreign.length))
  );
}

/** Whether the first content word is what is counted: "how many pages …", "what material …". */
function asksFor(said: readonly string[], head: string): boolean {
  const at = said.indexOf(head);
  return at === 0 || (at === 1 && said[0] === '#count');
}

function coverage(
  heard: ReadonlySet<string>,
  phrase: ReadonlySet<string>,
  entry: Entry,
  known: readonly Entry[],
): number {
  let all = 0;
  let found = 0;
  for (const feature of phrase) {
    const weight = weightOf(feature, known);
    all += weight;
    if (heard.has(feature)) found += weight;
    else if (
      DIMENSIONS.has(feature) &&
      [...heard].some((other) => DIMENSIONS.has(other) && entry.dimensions.has(other))
    ) {
      found += weight;
    }
  }
  // A name like "cost" alone would fit every request for a sum of money.
  const vague = phrase.size === 1 && [...phrase].every((feature) => feature.startsWith('#'));
  return all === 0 ? 0 : (found / all) * (vague ? 0.6 : 1);
}

/** A word that every quantity's name has tells little. */
function weightOf(feature: string, known: readonly Entry[]): number {
  const having = known.filter(({ all }) => all.has(feature)).length;
  const measure = DIMENSIONS.has(feature) || feature === '#now' || feature === '#each' ? 0.6 : 1;
  return measure * Math.log2(1 + (known.length + 1) / Math.max(1, having));
}

const MOST_PARTS = 12;

function split(text: string): string[] {
  return text
    .split(/\n|;|,? and |, or |,? or |, |\?|\(|\)/i)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .slice(0, MOST_PARTS);
}
