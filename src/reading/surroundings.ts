import { type Entry, lexicon } from './mentions.ts';
import type { Subject } from './subject.ts';
import { type Tongue, tongueOf } from './tongue.ts';
import { DIMENSIONS, dimensionOf, FILLER_FEATURES, features } from './words.ts';

/** What a problem speaks of, as far as its words tell. */
export interface Surroundings {
  /** All features of its text and of its quantities' names. */
  readonly vocabulary: ReadonlySet<string>;
  readonly entries: readonly Entry[];
  /** What stands close to each number of the text. */
  readonly givens: ReadonlyArray<ReadonlySet<string>>;
}

const known = new WeakMap<Subject, Surroundings>();

/** Read once for each subject. */
export function surroundings(subject: Subject): Surroundings {
  const before = known.get(subject);
  if (before) return before;
  const tongue = tongueOf(subject.text);
  const entries = lexicon(subject.quantities);
  const inText = features(subject.text, tongue);
  let givens: ReadonlyArray<ReadonlySet<string>> | undefined;
  const made = {
    vocabulary: new Set([...inText, ...entries.flatMap(({ all }) => [...all])]),
    entries,
    // Few readers ask for it.
    get givens() {
      givens ??= givenClauses(subject.text, tongue);
      return givens;
    },
  };
  known.set(subject, made);
  return made;
}

/** What stands close to each number of the text, within its clause; comparisons state no value. */
function givenClauses(text: string, tongue: Tongue): Set<string>[] {
  const clauses = text.split(/[.;?!](?=\s|$)|[。,;?!、]|,? and |, | und | y | et |和/);
  return clauses.flatMap((clause) =>
    [...clause.matchAll(NUMERAL)]
      .map(({ index, 0: numeral }) =>
        clause.slice(Math.max(0, index - CLOSE), index + numeral.length + CLOSE),
      )
      .filter((near) => !COMPARISON.test(near))
      .map((near) => new Set(features(near, tongue))),
  );
}

const NUMERAL = /\d+(?:[.,]\d+)?|\b(?:two|three|four|five|six|seven|eight|nine|ten)\b/gi;
/** So many characters to both sides of a number say what it counts. */
const CLOSE = 32;
const COMPARISON = /\b(?:than|times|as|twice|half)\b/i;

/** Whether a sentence names something of the problem: a thing of its text, a measure. */
export function namesSomething(text: string, tongue: Tongue, subject: Subject): boolean {
  const { vocabulary, entries } = surroundings(subject);
  const said = features(text, tongue, vocabulary);
  if (said.filter((feature) => FOREIGN_WORD.test(feature)).length >= SEVERAL) return true;
  return said.some(
    (feature) =>
      entries.some(({ all }) => all.has(feature)) ||
      DIMENSIONS.has(feature) ||
      feature === '#total' ||
      (vocabulary.has(feature) && !EMPTY.has(feature) && !/^\d/.test(feature)),
  );
}

/** Of a foreign word that no list has: long enough to be more than a particle. One may be a verb. */
const FOREIGN_WORD = /^\?[a-z]{5}/;
const SEVERAL = 2;

/** Words of "there is not enough information to solve this problem". */
const EMPTY: ReadonlySet<string> = new Set([
  '#each',
  '#now',
  '#hold',
  'enough',
  'sufficient',
  'give',
  'make',
]);

/** Not a measure, not a number, nothing that all have ("each", "in all"). */
export function isThing(feature: string): boolean {
  return !GENERAL.has(feature) && dimensionOf(feature) === undefined && !/^[\d$€£%]/.test(feature);
}

export const GENERAL: ReadonlySet<string> = new Set([
  '#each',
  '#total',
  '#by',
  '#hold',
  '#part',
  'per',
]);

/** Neither of the text nor of a quantity's name. A foreign word that no list has may be either. */
export function isStrange(thing: string, vocabulary: ReadonlySet<string>): boolean {
  return (
    isThing(thing) &&
    !/^[?#]/.test(thing) &&
    !NEUTRAL.has(thing) &&
    !FILLER_FEATURES.has(thing) &&
    !vocabulary.has(thing)
  );
}

/** Adjectives that name no other thing. */
const NEUTRAL: ReadonlySet<string> = new Set(
  'new regular normal final specific certain real usual overall last own alone additional single separate respective individual work unit'.split(
    ' ',
  ),
);
