import { onceFor } from '../once-for.ts';
import { type Language, own } from './language.ts';
import { english } from './languages/english.ts';
import { holds, LiteralScan } from './literal-scan.ts';
import { neededLiterals } from './needed-literals.ts';
import { patternText } from './pattern-text.ts';
import { type Tongue, tongueOf } from './tongue.ts';

/** Longer phrases are cut: a request that goes on for pages names nothing more. */
const LONGEST = 4_000;
/** So much of a word must be the same in two languages for it to be taken for the same word. */
const COGNATE = 5;

/**
 * What a phrase is about: its content words, lightly stemmed, with words for the same thing under
 * one name ("price", "cost", "Preis" -> "#money"). In order of the text, repeats kept. A word with
 * several meanings takes the one that `vocabulary` has. A foreign word that no list has is given
 * with a "?" before it, unless it looks like one of the vocabulary.
 */
export function features(
  phrase: string,
  tongue: Tongue = tongueOf(phrase),
  vocabulary: ReadonlySet<string> = NONE,
): string[] {
  let text = patternText(phrase.slice(0, LONGEST)).text;
  for (const language of tongue.languages) text = withPhrasesRead(text, language);
  const found: string[] = [];
  for (const token of text.match(TOKEN) ?? []) {
    if (token.startsWith('#')) found.push(token);
    else if (CJK.test(token)) found.push(...segments(token, tongue, vocabulary));
    else found.push(...featuresOf(token, tongue, vocabulary));
  }
  return found;
}

/**
 * Folded text with the features of a language's phrases in their places. Most texts have no phrase of the list, and
 * none has many: which may be there is looked up once, as what stands for one makes no other.
 */
export function withPhrasesRead(text: string, language: Language): string {
  const possible = phrasesIn(language).scan(text);
  if (!possible.some((bits) => bits !== 0)) return text;
  return language.phrases.reduce(
    (read, [pattern, feature], n) =>
      holds(possible, n) ? read.replace(pattern, ` ${feature} `) : read,
    text,
  );
}

const phrasesIn = onceFor(
  ({ phrases }: Language) => new LiteralScan(phrases.map(([{ source }]) => neededLiterals(source))),
);

const NONE: ReadonlySet<string> = new Set();
const TOKEN = /#[a-z]+|\d+(?:\.\d+)?|\$(?=\d)|[€£%]|[a-z]+|[\u4e00-\u9fff]+/g;
const CJK = /^[\u4e00-\u9fff]/;

function featuresOf(
  word: string,
  tongue: Tongue,
  vocabulary: ReadonlySet<string>,
): readonly string[] {
  // In English alone, no vocabulary changes what a word means.
  const alone = tongue.languages.length === 1 && tongue.languages[0] === english;
  if (!alone || word.length > LONGEST_KEPT) return meaningsOf(word, tongue, vocabulary);
  const known = IN_ENGLISH.get(word);
  if (known) return known;
  const made = meaningsOf(word, tongue, NONE);
  if (IN_ENGLISH.size >= MOST_WORDS) IN_ENGLISH.clear();
  IN_ENGLISH.set(word, made);
  return made;
}

/** Texts use the same words again and again. */
const IN_ENGLISH = new Map<string, readonly string[]>();
const MOST_WORDS = 10_000;
/** A longer one would keep alive the text that it was cut from. */
const LONGEST_KEPT = 12;

function meaningsOf(
  word: string,
  tongue: Tongue,
  vocabulary: ReadonlySet<string>,
): readonly string[] {
  if (tongue.languages.some((language) => isEmpty(word, language))) return [];
  let unknown: string | null = null;
  for (const language of tongue.languages) {
    const number = own(language.numberWords, word);
    if (number !== undefined) return [number];
    if (language === english) {
      const known = inEnglish(word);
      if (known !== undefined) return known;
    } else {
      const meanings = lookUp(word, language);
      if (meanings) return chosen(meanings, vocabulary);
      const parts = compound(word, language, vocabulary);
      if (parts) return parts;
      unknown ??= cognate(word, vocabulary) ?? `?${stripped(word, language)}`;
    }
  }
  if (/^[\d$€£%]/.test(word)) return [word];
  if (word.length === 1) return [];
  return [
    unknown === null || (!tongue.foreign && vocabulary.has(stem(word))) ? stem(word) : unknown,
  ];
}

/** The stems of the words with content themselves, none taken for another that means the same. */
export function contentWords(text: string, tongue: Tongue = tongueOf(text)): ReadonlySet<string> {
  const words = patternText(text.slice(0, LONGEST)).text.match(/[a-z]{2,}|[\u4e00-\u9fff]/g) ?? [];
  const full = words.filter((word) => !tongue.languages.some((one) => isEmpty(word, one)));
  return new Set(full.map(stem));
}

/** Words without content; of a foreign language those too that only complaints and requests have. */
function isEmpty(word: string, language: Language): boolean {
  return language.stopWords.has(word) || (language !== english && language.fillers.has(word));
}

/** The features of an English word that a list has: the kind of thing first ("travel swim"). */
function inEnglish(word: string): string[] | undefined {
  const { words } = english;
  const found = own(words, word) ?? own(words, word.replace(/s$/, '')) ?? own(words, stem(word));
  return found?.split(' ');
}

/** What a word of another language may mean, as features. */
function lookUp(word: string, { words, endings }: Language): string[] | null {
  for (const ending of ['', ...endings]) {
    if (!word.endsWith(ending) || word.length - ending.length < 2) continue;
    const found = own(words, ending === '' ? word : word.slice(0, -ending.length));
    if (found !== undefined) return found.split('|').flatMap((meaning) => englishFeatures(meaning));
  }
  return null;
}

function englishFeatures(meaning: string): string[] {
  return meaning
    .split(' ')
    .filter((word) => !english.stopWords.has(word))
    .slice(0, 1)
    .flatMap((word) => inEnglish(word) ?? (word.startsWith('#') ? word : stem(word)));
}

function chosen(meanings: readonly string[], vocabulary: ReadonlySet<string>): string[] {
  const [first] = meanings;
  if (first === undefined) return [];
  return [meanings.find((meaning) => vocabulary.has(meaning)) ?? first];
}

/** German writes "Stundenpreis" for "Preis der Stunde". */
function compound(
  word: string,
  language: Language,
  vocabulary: ReadonlySet<string>,
): string[] | null {
  if (language.name !== 'German' || word.length < 8) return null;
  for (let at = 3; at <= word.length - 4; at += 1) {
    const last = lookUp(word.slice(at), language);
    if (!last) continue;
    const head = word.slice(0, at);
    const first = lookUp(head, language) ?? lookUp(head.replace(/s$/, ''), language);
    if (first) return [...chosen(first, vocabulary), ...chosen(last, vocabulary)];
  }
  return null;
}

/** "Kilometer" and "kilometre": a long enough beginning in common. */
function cognate(word: string, vocabulary: ReadonlySet<string>): string | null {
  if (word.length < COGNATE) return null;
  const start = word.slice(0, COGNATE);
  for (const known of vocabulary) {
    if (known.length >= COGNATE - 1 && (known.startsWith(start) || start.startsWith(known))) {
      return known;
    }
  }
  return null;
}

function stripped(word: string, { endings }: Language): string {
  const ending = endings.find((end) => word.endsWith(end) && word.length - end.length >= 4);
  return ending === undefined ? word : word.slice(0, -ending.length);
}

const LONGEST_SEGMENT = 6;

/** Chinese writes no spaces: the longest known word at each place; pairs of characters where none is. */
function segments(run: string, tongue: Tongue, vocabulary: ReadonlySet<string>): string[] {
  const found: string[] = [];
  const languages = tongue.languages.filter(({ script }) => script?.test(run));
  for (let at = 0; at < run.length; ) {
    const [length, meanings] = longestAt(run, at, languages);
    if (meanings) found.push(...chosen(meanings, vocabulary));
    else if (length === 0 && at + 1 < run.length) found.push(`?${run.slice(at, at + 2)}`);
    at += Math.max(1, length);
  }
  return found;
}

/** The length of the longest word at a place (0: none) and what it means (null: nothing). */
function longestAt(
  run: string,
  at: number,
  languages: readonly Language[],
): [number, string[] | null] {
  for (let length = Math.min(LONGEST_SEGMENT, run.length - at); length > 0; length -= 1) {
    const word = run.slice(at, at + length);
    for (const language of languages) {
      const meaning = own(language.words, word);
      if (meaning !== undefined) return [length, meaning.split('|').flatMap(englishFeatures)];
      if (isEmpty(word, language)) return [length, null];
    }
  }
  return [0, null];
}

/** Whether a request names nothing: all of its words are such as "please provide more details". */
export function onlyFillers(folded: string, tongue: Tongue): boolean {
  const known = (word: string) => tongue.languages.some(({ fillers }) => fillers.has(word));
  for (const [token] of folded.matchAll(/\d+|[a-z]+(?:'[a-z]+)?|[\u4e00-\u9fff]+/g)) {
    if (CJK.test(token)) {
      for (let at = 0; at < token.length; ) {
        let length = Math.min(LONGEST_SEGMENT, token.length - at);
        while (length > 0 && !known(token.slice(at, at + length))) length -= 1;
        if (length === 0) return false;
        at += length;
      }
    } else if (!known(token) && !token.split("'").every(known)) return false;
  }
  return true;
}

/** What the words of requests and complaints become: they name no thing. */
export const FILLER_FEATURES: ReadonlySet<string> = new Set([...english.fillers].map(stem));

/** Takes off plural and verb endings: enough to tell that "baked" and "bakes" are one. */
export function stem(word: string): string {
  if (word.length < 4) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
  const base = /[^s]s$/.test(word) ? word.slice(0, -1) : word;
  if (/ctions?$/.test(word) && word.length > 7) return base.slice(0, -3);
  for (const ending of ['ing', 'ed']) {
    if (base.endsWith(ending) && base.length - ending.length >= 3) {
      const root = base.slice(0, -ending.length);
      return /([^aeiouls])\1$/.test(root) ? root.slice(0, -1) : root;
    }
  }
  return base.length >= 4 && base.endsWith('e') ? base.slice(0, -1) : base;
}

/** Features that say how something is measured, not what. */
export const DIMENSIONS: ReadonlySet<string> = new Set([
  '#money',
  '#count',
  '#age',
  '#time',
  '#clock',
  '#length',
  '#weight',
  '#speed',
  '#rate',
  '#percent',
  '#area',
  '#volume',
  '#size',
]);

/** Features that are measures of a dimension: "width" -> "#length". */
const MEASURES: Readonly<Record<string, string>> = Object.fromEntries(
  'length width height depth distance perimeter radius diameter side altitude circumference'
    .split(' ')
    .flatMap((measure) => [measure, stem(measure)])
    .map((measure) => [measure, '#length']),
);

/** The dimension that a feature measures or is; undefined for a thing. */
export function dimensionOf(feature: string): string | undefined {
  return DIMENSIONS.has(feature) ? feature : own(MEASURES, feature);
}

/** The features of what a question counts or chooses: "how many pages …", "which exchange rate is …". */
export function counted(
  question: string,
  tongue: Tongue,
  vocabulary: ReadonlySet<string> = NONE,
): string[] {
  const folded = patternText(question.slice(0, 2_000)).text;
  for (const { counted: pattern } of tongue.languages) {
    const match = pattern.exec(folded);
    const thing = match?.slice(1).find((group) => group !== undefined);
    if (thing !== undefined) return features(thing, tongue, vocabulary);
  }
  return [];
}
