import type { Span } from '../problem/problem.ts';
import { type PatternKind, shows } from './language.ts';
import type { Sentence } from './sentences.ts';

/** Where a reply takes which stance: spans of sentences. */
export interface Stance {
  /** Assumptions that are flagged as such. */
  readonly assumptions: readonly Span[];
  /** One of several clashing statements is openly gone by. */
  readonly picks: readonly Span[];
  readonly insufficiencies: readonly Span[];
  readonly contradictions: readonly Span[];
  readonly unsolvable: readonly Span[];
  readonly refusals: readonly Span[];
  /** Results in terms of an unknown. */
  readonly symbolic: readonly Span[];
  /** Bounds, ranges and several cases. */
  readonly ranges: readonly Span[];
  readonly cut: boolean;
}

/** Reads the stance of a reply from its sentences. */
export function stance(all: readonly Sentence[]): Stance {
  const where = (kind: PatternKind) =>
    all.filter(({ text }) => shows(kind, text)).map(({ span }) => span);
  return {
    assumptions: where('assumption'),
    picks: where('pick'),
    insufficiencies: where('insufficiency'),
    contradictions: where('contradiction'),
    unsolvable: where('unsolvable'),
    refusals: where('refusal'),
    symbolic: all.filter(({ text }) => symbolic(text)).map(({ span }) => span),
    ranges: all.filter(({ text }) => shows('range', text)).map(({ span }) => span),
    cut: cutOff(all),
  };
}

const VARIABLE = String.raw`(?<![\p{L}\d'’\\_]|\d )[a-zA-Z](?![\p{L}\d'’]|\.[a-z])`;
const TERM = String.raw`(?:${VARIABLE}|(?<![\p{L}\d.])\d{1,9}(?:\.\d{1,9})?[a-fi-kn-rt-z](?![\p{L}\d]))`;
const SYMBOLIC = new RegExp(
  [
    String.raw`${TERM}\s{0,3}[+−*·×÷^]\s{0,3}[\d({a-zA-Z]`,
    String.raw`${TERM}\s{1,3}[-/]\s{1,3}[\d(]`,
    String.raw`${TERM}[-/]\d`,
    String.raw`(?<![\p{L}\d.])\d{1,9}(?:\.\d{1,9})?[xyzwnrqSNXYR](?![\p{L}\d])`,
    String.raw`[\d)%]\s{0,3}[+−*·×÷]\s{0,3}${TERM}`,
    String.raw`[\d)]\s{0,3}[-/]\s{0,3}${TERM}`,
    String.raw`[\d)]\s{0,3}[-−+*·×/÷]\s{0,3}\(\s{0,3}[\d.]{0,9}\s{0,2}[-+−*·×/]?\s{0,2}${TERM}`,
    String.raw`\p{L}\s{0,3}=\s{0,3}${TERM}`,
    // "speed × 0.75 h": a word for a number, not a unit behind one.
    String.raw`(?:^|[^\d\s]\s)\p{L}{2,20}\s?[×·÷]\s?\d`,
  ].join('|'),
  'u',
);

/** Whether an expression has a letter for a number in it: "2r + 15", "126/n"; not "5 m + 3 m". */
export function symbolic(text: string): boolean {
  const plain = text
    .slice(0, 2_000)
    .replace(/\\(?:text|mathrm|mathbf)\s?\{[^{}]{0,200}\}/g, ' ')
    .replace(/\\(?:cdot|times)/g, '×')
    .replace(/\\[dt]?frac\s?\{([^{}]{0,100})\}\s?\{([^{}]{0,100})\}/g, '$1/$2')
    .replace(/\\(?:left|right|quad|[,;! ])/g, '')
    .replace(/\bx\b(?=\s{0,2}\d)/g, '×');
  return SYMBOLIC.test(plain.replace(/[$*_]{1,3}/g, (mark) => (mark === '*' ? '×' : '')));
}

/** Whether the reply breaks off in mid-sentence. */
export function cutOff(all: readonly Sentence[]): boolean {
  const last = all.at(-1);
  return (
    last !== undefined &&
    !last.shown &&
    shows('dangling', last.text.slice(-80).replace(/[*_$`]{1,3}\s*$/, ''))
  );
}
