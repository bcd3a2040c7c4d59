import type { Span } from '../problem/problem.ts';
import type { PatternKind } from './language.ts';
import { patternText } from './pattern-text.ts';
import { type Question, questionRead } from './question.ts';
import type { Sentence } from './sentences.ts';
import type { Tongue } from './tongue.ts';
import { contentWords, features, onlyFillers } from './words.ts';

export type RequestKind = 'question' | 'indirect' | 'imperative';

/** A stretch of a reply that asks the reader for something, before it is known whether it was settled. */
export interface Candidate {
  readonly span: Span;
  readonly text: string;
  readonly kind: RequestKind;
  /** It names nothing: "please provide more details". */
  readonly generic: boolean;
  /** It has no word of its own for what it asks: "please provide it". */
  readonly bare: boolean;
  /** It asks for the value of a letter in a formula before it. */
  readonly symbol: boolean;
  /** Set where the reader is spoken to, so that it is no self-talk. */
  readonly addressed: boolean;
  /** Set where it asks which of several holds. */
  readonly choice: boolean;
  /** "Yes" or "no" would answer it: it asks for no value. */
  readonly yesNo: boolean;
  /** What is asked for, folded, without what it is for; list items are separate parts. */
  readonly parts: readonly string[];
  /** Sentences that it points back to ("provide it", "what is r?"); [] where it stands alone. */
  readonly antecedents: readonly string[];
  /** Index of its first sentence. */
  readonly sentence: number;
}

/** Requests among the sentences of a reply; `question` is the problem's own question. */
export function candidates(all: readonly Sentence[], question: string | null): Candidate[] {
  const own = question === null ? null : questionRead(question);
  const starts = all.flatMap((sentence, index) => {
    const start = sentence.shown ? null : startOfRequest(sentence);
    return start !== null && asks(sentence) ? [{ index, start }] : [];
  });
  const found: Candidate[] = [];
  let next = 0;
  for (const { index, start } of bothEnds(starts)) {
    const sentence = all[index];
    if (!sentence || index < next) continue;
    const candidate = request(all, index, start, own);
    if (candidate === null || isStep(all, sentence, candidate.request)) continue;
    found.push(candidate.request);
    next = index + candidate.items + 1;
  }
  return found;
}

/** A reply that asks more often than that says no more with it. */
const MOST_AT_AN_END = 30;

function bothEnds<T>(list: readonly T[]): readonly T[] {
  if (list.length <= 2 * MOST_AT_AN_END) return list;
  return [...list.slice(0, MOST_AT_AN_END), ...list.slice(-MOST_AT_AN_END)];
}

/** "We first need to know the price", where the reply goes on to say that nobody can. */
function isStep(all: readonly Sentence[], sentence: Sentence, candidate: Candidate): boolean {
  if (candidate.kind !== 'indirect' || candidate.addressed) return false;
  return all.some(
    (other) => other !== sentence && !other.shows('ownStep') && other.shows('insufficiency'),
  );
}

function request(
  all: readonly Sentence[],
  index: number,
  start: Start,
  own: Question | null,
): { request: Candidate; items: number } | null {
  const sentence = all[index];
  if (!sentence) return null;
  const { tongue } = sentence.manner;
  const text = sentence.text.slice(start.at);
  const clause = patternText(text).text;
  if (start.kind === 'question' && own && repeats(clause, own, tongue)) return null;
  const items = listAfter(all, index, clause);
  const last = items.at(-1) ?? sentence;
  const parts = [clause, ...items.map((item) => item.folded.text)].map((part) =>
    withoutPurpose(part, tongue),
  );
  const bare = parts.every((part) => onlyFillers(part, tongue));
  const back = tongue.find('pointsBack', parts.join(' ')) !== null;
  const symbol = symbolIn(clause) ?? (bare && back ? symbolBefore(all, index) : undefined);
  const antecedents = bare || back || symbol !== undefined ? pointedAt(all, index, symbol) : [];
  const kind = start.kind === 'question' ? 'question' : start.kind;
  return {
    items: items.length,
    request: {
      span: [sentence.span[0] + start.at, last.span[1]],
      text,
      kind,
      bare,
      symbol: symbol !== undefined && all.slice(0, index + 1).some((before) => before.symbolic),
      generic: bare && !((back || symbol !== undefined) && antecedents.length > 0),
      addressed: isAddressed(kind, clause, sentence),
      choice: tongue.find('choice', clause) !== null,
      yesNo: kind === 'question' && start.direct && tongue.find('yesNo', clause) !== null,
      parts,
      antecedents,
      sentence: index,
    },
  };
}

function isAddressed(kind: RequestKind, clause: string, { manner }: Sentence): boolean {
  if (kind === 'imperative') return true;
  if (kind === 'indirect') return manner.tongue.find('ownStep', clause) === null;
  return manner.tongue.find('addressed', clause) !== null;
}

function asks(sentence: Sentence): boolean {
  if (sentence.shows('courtesy')) return false;
  if (!sentence.question) return !sentence.shows('notRequest') && !needStated(sentence);
  if (sentence.heading && !sentence.shows('addressed')) return false;
  return (
    !sentence.shows('selfTalk') || sentence.shows('addressed') || sentence.shows('indirectRequest')
  );
}

/** "We need the width, but only the length is given": a statement. */
function needStated(sentence: Sentence): boolean {
  return (
    sentence.shows('ownStep') && sentence.shows('insufficiency') && !sentence.shows('addressed')
  );
}

interface Start {
  /** Where the request starts in the sentence. */
  readonly at: number;
  readonly kind: RequestKind;
  /** It is a question by itself, not "could you tell me …?". */
  readonly direct: boolean;
}

function startOfRequest(sentence: Sentence): Start | null {
  const at = (kind: PatternKind) => sentence.find(kind)?.[0] ?? null;
  const imperative = at('imperativeRequest');
  const indirect = at('indirectRequest');
  const { question } = sentence;
  if (imperative !== null && (indirect === null || imperative < indirect)) {
    // "The price, please": what is asked for stands before it.
    const rest = patternText(sentence.text.slice(imperative)).text;
    const from = onlyFillers(rest, sentence.manner.tongue) ? 0 : imperative;
    return { at: from, kind: 'imperative', direct: false };
  }
  if (indirect !== null) {
    return { at: question ? 0 : indirect, kind: question ? 'question' : 'indirect', direct: false };
  }
  if (!question) return null;
  const asking = sentence.shows('interrogative') || /\p{L}{2}|\d/u.test(sentence.text);
  return asking ? { at: 0, kind: 'question', direct: true } : null;
}

/** A lone letter that stands for a number. */
function symbolIn(parts: string): string | undefined {
  return /(?:^|[\s$(])([b-hj-z])(?=[\s$?.,)]|$)/.exec(parts.replace(/\bs\/he\b/g, ''))?.[1];
}

/** The letter that the sentence before speaks of: "if I had r. Can you supply it?" */
function symbolBefore(all: readonly Sentence[], index: number): string | undefined {
  const before = all[index - 1];
  return before && symbolIn(before.folded.text);
}

/** The problem's own question, said again. */
function repeats(clause: string, own: Question, tongue: Tongue): boolean {
  const heard = new Set(features(clause, tongue, own.features));
  const shared = [...heard].filter((feature) => own.features.has(feature)).length;
  const more = heard.size - shared;
  if (heard.size < 2 || more > own.features.size / 5) return false;
  if (shared / own.features.size < REPEATED) return false;
  // "The cost of the issues" is not "the price of an issue".
  const words = contentWords(clause, tongue);
  return [...own.words].filter((word) => words.has(word)).length / own.words.size >= REPEATED;
}

/** How much of the problem's question must be there for a question to be the same. */
const REPEATED = 0.8;

/** The list items that a request ending in ":" goes on with. */
function listAfter(all: readonly Sentence[], index: number, clause: string): Sentence[] {
  if (!/[:?]\s?$/.test(clause)) return [];
  const items: Sentence[] = [];
  for (const next of all.slice(index + 1, index + 13)) {
    if (!next.item || next.shows('imperativeRequest')) break;
    items.push(next);
  }
  return items;
}

function withoutPurpose(clause: string, tongue: Tongue): string {
  let text = clause;
  for (const { patterns } of tongue.languages) {
    for (const pattern of patterns.purpose) {
      const match = pattern.exec(text);
      if (!match) continue;
      if (match.index > 8) text = text.slice(0, match.index);
      else if (match.index === 0 && match[0].length < text.length - 8)
        text = text.slice(match[0].length);
    }
  }
  return text;
}

/** The sentence that says what a symbol is, or the two sentences before. */
function pointedAt(all: readonly Sentence[], index: number, symbol: string | undefined): string[] {
  const before = all.slice(Math.max(0, index - 12), index + 1);
  if (symbol !== undefined) {
    const whole = new RegExp(`(?:^|[^\\p{L}])${symbol}(?![\\p{L}])`, 'iu');
    const defining = before
      .slice(0, -1)
      .filter(({ text, manner }) => whole.test(text) && features(text, manner.tongue).length > 1)
      .map(({ text }) => text);
    if (defining.length > 0) return defining;
  }
  const near = before.slice(-4, -1).filter(({ text }) => /\p{L}{3}|[\u4e00-\u9fff]/u.test(text));
  const lacking = near.filter(
    (sentence) => sentence.shows('insufficiency') || sentence.shows('lackHeading'),
  );
  const own = all[index];
  const itself = own?.shows('insufficiency') ? [own.text] : [];
  const context = lacking.length > 0 ? withLists(all, lacking) : near.map(({ text }) => text);
  return [...itself, ...context];
}

/** "**Missing**" names what its list items name. */
function withLists(all: readonly Sentence[], lacking: readonly Sentence[]): string[] {
  return lacking.flatMap((sentence) => {
    const at = all.indexOf(sentence);
    const items = [];
    for (const next of all.slice(at + 1, at + 9)) {
      if (!next.item) break;
      items.push(next.text);
    }
    return [
      sentence.text,
      ...(sentence.shows('lackHeading') || /:\W{0,3}$/.test(sentence.text) ? items : []),
    ];
  });
}
