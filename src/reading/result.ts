import type { Answer } from './answer.ts';
import type { Candidate } from './candidates.ts';
import type { PatternKind } from './language.ts';
import type { Sentence } from './sentences.ts';
import { cutOff, flagsAssumption } from './stance.ts';
import { boldIn, isRange, STEP, valueIn } from './value.ts';
import { hasUnit, type Wanted } from './wanted.ts';

/** So much of a sentence's end can state its result. */
const LONGEST = 2_000;
/** How many sentences without a number may follow the result. */
const AFTERTHOUGHTS = 3;

/**
 * The number in which a reply ends without calling it its answer; null beside a request to the
 * user, where the reply breaks off, and where it says that there is no answer.
 */
export function result(
  all: readonly Sentence[],
  asked: readonly Candidate[],
  wanted: Wanted,
): Answer | null {
  const any = (kind: PatternKind) => all.some((sentence) => sentence.shows(kind));
  const clash = any('contradiction') || any('contrast');
  const flagged = all.some(flagsAssumption) || (clash && any('pick'));
  // "Is that what you had in mind?" takes no assumed answer back.
  const open = asked.filter(({ yesNo }) => !(flagged && yesNo));
  if (cutOff(all) || open.some(({ addressed }) => addressed)) return null;
  const lastAsked = open.at(-1)?.sentence ?? -1;
  let passed = 0;
  for (let index = all.length - 1; index > lastAsked && passed <= AFTERTHOUGHTS; index -= 1) {
    const sentence = all[index];
    if (!sentence || sentence.shown || sentence.question || sentence.shows('courtesy')) continue;
    const { text, manner } = sentence;
    const aside = isAside(sentence) || listedUnderRemark(all, index);
    const found = aside ? null : committed(sentence, wanted);
    if (flagged ? givesUp(sentence) : doubts(sentence) && !concludes(sentence, found)) return null;
    if (aside) continue;
    if (found) {
      const final = flagged
        ? !isCases(sentence, wanted) && !restates(all, index, found)
        : isFinal(all, index, found, wanted);
      return final ? found : null;
    }
    if (/\d/.test(text) && (sentence.symbolic || isRange(text, wanted, manner))) return null;
    passed += 1;
  }
  return null;
}

/** A clash is noticed and yet a result drawn: "… disagree; the count is more direct, hence 95". */
function concludes(sentence: Sentence, found: Answer | null): boolean {
  if (!found || sentence.shows('insufficiency') || sentence.shows('unsolvable')) return false;
  const before = sentence.text.slice(0, found.span[0] - sentence.span[0]);
  return /\b(?:hence|therefore|thus|so)\b[^.;]{0,40}$/i.test(before);
}

/** Says that something is lacking or wrong. */
function doubts(sentence: Sentence): boolean {
  return (
    sentence.shows('insufficiency') ||
    sentence.shows('contradiction') ||
    sentence.shows('contrast') ||
    sentence.shows('unsolvable')
  );
}

/** It ends in that there is no answer, whatever was assumed on the way. */
function givesUp(sentence: Sentence): boolean {
  const { text } = sentence;
  if (lacksStill(sentence)) return true;
  return (
    sentence.shows('unsolvable') &&
    !sentence.shows('assumption') &&
    !ASIDE.test(text) &&
    !/\d/.test(text)
  );
}

/** "There is no telling. In all she needs at least 42": a number of the text, behind a final word. */
function restates(all: readonly Sentence[], index: number, { how }: Answer): boolean {
  const before = all[index - 1];
  return how !== 'bold' && before !== undefined && givesUp(before) && !before.shows('condition');
}

/** An item of a list that a comment heads: "Note: this takes for granted: …". */
function listedUnderRemark(all: readonly Sentence[], index: number): boolean {
  if (!all[index]?.item) return false;
  let first = index;
  while (first > 0 && index - first < LONGEST_LIST && all[first]?.item) first -= 1;
  const head = all[first];
  return (
    head !== undefined && !head.item && head.shows('remark') && /:[*_\s]{0,4}$/.test(head.text)
  );
}

const LONGEST_LIST = 12;

/** "You will need the actual rate": what was worked out with an assumed one is no answer. */
function lacksStill(sentence: Sentence): boolean {
  const { text } = sentence;
  if (!sentence.shows('insufficiency') || sentence.shows('assumption') || /\d/.test(text))
    return false;
  return !ASIDE.test(text) && STILL.test(text);
}

const STILL =
  /\b(?:need|needs|needed|actual|exact|real|correct|precise|depends?|without|unless|until|know)\b/i;
const ASIDE = /^[_*]{0,3}\([^()]{0,400}\)[.!]?[_*]{0,3}$/;

/** A comment in brackets or behind "Note:", or a heading over what comes after it. */
function isAside(sentence: Sentence): boolean {
  const { text, heading } = sentence;
  if (heading || sentence.shows('remark')) return true;
  if (ASIDE.test(text)) return true;
  return TITLE.test(text) && (/:\**:?$/.test(text) || STEP.test(text.replace(/^\W+/, '')));
}

/** A line all in bold. */
const TITLE = /^\*\*[^*]{1,120}\*\*:?$/;

/** One result, not one of several cases, and not an intermediate one after a doubt. */
function isFinal(all: readonly Sentence[], index: number, found: Answer, wanted: Wanted): boolean {
  const sentence = all[index];
  if (!sentence) return false;
  const noticed = all.slice(0, index).some(doubts);
  const decided = found.how === 'bold' || sentence.shows('resultCue');
  if (!decided && sentence.shows('negative')) return false;
  const several =
    conditions(sentence) > 1 ||
    (cases(sentence) > 1 &&
      (noticed || / or |;/.test(sentence.text) || (!decided && results(sentence, wanted) > 1)));
  return !((noticed && (!decided || inExample(all, index))) || several);
}

/**
 * Whether the sentence is part of an example ("For example: if it costs 2 dollars …"), which a statement of
 * what is missing goes before.
 */
export function inExample(all: readonly Sentence[], index: number): boolean {
  for (let at = index; at >= Math.max(0, index - LONGEST_EXAMPLE); at -= 1) {
    const sentence = all[at];
    if (sentence && EXAMPLE.test(sentence.text.slice(0, 200))) return true;
  }
  return false;
}

const LONGEST_EXAMPLE = 8;
const EXAMPLE =
  /\b(?:for (?:example|instance)|an? (?:\w{1,12} )?example|example\b[^.]{0,20}:|to illustrate|zum beispiel|beispielsweise|por ejemplo|par exemple)\b|例如|比如|举例/i;

/** "If 1800 kg, then 450; if 2000 kg, then 500": an assumption for each case is none. */
function isCases(sentence: Sentence, wanted: Wanted): boolean {
  return conditions(sentence) > 1 && results(sentence, wanted) > 1;
}

/** How many different numbers are in the unit that is asked for. */
function results({ numbers, text }: Sentence, { unit }: Wanted): number {
  if (unit === null) return 0;
  const measured = numbers.filter(({ span }) => hasUnit(text, span, unit));
  return new Set(measured.map(({ value }) => value.toFraction())).size;
}

/** "18 euros if she is 9, 20 euros if she is 10". */
function conditions({ folded: { text } }: Sentence): number {
  return text.slice(0, 2_000).match(/\b(?:if|wenn|falls|si|cuando|quand)\b|如果|若/g)?.length ?? 0;
}

function cases({ folded: { text }, manner: { tongue } }: Sentence): number {
  let count = 0;
  for (const { patterns } of tongue.languages) {
    for (const pattern of patterns.case) {
      count += [...text.slice(0, 2_000).matchAll(new RegExp(pattern, 'g'))].length;
    }
  }
  return count;
}

/** The number that a sentence ends in as its result: in bold, behind the last "=", or the last one. */
function committed(sentence: Sentence, wanted: Wanted): Answer | null {
  const { span, manner } = sentence;
  const text = sentence.text.slice(-LONGEST);
  const from = span[1] - text.length;
  const bold = boldIn(text, from, wanted, manner);
  if (bold) return { ...bold, how: 'bold' };
  const found = valueIn(text, from, 'last', wanted, manner);
  return found && { ...found, how: 'result' };
}
