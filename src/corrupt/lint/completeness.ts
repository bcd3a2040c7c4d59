import { type Finding, finding } from './finding.ts';
import { ADJECTIVES, KNOWN_NOUNS, looksPlural } from './nouns.ts';
import { hasTense, isBaseVerb, isThirdPerson } from './verbs.ts';
import type { Reading, Sentence, Word } from './words.ts';

/** A sentence cannot end with these. */
const NO_END = new Set(
  'a an the and or but than because whose my our your their per every if unless although'.split(
    ' ',
  ),
);
/** "of" may end a question ("made of?") and a few phrases. */
const BEFORE_OF = new Set(
  'made rid care kind sort think thought consist consists composed proud full'.split(' '),
);

/** A sentence without a verb, without an end, or that ends in the middle. */
export function completeness({ source, sentences }: Reading): Finding[] {
  return sentences.flatMap((sentence) => {
    const what = sentenceSlip(sentence);
    return what ? [finding(source, [sentence.start, sentence.end], what[0], what[1])] : [];
  });
}

function sentenceSlip({ words }: Sentence): [string, string] | undefined {
  const spoken = words.filter(({ kind }) => kind !== 'mark');
  const [first] = spoken;
  const last = spoken.at(-1);
  const mark = words.findLast(({ text }) => !/^["'”’)\]]$/.test(text));
  if (!first || !last) return ['no-verb', 'a sentence has no words'];
  if (!/^[.!?]$/.test(mark?.text ?? '') && words[0]?.text !== '(')
    return ['no-end', 'a sentence has no end'];
  if (dangles(last, spoken.at(-2), mark?.text)) {
    return ['cut-short', 'a sentence ends in the middle'];
  }
  // "Why?"
  if (mark?.text === '?' && spoken.length === 1) return undefined;
  if (
    /^(?:which|who|whose|whom)$/.test(first.lower) &&
    mark?.text !== '?' &&
    !words.some(({ text }) => text === '?')
  ) {
    return ['fragment', 'a clause stands as if it were a sentence'];
  }
  if (/^[,;:]$/.test(words[0]?.text ?? ''))
    return ['fragment', 'a sentence starts with punctuation'];
  return spoken.some((_, index) => mayBeVerb(spoken, index))
    ? undefined
    : ['no-verb', 'a sentence has no verb'];
}

function dangles(last: Word, before: Word | undefined, mark: string | undefined): boolean {
  if (last.lower === 'of') return mark !== '?' && !BEFORE_OF.has(before?.lower ?? '');
  // "Plan A.", "vitamin A."
  if (last.text === 'A') return false;
  return NO_END.has(last.lower);
}

/** After these stands a noun or an adjective, no verb. */
const BEFORE_NOUN = new Set(
  `a an the my his its our your their every no of in on at from with for by per into onto over under
   between than as about during without within through among against along across behind beside`.split(
    /\s+/,
  ),
);
const NO_VERB = new Set(
  `this these those some any each another several many few both all other such same
   own first last next whole and or but so nor if when while because although though since unless until where which who whose whom
   that what how why he she it they we you i him her them us me himself herself itself themselves to up down
   off out away too also only just more less most least very quite rather here there then now today
   tomorrow yesterday not never altogether together once twice half half-way percent`.split(/\s+/),
);

/**
 * Whether a word may be a verb: it is one wherever it stands, or nothing shows that it is none. So an
 * unknown word counts as a verb, unless it follows "the" and the like.
 */
function mayBeVerb(words: readonly Word[], index: number): boolean {
  const word = words[index];
  const before = words[index - 1];
  if (word?.kind !== 'word') return false;
  const { lower } = word;
  if (hasTense(lower)) return true;
  if (/'s$/.test(before?.lower ?? '') && /(?:ing|ed)$/.test(lower)) return true;
  if (ADJECTIVES.has(lower) || BEFORE_NOUN.has(lower) || NO_VERB.has(lower)) return false;
  if (!Number.isNaN(word.value)) return false;
  if (before && comesBeforeNoun(before.lower)) return false;
  if (/(?:ly|ing)$/.test(lower) && !isBaseVerb(lower)) return false;
  const noun = KNOWN_NOUNS.isPlural(lower) || KNOWN_NOUNS.isSingular(lower);
  if (noun && !isBaseVerb(lower) && !isThirdPerson(lower)) return false;
  const counted = before?.kind === 'number' || (before && !Number.isNaN(before.value));
  if (counted && (noun || (looksPlural(lower) && !isThirdPerson(lower)))) return false;
  if (/^\p{Ll}/u.test(word.text)) return true;
  // "State the total": a command.
  const object = /^(?:the|a|an|his|her|its|their|your|how|what|all|each)$/;
  return index === 0 && (isBaseVerb(lower) || object.test(words[1]?.lower ?? ''));
}

function comesBeforeNoun(word: string): boolean {
  return BEFORE_NOUN.has(word) || ADJECTIVES.has(word);
}
