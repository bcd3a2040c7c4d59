import { english } from './english.ts';

/** What one language needs to be read: word lists and bounded patterns, no code. One file a language. */
export interface Language {
  readonly name: string;
  /** Values of number words below a hundred, and of fractions ("half"). */
  readonly numberWords: Readonly<Record<string, string>>;
  /** "hundred", "thousand", …: they multiply what stands before them. */
  readonly multipliers: Readonly<Record<string, string>>;
  /** Abbreviations whose full stop ends no sentence. */
  readonly abbreviations: ReadonlySet<string>;
  readonly stopWords: ReadonlySet<string>;
  /** Words that name the same thing: word -> feature ("cost" -> "#money"). */
  readonly features: Readonly<Record<string, string>>;
  /** Features that are measures of a dimension: "width" -> "#length". */
  readonly measures: Readonly<Record<string, string>>;
  /** A question's word for the thing that is counted or chosen, in its one group that matches. */
  readonly counted: RegExp;
  /** Phrases read before single words: pattern -> feature. */
  readonly phrases: ReadonlyArray<readonly [RegExp, string]>;
  readonly patterns: Readonly<Record<PatternKind, readonly RegExp[]>>;
}

export type PatternKind =
  /** Tells whoever grades the reply what to think of it. */
  | 'toGrader'
  /** Offers and politeness that ask for nothing. */
  | 'courtesy'
  /** Questions that a writer puts to himself or to nobody. */
  | 'selfTalk'
  /** A question sentence that is put to the reader, even where an answer follows. */
  | 'addressed'
  /** A writer who speaks of his own next step: "we need to know …". */
  | 'ownStep'
  /** The first words of a question. */
  | 'interrogative'
  | 'indirectRequest'
  | 'imperativeRequest'
  /** Requests that look like one of the above and are the writer's own next step. */
  | 'notRequest'
  /** Words of a request that name nothing. */
  | 'empty'
  /** A request that points back: "provide it", "that number". */
  | 'pointsBack'
  /** What a request is for, not what it asks: ", so that I can …". */
  | 'purpose'
  /** Asks which of several holds. */
  | 'choice'
  | 'assumption'
  /** Openly goes by one of several clashing statements. */
  | 'pick'
  | 'insufficiency'
  /** Says that it cannot be solved, whatever for. */
  | 'unsolvable'
  | 'contradiction'
  | 'refusal'
  /** Introduces the final answer. */
  | 'answerMarker'
  /** Introduces a result in running text. */
  | 'resultCue'
  /** Bounds and approximations that are no final answer. */
  | 'range'
  /** A problem's question that itself asks for a bound. */
  | 'bound'
  /** Makes a statement conditional. */
  | 'condition'
  /** Introduces one of several cases. */
  | 'case'
  /** Sentences after the answer that comment on it. */
  | 'remark'
  /** Endings at which no sentence can end. */
  | 'dangling'
  /** Begins a sentence that tries a value out. */
  | 'trial';

/** All that can be read. The patterns of every language are tried: they do not collide. */
export const LANGUAGES: readonly Language[] = [english];

/** Sentences are bounded before any pattern sees them. */
const LONGEST = 2_000;

/** Whether any language's pattern of that kind occurs in the sentence. */
export function shows(kind: PatternKind, sentence: string): boolean {
  return find(kind, sentence) !== null;
}

/** The earliest match of that kind, as [start, end), or null. */
export function find(kind: PatternKind, sentence: string): [number, number] | null {
  const text = sentence.slice(0, LONGEST).replace(/[’‘]/g, "'");
  let first: [number, number] | null = null;
  for (const language of LANGUAGES) {
    for (const pattern of language.patterns[kind]) {
      const match = pattern.exec(text);
      if (match && (first === null || match.index < first[0])) {
        first = [match.index, match.index + match[0].length];
      }
    }
  }
  return first;
}

/** What a table says of a word: "constructor" is in none, though every object has one. */
export function own<T>(table: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
