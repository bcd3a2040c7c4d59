import { type Finding, finding } from './finding.ts';
import type { Nouns } from './nouns.ts';
import type { Reading, Word } from './words.ts';

/** Spelt with a vowel, spoken with a consonant: "a unit", "a one-way ticket", "a European". */
const SPOKEN_CONSONANT =
  /^(?:one|once|uni(?!n|m)|use|usu|uten|util|uran|urin|uk|ufo|us$|eu|ewe|u-)/;
/** Spelt with a consonant, spoken with a vowel. */
const SPOKEN_VOWEL = /^(?:hour|honest|honou?r|heir)/;

const DETERMINERS = new Set('a an the my his her its our your their this these those'.split(' '));
/** These may follow "the" or "all" and the like, never "a". */
const NOT_AFTER_A = new Set(
  'some several many these those such any all both two three four five'.split(' '),
);

/** "a" and "an" before the wrong sound, numbers too; two determiners in a row. */
export function articles({ source, sentences }: Reading, nouns: Nouns): Finding[] {
  return sentences.flatMap(({ words }) =>
    words.flatMap((word, index) => {
      const next = words[index + 1];
      if (!next || next.kind === 'mark' || next.start - word.end > 2) return [];
      const slip = isArticle(word, index, words)
        ? articleSlip(word, next, words[index + 2], nouns)
        : undefined;
      const twice = slip ?? (doubled(word, next) ? 'two determiners stand in a row' : undefined);
      return twice ? [finding(source, [word.start, next.end], 'article', twice)] : [];
    }),
  );
}

/** Not the letter of "vitamin A" or "Plan A": a capital only where a sentence starts. */
function isArticle({ text, lower }: Word, index: number, words: readonly Word[]): boolean {
  if (lower !== 'a' && lower !== 'an') return false;
  return text === lower || words.slice(0, index).every(({ kind }) => kind === 'mark');
}

function articleSlip(
  word: Word,
  next: Word,
  after: Word | undefined,
  nouns: Nouns,
): string | undefined {
  // An abbreviation is spoken letter by letter, or not: "an MRI", "a NASA probe".
  if (next.kind === 'word' && /^\p{Lu}{2}/u.test(next.text)) return undefined;
  const vowel = next.kind === 'number' ? vowelNumber(next.text) : vowelWord(next.lower);
  if (vowel !== undefined && vowel !== (word.lower === 'an')) {
    return vowel ? '"a" stands before a vowel' : '"an" stands before a consonant';
  }
  if (
    NOT_AFTER_A.has(next.lower) &&
    !(after && /^\p{L}/u.test(after.text) && isCompound(next, after))
  ) {
    return 'an article does not go with the word after it';
  }
  return nouns.isPlural(next.lower) && endsPhrase(after)
    ? 'an article of one stands before a plural'
    : undefined;
}

/** "a two bedroom flat", "a three day trip": the number belongs to what follows. */
function isCompound(number: Word, after: Word): boolean {
  return !Number.isNaN(number.value) && after.lower.length > 2;
}

/** Whether the noun phrase ends before this word: "a pants" and "a sports car" differ in that. */
function endsPhrase(after: Word | undefined): boolean {
  return (
    !after ||
    /^[.,;:!?]$/.test(after.text) ||
    /^(?:of|in|on|at|for|to|with|and|or|from|is|are|was|were|that|which)$/.test(after.lower)
  );
}

/** Spoken, 8, 80, 800 and 11, 18 (with their thousands and millions) begin with a vowel. */
function vowelNumber(text: string): boolean | undefined {
  const [whole = ''] = text.replaceAll(',', '').split(/[./]/);
  if (whole.startsWith('8')) return true;
  // "1100" is eleven hundred to some and one thousand one hundred to others.
  if (/^1[18]\d\d$/.test(whole) && !text.includes(',')) return undefined;
  return /^1[18](?:\d{3})*$/.test(whole);
}

function vowelWord(word: string): boolean | undefined {
  if (word.length === 1) return undefined;
  if (SPOKEN_VOWEL.test(word)) return true;
  return /^[aeiou]/.test(word) && !SPOKEN_CONSONANT.test(word);
}

function doubled(word: Word, next: Word): boolean {
  if (!DETERMINERS.has(word.lower) || !DETERMINERS.has(next.lower)) return false;
  // "gave her the book", "with this her plan": a pronoun may stand before a determiner.
  return /^(?:a|an|the|my|its|our|your|their)$/.test(word.lower) && word.text === word.lower;
}
