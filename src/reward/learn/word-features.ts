import { type NumberPhrase, numberPhrases } from '../../corrupt/number-phrases.ts';
import { sentences } from '../../reading/sentences.ts';
import { features } from '../../reading/words.ts';

/** What the words of a problem show to one who does not understand them. */
export const WORD_FEATURES = [
  /** Sentences between the first and the question in which no number stands. */
  'silent',
  /** Of these, those with a vague word in the place of one: "several", "quite long". */
  'vague',
  /** Of these, those that compare: "faster than". */
  'compared',
  /** How much the two statements that are most alike look like one thing said twice, with two numbers. */
  'repeated',
  /** Pairs of statements that look so. */
  'repetitions',
  /** Numbers in the text. */
  'numbers',
  /** The share of the question's words that stand in no statement with a number. */
  'unstated',
] as const;
export type WordFeature = (typeof WORD_FEATURES)[number];

const VAGUE =
  /\b(?:several|many|a few|a number of|a lot|lots of|quite (?:a|some|long|large|small|high|low)|a good (?:many|deal)|a great (?:many|deal)|some more|a certain|the same (?:number|amount)|the (?:normal|usual)|rather|fairly|considerabl\w{1,3}|(?:hundreds|thousands|dozens) of|an? (?:short|long|large|small|full) |of (?:medium|middling)|not very|plenty|numerous|various|a handful|a couple|(?:far|much) (?:more|fewer|less))\b/i;
const COMPARES = /\b(?:\p{L}{2,15}er|more|less)\b[^.]{0,60}\bthan\b|\bas \p{L}{2,15} as\b/iu;

interface Statement {
  readonly text: string;
  readonly words: ReadonlySet<string>;
  readonly numbers: readonly NumberPhrase[];
}

/**
 * Counts over a problem's text, as anyone may take them who sees nothing but the text. Vague words and
 * things that are said twice show in them; a sentence that was taken out, or a number that does not fit the
 * others, does not. In the order of WORD_FEATURES.
 */
export function wordFeatures(text: string): number[] {
  const all = sentences(text);
  const asked = all.findLastIndex(({ question }) => question);
  const statements = all.map(
    (sentence): Statement => ({
      text: sentence.text,
      words: new Set(features(sentence.text).filter((word) => !/^\d/.test(word))),
      numbers: numberPhrases(sentence.text),
    }),
  );
  const between = statements.filter((_, index) => index !== 0 && index !== asked);
  const silent = between.filter(({ numbers }) => numbers.length === 0);
  const numbered = statements.filter(({ numbers }, index) => numbers.length > 0 && index !== asked);
  const alike = likenesses(numbered, statements);
  const stated = new Set(numbered.flatMap(({ words }) => [...words]));
  const question = [...(statements[asked]?.words ?? [])];
  const found: Record<WordFeature, number> = {
    silent: silent.length,
    vague: silent.filter((statement) => VAGUE.test(statement.text)).length,
    compared: silent.filter((statement) => COMPARES.test(statement.text)).length,
    repeated: Math.max(0, ...alike),
    repetitions: alike.filter((likeness) => likeness > ALIKE).length,
    numbers: numbered.reduce((sum, { numbers }) => sum + numbers.length, 0),
    unstated: question.filter((word) => !stated.has(word)).length / Math.max(1, question.length),
  };
  return WORD_FEATURES.map((name) => found[name]);
}

const ALIKE = 0.55;

/** For each two statements whose numbers may be two values of one thing, how much they are alike: 0 to 1. */
function likenesses(numbered: readonly Statement[], all: readonly Statement[]): number[] {
  return numbered.flatMap((one, index) =>
    numbered
      .slice(index + 1)
      .filter((other) => mayClash(one, other))
      .map((other) => likeness(one, other, all)),
  );
}

/**
 * Shared words speak for it. Words that only one of them has speak against it: little where they stand
 * nowhere else (another verb for the same), much where both have one that the problem speaks of elsewhere
 * (a win and a draw).
 */
function likeness(one: Statement, other: Statement, all: readonly Statement[]): number {
  const elsewhere = all.filter((each) => each !== one && each !== other);
  const known = (word: string) => elsewhere.some(({ words }) => words.has(word));
  const shared = [...one.words].filter((word) => other.words.has(word)).length;
  const ofOne = [...one.words].filter((word) => !other.words.has(word));
  const ofOther = [...other.words].filter((word) => !one.words.has(word));
  const told = Math.min(ofOne.filter(known).length, ofOther.filter(known).length);
  return shared / (shared + told + 0.25 * (ofOne.length + ofOther.length) + 0.5);
}

/** Two values of one thing stand before the same unit, and are near each other. */
function mayClash(one: Statement, other: Statement): boolean {
  return one.numbers.some((first) =>
    other.numbers.some((second) => {
      const [a, b] = [first.value.valueOf(), second.value.valueOf()];
      const ratio = Math.min(a, b) / Math.max(a, b);
      if (ratio >= 1 || ratio <= NEAR) return false;
      const [unit, otherUnit] = [unitBehind(one, first), unitBehind(other, second)];
      return unit === otherUnit || unit === '' || otherUnit === '';
    }),
  );
}

const NEAR = 0.55;

/** The word behind a number without its plural ending; "" where that is none of a unit. */
function unitBehind({ text }: Statement, { span }: NumberPhrase): string {
  const [, word = ''] = /^\W{0,3}(\p{L}{3,20})/u.exec(text.slice(span[1], span[1] + 30)) ?? [];
  return /^(?:and|for|the)$/i.test(word) ? '' : word.toLowerCase().replace(/s$/, '');
}
