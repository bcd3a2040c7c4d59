import { chinese } from './languages/chinese.ts';
import { english } from './languages/english.ts';
import { french } from './languages/french.ts';
import { german } from './languages/german.ts';
import { spanish } from './languages/spanish.ts';

/**
 * What one language needs to be read: word lists and bounded patterns, no code. One file a language.
 * All of it is written folded (see pattern-text.ts): lower case, no accents, "ss" for "ß".
 */
export interface Language {
  readonly name: string;
  /** A character that only this language has; null where words must tell. */
  readonly script: RegExp | null;
  /** Function words that tell it from the others. */
  readonly marks: ReadonlySet<string>;
  /** Writes 1.234,5 for 1234.5. */
  readonly decimalComma: boolean;
  /** Values of number words, compounds ("forty-two") where the language writes them as one. */
  readonly numberWords: Readonly<Record<string, string>>;
  /** "hundred", "thousand", …: they multiply what stands before them. */
  readonly multipliers: Readonly<Record<string, string>>;
  /** "third", "quarters": parts of one, where a number or an article stands before them. */
  readonly parts: Readonly<Record<string, string>>;
  /** Between the words of one number: "two hundred and one". */
  readonly joiners: ReadonlySet<string>;
  /** "a", "un": before a part or a multiplier it counts as one. */
  readonly articles: ReadonlySet<string>;
  /** Abbreviations whose full stop ends no sentence. */
  readonly abbreviations: ReadonlySet<string>;
  /** Words that carry no content. */
  readonly stopWords: ReadonlySet<string>;
  /** Words of requests and complaints that name nothing: "please provide more details". */
  readonly fillers: ReadonlySet<string>;
  /** Words that name the same thing: word -> feature ("cost" -> "#money") or the English word for it. */
  readonly words: Readonly<Record<string, string>>;
  /** Endings that come off a word before it is looked up. */
  readonly endings: readonly string[];
  /** A question's word for the thing that is counted or chosen, in its one group that matches. */
  readonly counted: RegExp;
  /** Phrases read before single words: pattern -> feature. */
  readonly phrases: ReadonlyArray<readonly [RegExp, string]>;
  readonly patterns: Readonly<Record<PatternKind, readonly RegExp[]>>;
}

export const PATTERN_KINDS = [
  /** Tells whoever grades the reply what to think of it. */
  'toGrader',
  /** Offers and politeness that ask for nothing. */
  'courtesy',
  /** Questions that a writer puts to himself or to nobody. */
  'selfTalk',
  /** A question sentence that is put to the reader, even where an answer follows. */
  'addressed',
  /** A writer who speaks of his own next step: "we need to know …". */
  'ownStep',
  /** The first words of a question. */
  'interrogative',
  /** A question that "yes" or "no" would answer. */
  'yesNo',
  'indirectRequest',
  'imperativeRequest',
  /** Requests that look like one of the above and are the writer's own next step. */
  'notRequest',
  /** A request that points back: "provide it", "that number". */
  'pointsBack',
  /** What a request is for, not what it asks: ", so that I can …". */
  'purpose',
  /** Asks which of several holds. */
  'choice',
  'assumption',
  /** Makes a result an example of what it would be. */
  'illustration',
  /** Openly goes by one of several clashing statements. */
  'pick',
  'insufficiency',
  /** Heads a list of what is lacking. */
  'lackHeading',
  /** Says that it cannot be solved, whatever for. */
  'unsolvable',
  /** Says that statements clash. */
  'contradiction',
  /** Sets one value against another. */
  'contrast',
  /** Denies something, or regrets it. */
  'negative',
  'refusal',
  /** Introduces the final answer. */
  'answerMarker',
  /** Introduces a result in running text. */
  'resultCue',
  /** A problem's question that itself asks for a bound. */
  'bound',
  /** Bounds and approximations that are no final answer. */
  'range',
  /** Introduces one of several cases. */
  'case',
  /** Makes a statement conditional. */
  'condition',
  /** Answers in words in terms of what is not known: "one fewer than there were at the start". */
  'relative',
  /** Sentences after the answer that comment on it. */
  'remark',
  /** Endings at which no sentence can end. */
  'dangling',
  /** Begins a sentence that tries a value out. */
  'trial',
] as const;
export type PatternKind = (typeof PATTERN_KINDS)[number];

/** All that can be read. */
export const LANGUAGES: readonly Language[] = [english, german, spanish, french, chinese];

/** What a table says of a word: "constructor" is in none, though every object has one. */
export function own<T>(table: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
