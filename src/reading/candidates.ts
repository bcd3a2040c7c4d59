import type { Span } from '../problem/problem.ts';
import { find, LANGUAGES, type PatternKind, shows } from './language.ts';
import type { Sentence } from './sentences.ts';
import { features } from './words.ts';

export type RequestKind = 'question' | 'indirect' | 'imperative';

/** A stretch of a reply that asks the reader for something, before it is known whether it was settled. */
export interface Candidate {
  readonly span: Span;
  readonly text: string;
  readonly kind: RequestKind;
  /** It names nothing: "please provide more details". */
  readonly generic: boolean;
  /** Set where the reader is spoken to, so that it is no self-talk. */
  readonly addressed: boolean;
  /** Set where it asks which of several holds. */
  readonly choice: boolean;
  /** What is asked for, without what it is for; list items are separate parts. */
  readonly parts: readonly string[];
  /** Sentences that it points back to ("provide it", "what is r?"); [] where it stands alone. */
  readonly antecedents: readonly string[];
  /** Index of its first sentence. */
  readonly sentence: number;
}

/** Requests among the sentences of a reply; `question` is the problem's own question. */
export function candidates(all: readonly Sentence[], question: string | null): Candidate[] {
  const own = question === null ? null : new Set(features(question));
  const found: Candidate[] = [];
  for (let index = 0; index < all.length; index += 1) {
    const sentence = all[index];
    if (!sentence || sentence.shown || !asks(sentence)) continue;
    const start = startOfRequest(sentence);
    if (start === null) continue;
    const clause = sentence.text.slice(start.at);
    if (start.kind === 'question' && own && repeats(clause, own)) continue;
    const items = listAfter(all, index, clause);
    const last = items.at(-1) ?? sentence;
    const parts = [withoutPurpose(clause), ...items.map((item) => withoutPurpose(item.text))];
    const bare = parts.every((part) => isEmpty(part));
    const symbol = /(?:^|[\s$(])([a-zA-Z])(?=[\s$?.,)]|$)/.exec(
      parts.join(' ').replace(/\b[aAI]\b/g, ''),
    )?.[1];
    const back = shows('pointsBack', parts.join(' '));
    const antecedents = bare || back || symbol !== undefined ? pointedAt(all, index, symbol) : [];
    found.push({
      span: [sentence.span[0] + start.at, last.span[1]],
      text: clause,
      kind: start.kind,
      generic: bare && !((back || symbol !== undefined) && antecedents.length > 0),
      addressed:
        start.kind === 'imperative' ||
        (start.kind === 'indirect' ? !shows('ownStep', clause) : shows('addressed', clause)),
      choice: shows('choice', clause),
      parts,
      antecedents,
      sentence: index,
    });
    index += items.length;
  }
  return found;
}

function asks(sentence: Sentence): boolean {
  if (shows('courtesy', sentence.text)) return false;
  if (sentence.question) {
    return (
      !shows('selfTalk', sentence.text) ||
      shows('addressed', sentence.text) ||
      shows('indirectRequest', sentence.text)
    );
  }
  return !shows('notRequest', sentence.text);
}

function startOfRequest({ text, question }: Sentence): { at: number; kind: RequestKind } | null {
  const at = (kind: PatternKind) => find(kind, text)?.[0] ?? null;
  const imperative = at('imperativeRequest');
  const indirect = at('indirectRequest');
  if (imperative !== null && (indirect === null || imperative < indirect)) {
    return { at: imperative, kind: 'imperative' };
  }
  if (indirect !== null) return { at: indirect, kind: question ? 'question' : 'indirect' };
  return question && (at('interrogative') !== null || features(text).length > 0)
    ? { at: 0, kind: 'question' }
    : null;
}

/** The problem's own question, said again. */
function repeats(clause: string, own: ReadonlySet<string>): boolean {
  const said = new Set(features(clause));
  const shared = [...said].filter((feature) => own.has(feature)).length;
  return said.size >= 2 && shared / Math.max(said.size, own.size) >= 0.8;
}

/** The list items that a request ending in ":" goes on with. */
function listAfter(all: readonly Sentence[], index: number, clause: string): Sentence[] {
  if (!/:[*_]{0,3}$/.test(clause)) return [];
  const items: Sentence[] = [];
  for (const next of all.slice(index + 1, index + 13)) {
    if (!next.item) break;
    items.push(next);
  }
  return items;
}

function withoutPurpose(clause: string): string {
  let text = clause;
  for (const { patterns } of LANGUAGES) {
    for (const pattern of patterns.purpose) {
      const cut = text.search(pattern);
      if (cut > 8) text = text.slice(0, cut);
    }
  }
  return text;
}

function isEmpty(part: string): boolean {
  let text = part.replace(/[’‘]/g, "'");
  for (const { patterns } of LANGUAGES) {
    for (const pattern of patterns.empty) text = text.replace(pattern, ' ');
  }
  return !/\p{L}{2}|\d/u.test(text);
}

/** The sentence that says what a symbol is, or the two sentences before. */
function pointedAt(all: readonly Sentence[], index: number, symbol: string | undefined): string[] {
  const before = all.slice(Math.max(0, index - 12), index + 1);
  if (symbol !== undefined) {
    const whole = new RegExp(`(?:^|[^\\p{L}])${symbol}(?![\\p{L}])`, 'u');
    const defining = before
      .slice(0, -1)
      .filter(({ text }) => whole.test(text) && features(text).length > 1)
      .map(({ text }) => text);
    if (defining.length > 0) return defining;
  }
  const near = before.slice(-3, -1).filter(({ text }) => /\p{L}{3}/u.test(text));
  const lacking = near.filter(({ text }) => shows('insufficiency', text));
  return (lacking.length > 0 ? lacking : near).map(({ text }) => text);
}
