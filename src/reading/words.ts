import { LANGUAGES, own } from './language.ts';

/**
 * What a phrase is about: its content words, lightly stemmed, with words for the same thing under
 * one name ("price", "cost", "dollars" -> "#money"). In order of the text, repeats kept.
 */
export function features(phrase: string): string[] {
  let text = phrase.slice(0, 4_000).toLowerCase().replace(/[’‘]/g, "'");
  for (const { phrases } of LANGUAGES) {
    for (const [pattern, feature] of phrases) text = text.replace(pattern, ` ${feature} `);
  }
  const found: string[] = [];
  for (const [word] of text.matchAll(/#[a-z]+|\d+(?:\.\d+)?|[$€£%]|\p{L}+(?:'s)?/gu)) {
    const feature = word.startsWith('#') ? word : featureOf(word.replace(/'s$/, ''));
    if (feature !== null) found.push(feature);
  }
  return found;
}

function featureOf(word: string): string | null {
  const stemmed = stem(word);
  for (const { features: known, numberWords, stopWords } of LANGUAGES) {
    if (stopWords.has(word)) return null;
    const feature = own(known, word) ?? own(known, stemmed);
    if (feature !== undefined) return feature;
    if (own(numberWords, word) !== undefined) return word;
  }
  return word.length === 1 && /\p{L}/u.test(word) && /[a-z]/.test(word) ? null : stemmed;
}

/** Takes off plural and verb endings: enough to tell that "baked" and "bakes" are one. */
export function stem(word: string): string {
  if (word.length < 4) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
  const base = /[^s]s$/.test(word) ? word.slice(0, -1) : word;
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
]);

/** The dimension that a feature measures or is; undefined for a thing. */
export function dimensionOf(feature: string): string | undefined {
  if (DIMENSIONS.has(feature)) return feature;
  for (const { measures } of LANGUAGES) {
    const dimension = own(measures, feature);
    if (dimension !== undefined) return dimension;
  }
  return undefined;
}

/** The features of what a question counts or chooses: "how many pages …", "which exchange rate is …". */
export function counted(question: string): string[] {
  for (const { counted: pattern } of LANGUAGES) {
    const match = pattern.exec(question.slice(0, 2_000));
    const thing = match?.slice(1).find((group) => group !== undefined);
    if (thing !== undefined) return features(thing);
  }
  return [];
}
