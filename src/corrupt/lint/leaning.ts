import { isMeasure, looksPlural } from './nouns.ts';
import { isBaseVerb, isThirdPerson } from './verbs.ts';
import { read, type Sentence, type Word } from './words.ts';

/** A word that points back at something said before its sentence. */
export interface Leaning {
  readonly word: Word;
  /** `rest`: what is left of a whole whose part was told; `addition`: one more of what was told. */
  readonly kind: 'plural' | 'singular' | 'rest' | 'addition' | 'person';
  /** Whether it opens the sentence, as its subject or after a word such as "if". */
  readonly opens: boolean;
}

/** Words that may come before the subject that opens a sentence. */
const OPENERS = new Set(
  'the and but so then if when after since because as while for of in on at from with by to before until each all both most some none half any'.split(
    ' ',
  ),
);

const PLURAL = new Set('they them their theirs these those'.split(' '));
const SINGULAR = new Set('it its this that'.split(' '));
const PERSON = new Set('he she his her him hers'.split(' '));
/** No other word leans. */
const LEANING = new Set([
  ...PERSON,
  ...PLURAL,
  ...SINGULAR,
  ...'each both rest remaining remainder others other same another also too again'.split(' '),
]);

/**
 * The words of a sentence that lean on what stands before it: "they", "the rest", "another". Not "it"
 * of "it takes an hour to", nor a pronoun whose noun the sentence itself has told by then.
 */
export function leanings(sentence: Pick<Sentence, 'words'>): Leaning[] {
  const spoken = sentence.words.filter(({ kind }) => kind !== 'mark');
  return spoken.flatMap((word, index): Leaning[] => {
    const kind = kindOf(spoken, index);
    if (!kind || isToldAfter(sentence.words, word)) return [];
    const before = spoken.slice(0, index);
    const opens =
      before.length <= 3 &&
      before.every(({ lower, value }) => OPENERS.has(lower) || !Number.isNaN(value));
    return [{ word, kind, opens }];
  });
}

/** "Before it is used, the lamp": what a clause in front means by its pronoun, the main clause names. */
function isToldAfter(words: readonly Word[], pronoun: Word): boolean {
  const opener = words.find(({ kind }) => kind !== 'mark');
  const joins = /^(?:before|after|when|while|if|once|until|since|as|because|with|for|in|by)$/;
  if (!opener || opener === pronoun || !joins.test(opener.lower)) return false;
  const comma = words.findIndex(({ text, start }) => text === ',' && start > pronoun.start);
  const subject = comma < 0 ? undefined : words[comma + 1];
  return (
    subject !== undefined &&
    (/^(?:the|a|an|his|her|their|each|every|all|both)$/.test(subject.lower) ||
      /^\p{Lu}/u.test(subject.text))
  );
}

/** Whether a text opens with a word that leans on what stands before it, so that nothing may come between. */
export function leansBack(text: string): boolean {
  const [first] = read(text).sentences;
  return first !== undefined && leanings(first).some(isParted);
}

/** Whether an added sentence would part the word from what it points back at. */
export function isParted({ kind, opens }: Leaning): boolean {
  return opens && kind !== 'addition';
}

function kindOf(words: readonly Word[], index: number): Leaning['kind'] | undefined {
  const word = words[index];
  const next = words[index + 1];
  const lower = word?.lower ?? '';
  if (!LEANING.has(lower)) return undefined;
  const before = words.slice(0, index);
  if (PERSON.has(lower)) return 'person';
  // "With its lid, the box": what is meant comes after.
  if (/^(?:its|their)$/.test(lower) && index > 0) return undefined;
  if (PLURAL.has(lower)) {
    // "those who", "these 5 boxes are": the first points ahead, the second names what it means.
    if (lower === 'those' && /^(?:who|that|which|with|of|in|from)$/.test(next?.lower ?? ''))
      return undefined;
    return before.some(
      ({ lower: known, text }) => looksPlural(known) || (text !== known && text.length > 1),
    ) && index > 2
      ? undefined
      : 'plural';
  }
  if (SINGULAR.has(lower)) {
    if (isExpletive(words, index)) return undefined;
    // "that" mostly joins clauses; only "after that" and a subject "that is" point back.
    if (lower === 'that' && index > 0) return undefined;
    if (
      /^(?:this|that)$/.test(lower) &&
      /^(?:year|week|month|morning|afternoon|evening|summer|winter|spring|autumn|time|season)$/.test(
        next?.lower ?? '',
      )
    )
      return undefined;
    return index > 2 &&
      before.some(({ lower: known }) => /^(?:a|an|the|his|her|their|each|every)$/.test(known))
      ? undefined
      : 'singular';
  }
  if (
    lower === 'each' &&
    index === 0 &&
    next &&
    (isThirdPerson(next.lower) || /^(?:is|was|has|had|will|can)$/.test(next.lower))
  ) {
    return 'plural';
  }
  if (
    lower === 'both' &&
    index === 0 &&
    /^(?:are|were|have|had|will|can|of|cost|weigh|take|took|hold|get|got)$/.test(next?.lower ?? '')
  ) {
    return 'plural';
  }
  return partOrMore(words, index);
}

/** "the rest", "the remaining", "the others"; "another", "also": not where the sentence itself began the count. */
function partOrMore(words: readonly Word[], index: number): Leaning['kind'] | undefined {
  const lower = words[index]?.lower ?? '';
  const article =
    words[index - 1]?.lower === 'the' ||
    /^(?:his|her|its|their)$/.test(words[index - 1]?.lower ?? '');
  const before = words.slice(0, index);
  if (article && /^(?:rest|remaining|remainder|others|other)$/.test(lower)) {
    const part = before.some(
      ({ lower: known, value }) =>
        !Number.isNaN(value) ||
        /^(?:some|half|most|part|few|first|except|without|after|if|when|until|once|either|many|several)$/.test(
          known,
        ),
    );
    // "the rest of the day" names its own whole.
    const whole = lower === 'rest' && words[index + 1]?.lower === 'of';
    return part || whole ? undefined : 'rest';
  }
  if (lower === 'same' && index <= 3 && words[0]?.lower !== 'all' && article) {
    const own = words.some(
      ({ lower: known }) => /^(?:as|each|every|all|both|same)$/.test(known) && known !== 'same',
    );
    return own ? undefined : 'addition';
  }
  if (lower === 'another' && index <= 4) return 'addition';
  if (lower === 'also' && index <= 4) return 'addition';
  return /^(?:too|again)$/.test(lower) && index === words.length - 1 && index > 2
    ? 'addition'
    : undefined;
}

/** "It takes an hour to", "It is known that", "It rained": nothing is meant by "it". */
function isExpletive(words: readonly Word[], index: number): boolean {
  if (words[index]?.lower !== 'it') return false;
  const rest = words.slice(index + 1);
  if (
    /^(?:rains?|rained|snows?|snowed|starts?|started|began)$/.test(rest[0]?.lower ?? '') &&
    rest.some(({ lower }) => /rain|snow/.test(lower))
  )
    return true;
  if (
    !/^(?:takes?|took|is|was|will|would|can|costs?|does|turns|has|needs)$/.test(
      rest[0]?.lower ?? '',
    )
  ) {
    return false;
  }
  return rest.some(({ lower }, place) => {
    if (lower === 'to') return isBaseVerb(rest[place + 1]?.lower ?? '');
    return place > 0 && /^(?:that|when|before|until|since)$/.test(lower);
  });
}

/** Nouns of a stretch that a pronoun could mean, without amounts ("5 minutes"); "plural" or "singular" ones. */
export function candidates(words: readonly Word[], kind: 'plural' | 'singular'): Set<string> {
  const nouns = new Set<string>();
  for (const [index, word] of words.entries()) {
    if (word.kind !== 'word' || isMeasure(word.lower)) continue;
    if (kind === 'plural') {
      const verb = isThirdPerson(word.lower) && !followsDeterminer(words, index);
      if (looksPlural(word.lower) && !verb) nouns.add(word.lower);
    } else if (followsDeterminer(words, index) && !looksPlural(word.lower)) {
      // "a wooden box": the last word before the phrase ends is the noun; its adjectives do no harm.
      nouns.add(word.lower);
      const next = words[index + 1];
      if (next?.kind === 'word' && !isThirdPerson(next.lower) && next.lower.length > 2)
        nouns.add(next.lower);
    }
  }
  return nouns;
}

function followsDeterminer(words: readonly Word[], index: number): boolean {
  const before = words[index - 1];
  return (
    before !== undefined &&
    (/^(?:a|an|the|his|her|their|its|this|that|each|every|one|some|many|several|few|all|of|these|those)$/.test(
      before.lower,
    ) ||
      !Number.isNaN(before.value) ||
      before.kind === 'number' ||
      /['’]s$/.test(before.lower))
  );
}
