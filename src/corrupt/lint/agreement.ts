import { type Finding, finding } from './finding.ts';
import { ADJECTIVES, isMeasure, looksPlural, type Nouns } from './nouns.ts';
import { clashesWithHe, helpsVerb, isBaseVerb, isThirdPerson } from './verbs.ts';
import type { Reading, Word } from './words.ts';

/** Words before a number that is a name: "room 1", "grade 5 pupils", "bus 12". */
const LABELS = new Set(
  `room day week month year grade page chapter level age aged class table line bus route number figure box
   step part type plan group team lane gate track size problem question exercise house platform section
   version zone row shelf no aisle stage round phase unit pump machine tank worker lap team flight channel
   highway street apollo`.split(/\s+/),
);

/** Words after a noun that show that its phrase ends there. */
const PHRASE_ENDS = new Set(
  `of in on at from is are was were than that which who and or each per every left more less fewer while
   when but because after before into between among together altogether for with to by a an the`.split(
    /\s+/,
  ),
);
/** The same, after a word that can also be a verb: "the two box" but "the two plant a tree". */
const SURE_ENDS = new Set('of in is are was were than which and or each per every left'.split(' '));

const MANY = new Set('several many few these those both various numerous'.split(' '));

/** Whether numbers fit their nouns: "1 apples", "two bottle", "several box", "each apples". */
export function numberAgreement({ source, sentences }: Reading, nouns: Nouns): Finding[] {
  return sentences.flatMap(({ words }) =>
    words.flatMap((word, index) => {
      const noun = nounAfter(words, index);
      if (!noun) return [];
      const what = nounSlip(words, index, noun, nouns);
      return what ? [finding(source, [word.start, noun.end], 'number-noun', what)] : [];
    }),
  );
}

/** The word that a number or determiner counts; an adjective may come between. */
function nounAfter(words: readonly Word[], index: number): Word | undefined {
  const next = words[index + 1];
  const noun = next && ADJECTIVES.has(next.lower) ? words[index + 2] : next;
  return noun?.kind === 'word' && noun.text === noun.lower ? noun : undefined;
}

function nounSlip(
  words: readonly Word[],
  index: number,
  noun: Word,
  nouns: Nouns,
): string | undefined {
  const word = words[index];
  if (!word || isLabelled(words, index)) return undefined;
  const after = words[words.indexOf(noun) + 1];
  if (word.value === 1)
    return isOne(words, index, noun, nouns) ? '1 stands before a plural' : undefined;
  if (/^(?:each|every|another)$/.test(word.lower)) {
    const plural =
      nouns.isPlural(noun.lower) &&
      !isThirdPerson(noun.lower) &&
      (endsPhrase(noun, after) || isThirdPerson(after?.lower ?? ''));
    return plural ? 'a plural stands after a word for one' : undefined;
  }
  if (word.lower === 'much' && nouns.isPlural(noun.lower) && !isThirdPerson(noun.lower)) {
    const price = words.some(({ lower }) => /^(?:costs?|weighs?|worth|paid|charged?)$/.test(lower));
    return price ? undefined : '"much" stands before what is counted';
  }
  const many = word.value > 1 || MANY.has(word.lower);
  if (!many || !nouns.isSingular(noun.lower) || !endsPhrase(noun, after)) return undefined;
  // "a 20 pack of gum", "6 foot by 4", "the 1960 penny": an adjective, whatever follows.
  const before = words[index - 1]?.lower ?? '';
  if (/^(?:a|an|x|by)$/.test(before) && !MANY.has(word.lower)) return undefined;
  if (isMeasure(noun.lower) && after?.lower === 'by') return undefined;
  if (before === 'the' && /^(?:19|20)\d\d$/.test(word.text)) return undefined;
  if (word.lower === 'many' && (before === 'how' || before === 'as') && isBaseVerb(noun.lower))
    return undefined;
  return MANY.has(word.lower)
    ? 'a singular stands after a word for several'
    : 'a singular stands after a number above 1';
}

function isLabelled(words: readonly Word[], index: number): boolean {
  const before = words[index - 1];
  if (!before) return false;
  if (/^[$€£#/.:–-]$/.test(before.text)) return true;
  const weekday = /day$/.test(before.lower);
  const capital =
    /^\p{Lu}/u.test(before.text) && !weekday && index > 1 && words[index]?.kind === 'number';
  return LABELS.has(before.lower) || capital;
}

/** "1 apples", "one eggs"; not "the blue one weighs", "one of", "one goes". */
function isOne(words: readonly Word[], index: number, noun: Word, nouns: Nouns): boolean {
  const word = words[index];
  if (word?.kind === 'number') {
    return (
      /^1(?:\.0+)?$/.test(word.text) && looksPlural(noun.lower) && !unlikely(noun.lower, nouns)
    );
  }
  const before = words[index - 1];
  const own =
    !before ||
    before.kind === 'mark' ||
    /^(?:is|are|was|were|has|had|have|only|and|or|buys|bought|of|for|with|there)$/.test(
      before.lower,
    );
  return own && nouns.isPlural(noun.lower) && !isThirdPerson(noun.lower);
}

const unlikely = (word: string, nouns: Nouns) => isThirdPerson(word) && !nouns.isPlural(word);

function endsPhrase(noun: Word, after: Word | undefined): boolean {
  if (!after) return true;
  if (after.kind === 'mark') return !/^[-–/'’]$/.test(after.text);
  return (isBaseVerb(noun.lower) ? SURE_ENDS : PHRASE_ENDS).has(after.lower);
}

/** "There is 5", "there are one", "he have", "they has", "the apples is", "Each box hold". */
export function verbAgreement({ source, sentences }: Reading, nouns: Nouns): Finding[] {
  return sentences.flatMap(({ words }) =>
    words.flatMap((word, index) => {
      const what =
        existence(words, index) ?? pronounVerb(words, index) ?? subjectVerb(words, index, nouns);
      const end = words[index + 2] ?? words[index + 1] ?? word;
      return what ? [finding(source, [word.start, end.end], 'verb-agreement', what)] : [];
    }),
  );
}

function existence(words: readonly Word[], index: number): string | undefined {
  const [there, be, what, after] = words.slice(index, index + 4);
  if (there?.lower !== 'there' || !be || !what) return undefined;
  const many = what.value > 1 || /^(?:several|many|few|two|both)$/.test(what.lower);
  if (/^(?:is|was)$/.test(be.lower) && many) {
    const share = after?.text === '%' || after?.lower === 'percent' || after?.text === '-';
    return share ? undefined : 'a singular verb stands before several';
  }
  const one = what.value === 1 && what.text !== '1.0' && after?.kind === 'word';
  return /^(?:are|were)$/.test(be.lower) &&
    one &&
    !/^(?:and|or|to|hundred|thousand|million|dozen)$/.test(after?.lower ?? '')
    ? 'a plural verb stands before one'
    : undefined;
}

function pronounVerb(words: readonly Word[], index: number): string | undefined {
  const [pronoun, verb] = words.slice(index, index + 2);
  if (!pronoun || verb?.kind !== 'word') return undefined;
  const clause = words.slice(Math.max(0, index - 3), index);
  if (/^(?:he|she|it)$/.test(pronoun.lower)) {
    if (clause.some(({ lower }) => helpsVerb(lower))) return undefined;
    // "Tom and he have", but not ", and he have".
    const joined =
      /^(?:and|or|nor)$/.test(clause.at(-1)?.lower ?? '') && clause.at(-2)?.text !== ',';
    if (joined) return undefined;
    // "if he were", "as it were", "the day he sets": only what can be nothing else.
    const wished =
      verb.lower === 'were' &&
      words.slice(0, index).some(({ lower }) => /^(?:if|as|though|wish|wishes)$/.test(lower));
    return clashesWithHe(verb.lower) && !wished
      ? 'the verb does not fit "he", "she" or "it"'
      : undefined;
  }
  if (!/^(?:they|we|you)$/.test(pronoun.lower)) return undefined;
  return /^(?:is|was|has|does|hasn't|doesn't|isn't|wasn't)$/.test(verb.lower) &&
    clause.at(-1)?.lower !== 'of'
    ? `the verb does not fit "${pronoun.lower}"`
    : undefined;
}

/** Only where the subject opens the sentence, so that no other noun can be the verb's. */
function subjectVerb(words: readonly Word[], index: number, nouns: Nouns): string | undefined {
  if (index > 0) return undefined;
  const [first, second, third] = words;
  if (!first || !second) return undefined;
  if (/^(?:the|these|those)$/.test(first.lower) && third) {
    const plural = nouns.isPlural(second.lower) && !isMeasure(second.lower);
    if (plural && /^(?:is|was|has|costs|weighs)$/.test(third.lower))
      return 'a singular verb follows a plural';
  }
  if (/^(?:the|this|each|every)$/.test(first.lower) && third && nouns.isSingular(second.lower)) {
    const base =
      /^(?:are|were|have)$/.test(third.lower) ||
      (/^(?:each|every)$/.test(first.lower) &&
        /^(?:weigh|hold|contain|need|take|get|make|sell|measure)$/.test(third.lower));
    if (base) return 'a plural verb follows a singular';
  }
  const name =
    /^\p{Lu}\p{Ll}+$/u.test(first.text) &&
    !looksPlural(first.lower) &&
    !NO_NAME.has(first.lower) &&
    !first.lower.endsWith('ed') &&
    Number.isNaN(first.value);
  return name &&
    /^(?:have|are|were|do|go|buy|sell|need|want|make|take|give|get|eat)$/.test(second.lower) &&
    !isBaseVerb(first.lower)
    ? 'a plural verb follows a name'
    : undefined;
}

/** First words that take a plural verb, or after which one may follow. */
const NO_NAME = new Set(
  `you they we i these those both all some many most several few people children men women mice geese who
   what which how where when why half sheep fish goldfish deer police cattle feet teeth rest others more if
   not only never please then there here to let none any either neither series majority half twice`.split(
    /\s+/,
  ),
);
