import type { Fraction } from '../math/fraction.ts';
import type { Span } from '../problem/problem.ts';
import { bounded } from './bounds.ts';
import { type Candidate, candidates } from './candidates.ts';
import { find, LANGUAGES, own, type PatternKind, shows } from './language.ts';
import { type NumberInText, numbers } from './numbers.ts';
import { type Sentence, spoken } from './sentences.ts';
import { cutOff, symbolic } from './stance.ts';

export interface Answer {
  readonly value: Fraction;
  readonly span: Span;
  /** By what the reply commits to it. */
  readonly how: 'boxed' | 'marked' | 'bold' | 'result';
}

/**
 * The number that a reply commits to as its answer, or null. A box or "the answer is" counts
 * wherever it stands (the last one wins); a bare result counts only at the end, and not beside a
 * request, a bound, a table of cases or a statement that the problem cannot be solved.
 * `question` (the problem's own) tells which unit is asked for. Replies over 40,000 characters are
 * read at both ends only.
 */
export function finalAnswer(text: string, question: string | null = null): Answer | null {
  const { text: read, original } = bounded(text);
  const all = spoken(read);
  const answer = findAnswer(read, all, candidates(all, question), question);
  return answer && { ...answer, span: original(answer.span) };
}

/** The same, for a reply that is already split into sentences and requests. */
export function findAnswer(
  text: string,
  all: readonly Sentence[],
  asked: readonly Candidate[],
  question: string | null,
): Answer | null {
  const wanted = wantedBy(question);
  const box = boxed(text, wanted);
  const mark = marked(all, asked, wanted);
  const strong = box && (!mark || box.at >= mark.at) ? box : mark;
  if (strong) return strong.answer;
  return result(all, asked, wanted);
}

/** A place where a reply says what its answer is; `answer` is null where that is no number. */
interface Commitment {
  readonly at: number;
  readonly answer: Answer | null;
}

function boxed(text: string, wanted: Wanted): Commitment | null {
  const at = text.lastIndexOf('\\boxed');
  if (at < 0) return null;
  const open = text.indexOf('{', at);
  if (open < 0 || open > at + 8) return null;
  let depth = 0;
  for (let end = open; end < Math.min(text.length, open + 400); end += 1) {
    if (text[end] === '{') depth += 1;
    if (text[end] === '}') depth -= 1;
    if (depth === 0) {
      const found = valueIn(text.slice(open + 1, end), open + 1, 'last', wanted);
      return { at, answer: found && { ...found, how: 'boxed' } };
    }
  }
  return null;
}

function marked(
  all: readonly Sentence[],
  asked: readonly Candidate[],
  wanted: Wanted,
): Commitment | null {
  for (let index = all.length - 1; index >= 0; index -= 1) {
    const sentence = all[index];
    if (!sentence || sentence.question || shows('remark', sentence.text)) continue;
    const marker = find('answerMarker', sentence.text);
    if (!marker || asked.some((request) => request.sentence === index)) continue;
    if (shows('condition', sentence.text) && asked.some(({ addressed }) => addressed)) continue;
    const rest = sentence.text.slice(marker[1]);
    const next = all[index + 1];
    const [said, from] =
      !/[\p{L}\d]/u.test(rest) && next
        ? [next.text, next.span[0]]
        : [rest, sentence.span[0] + marker[1]];
    if (isRange(said, wanted) || shows('unsolvable', said) || symbolic(said)) {
      return { at: sentence.span[0], answer: null };
    }
    const found = valueIn(said, from, 'first', wanted);
    if (found) return { at: sentence.span[0], answer: { ...found, how: 'marked' } };
  }
  return null;
}

/** How many sentences without a number may follow the result. */
const AFTERTHOUGHTS = 3;

function result(
  all: readonly Sentence[],
  asked: readonly Candidate[],
  wanted: Wanted,
): Answer | null {
  if (cutOff(all) || asked.some(({ addressed }) => addressed)) return null;
  const lastAsked = asked.at(-1)?.sentence ?? -1;
  const any = (kind: PatternKind) => all.some(({ text }) => shows(kind, text));
  const flagged = any('assumption') || (any('contradiction') && any('pick'));
  let passed = 0;
  for (let index = all.length - 1; index > lastAsked && passed <= AFTERTHOUGHTS; index -= 1) {
    const sentence = all[index];
    if (!sentence || sentence.shown || sentence.question) continue;
    const { text } = sentence;
    if (shows('courtesy', text)) continue;
    if (!flagged && doubts(text)) return null;
    if (shows('remark', text)) continue;
    const found = committed(sentence, wanted);
    if (found) {
      if (flagged) return found;
      const noticed = all.slice(0, index).some((earlier) => doubts(earlier.text));
      const decided = found.how === 'bold' || shows('resultCue', text);
      const several = cases(text) > 1 && (noticed || / or |;/.test(text));
      return (noticed && !decided) || several ? null : found;
    }
    if (numbers(text).length > 0 && (isRange(text, wanted) || symbolic(text))) return null;
    passed += 1;
  }
  return null;
}

function doubts(text: string): boolean {
  return shows('insufficiency', text) || shows('contradiction', text) || shows('unsolvable', text);
}

function cases(text: string): number {
  let count = 0;
  for (const { patterns } of LANGUAGES) {
    for (const pattern of patterns.case)
      count += [...text.slice(0, 2_000).matchAll(new RegExp(pattern, 'gi'))].length;
  }
  return count;
}

/** The number that a sentence ends in as its result: in bold, behind the last "=", or the last one. */
function committed(sentence: Sentence, wanted: Wanted): Answer | null {
  const { text, span } = sentence;
  const bold = [...text.matchAll(/\*\*([^*\n]{1,200})\*\*/g)].at(-1);
  if (
    bold?.[1] &&
    /\d/.test(bold[1]) &&
    !/^(?:step|case|part|option|\d{1,2}[.):])/i.test(bold[1])
  ) {
    const inside = valueIn(bold[1], span[0] + bold.index + 2, 'last', wanted);
    if (
      inside &&
      !symbolic(
        text
          .slice(0, bold.index + bold[0].length)
          .split('=')
          .at(-1) ?? '',
      )
    ) {
      return { ...inside, how: 'bold' };
    }
  }
  const found = valueIn(text, span[0], 'last', wanted);
  return found && { ...found, how: 'result' };
}

/** The value of a stretch of text that states a result; null where it has a letter or no number in it. */
function valueIn(
  text: string,
  offset: number,
  take: 'first' | 'last',
  wanted: Wanted,
): { value: Fraction; span: Span } | null {
  const open = withoutAsides(text);
  const equals = Math.max(...['=', '→', '⇒', '⟹', '≈'].map((sign) => open.lastIndexOf(sign)));
  const tail = equals >= 0 && numbers(text.slice(equals + 1)).length > 0 ? equals + 1 : 0;
  const part = text.slice(tail);
  if (symbolic(part) || (tail > 0 && symbolic(text.slice(tail - 1)))) return null;
  if (isRange(clauseAt(text, tail), wanted)) return null;
  const found = usable(part);
  const { unit } = wanted;
  const measured = unit === null ? [] : found.filter((number) => hasUnit(part, number, unit));
  const asked = measured.at(take === 'last' ? -1 : 0);
  const chosen = asked ?? (take === 'last' && tail === 0 ? found.at(-1) : found[0]);
  if (!chosen) return null;
  const [start, end] = chosen.span;
  return { value: chosen.value, span: [offset + tail + start, offset + tail + end] };
}

/** Numbers outside brackets before those inside, digits before words. */
function usable(text: string): NumberInText[] {
  const found = numbers(text);
  const digits = found.filter(
    ({ form, span }) =>
      form === 'digits' && !OPERAND.test(text.slice(Math.max(0, span[0] - 20), span[0])),
  );
  const words = found.filter(
    ({ form, span: [start, end] }) =>
      form === 'word' &&
      !/^one$/i.test(text.slice(start, end)) &&
      !/^ of\b/.test(text.slice(end, end + 4)),
  );
  const some = digits.length > 0 ? digits : words;
  const outside = some.filter(({ span }) => !inBrackets(text, span[0]));
  return outside.length > 0 ? outside : some;
}

/** What is added or taken away is no result: "adding 6 km to it". */
const OPERAND = /(?:add(?:ing|s)?|subtract(?:ing|s)?|plus|minus|times|by)\s{1,3}\$?$/i;

/** The text with what stands in brackets blanked, at the same length. */
function withoutAsides(text: string): string {
  return text.replace(/\([^()]{0,400}\)/g, (aside) => ' '.repeat(aside.length));
}

/** The clause in which the result behind the last "=" stands; all of the text where there is none. */
function clauseAt(text: string, tail: number): string {
  const before = text.slice(0, tail);
  return text.slice(Math.max(before.lastIndexOf(', '), before.lastIndexOf('; '), -1) + 1);
}

function inBrackets(text: string, at: number): boolean {
  const before = text.slice(0, at);
  return before.lastIndexOf('(') > before.lastIndexOf(')') && text.indexOf(')', at) > 0;
}

/** What the problem's question says about its answer. */
interface Wanted {
  /** The stem of what is counted: "How many minutes …" -> "minut". */
  readonly unit: string | null;
  /** It asks for a bound itself: "What is the least number …". */
  readonly bound: boolean;
}

function wantedBy(question: string | null): Wanted {
  if (question === null) return { unit: null, bound: false };
  const match = /\bhow many ([a-z]{2,20})|\bin ((?:square |cubic )?[a-z]{3,20})\s{0,2}\??$/i.exec(
    question.slice(0, 2_000),
  );
  const unit = (match?.[1] ?? match?.[2])?.toLowerCase().replace(/e?s$/, '') ?? null;
  return { unit, bound: shows('bound', question) };
}

function isRange(text: string, wanted: Wanted): boolean {
  return !wanted.bound && shows('range', text);
}

/** Symbols that stand for a unit, before or behind the number. */
const SYMBOLS: Readonly<Record<string, RegExp>> = {
  dollar: /^\$/,
  euro: /^€/,
  pound: /^£/,
  minut: /^min\b/,
  gram: /^g\b/,
  kilometr: /^km\b/,
  kilogram: /^kg\b/,
};

function hasUnit(text: string, { span: [start, end] }: NumberInText, unit: string): boolean {
  const after = text
    .slice(end, end + 40)
    .replace(/^[\s*$})~\\]{0,8}(?:text\{\s?)?/, '')
    .toLowerCase();
  const symbol = own(SYMBOLS, unit);
  return (
    after.startsWith(unit) ||
    (symbol?.test(after) ?? false) ||
    (symbol?.test(text.slice(Math.max(0, start - 1), start)) ?? false)
  );
}
