import type { Span } from '../problem/problem.ts';
import type { PatternKind } from './language.ts';
import { decimalComma, type NumberInText, numbers } from './numbers.ts';
import { type PatternText, patternText } from './pattern-text.ts';
import { declaredSymbols, isSymbolic } from './symbolic.ts';
import { type Tongue, tongueOf } from './tongue.ts';

/** What all sentences of a reply share. */
export interface Manner {
  readonly tongue: Tongue;
  /** Decimals stand behind commas. */
  readonly comma: boolean;
  /** Letters that it declares to stand for numbers. */
  readonly symbols: ReadonlySet<string>;
}

export function mannerOf(text: string): Manner {
  const tongue = tongueOf(text);
  return { tongue, comma: decimalComma(text, tongue), symbols: declaredSymbols(text) };
}

/** A sentence of a reply, and what stands in it; each question about it is answered once. */
export class Sentence {
  readonly span: Span;
  readonly text: string;
  readonly manner: Manner;
  readonly question: boolean;
  /** Set on a markdown list item; its text starts behind the marker. */
  readonly item: boolean;
  /** Set on table rows and lines of code, which are shown and not said. */
  readonly shown: boolean;
  /** Set on a heading, a line behind #. */
  readonly heading: boolean;
  readonly #found = new Map<PatternKind, Span | null>();
  #folded: PatternText | null = null;
  #scanned: readonly number[] | null = null;
  #numbers: readonly NumberInText[] | null = null;
  #symbolic: boolean | null = null;

  constructor(
    manner: Manner,
    span: Span,
    text: string,
    marks: { item: boolean; shown: boolean; heading: boolean },
  ) {
    this.manner = manner;
    this.span = span;
    this.text = text;
    this.item = marks.item;
    this.shown = marks.shown;
    this.heading = marks.heading;
    this.question = !marks.shown && /[??][!?]{0,4}["'”’)\]*_」』)]{0,6}$/.test(text.slice(-20));
  }

  /** As patterns see it. */
  get folded(): PatternText {
    this.#folded ??= patternText(this.text);
    return this.#folded;
  }

  /** Where a kind of pattern matches first, in `text`; null where none does. */
  find(kind: PatternKind): Span | null {
    const known = this.#found.get(kind);
    if (known !== undefined) return known;
    const { folded } = this;
    this.#scanned ??= this.manner.tongue.scan(folded.text);
    const match = this.manner.tongue.find(kind, folded.text, this.#scanned);
    const found: Span | null = match && [folded.at(match[0]), folded.at(match[1])];
    this.#found.set(kind, found);
    return found;
  }

  shows(kind: PatternKind): boolean {
    return this.find(kind) !== null;
  }

  get numbers(): readonly NumberInText[] {
    this.#numbers ??= this.#readNumbers();
    return this.#numbers;
  }

  /** No sentence in earnest is that long: of one that is, both ends are read. */
  #readNumbers(): NumberInText[] {
    const { text } = this;
    const { tongue, comma } = this.manner;
    if (text.length <= LONGEST) return numbers(text, tongue, comma);
    const from = text.length - LONGEST / 2;
    const last = numbers(text.slice(from), tongue, comma).map((number): NumberInText => {
      const [start, end] = number.span;
      return { ...number, span: [start + from, end + from] };
    });
    return [...numbers(text.slice(0, LONGEST / 2), tongue, comma), ...last];
  }

  /** Whether an expression in it has a letter for a number. */
  get symbolic(): boolean {
    this.#symbolic ??= isSymbolic(this.text, this.manner.symbols);
    return this.#symbolic;
  }
}

const LONGEST = 2_000;

/** A reply in earnest has fewer sentences than twice that. */
const EACH_END = 1_000;

/**
 * The sentences of a reply in order: lines are split at ". ! ? 。", never inside numbers,
 * abbreviations or code; in JSON each text is a sentence of its own. Of more than 2,000, the first
 * and last thousand. Linear in the length.
 */
export function sentences(text: string, manner: Manner = mannerOf(text)): Sentence[] {
  const found: Sentence[] = [];
  const json = /^\s*(?:```\w{0,10}\s{1,20})?[{[]\s{0,20}["{]/.test(text.slice(0, 80));
  let fenced = false;
  let at = 0;
  for (const line of text.split('\n')) {
    if (/^\s{0,8}```/.test(line)) fenced = !fenced;
    else if (json) found.push(...fromJson(line, at, manner));
    else found.push(...fromLine(line, at, fenced, manner));
    at += line.length + 1;
  }
  return found.length > 2 * EACH_END
    ? [...found.slice(0, EACH_END), ...found.slice(-EACH_END)]
    : found;
}

/** "**2.": a number before a heading, and no sentence. */
const ORDINAL = /^\s{0,8}[*_(]{1,4}\d{1,2}$/;

const MARKER = /^[\s>]{0,40}(?:[-*+•‣–]|\(?\d{1,2}[.)]|\(?[a-hA-H][.)])\s{1,8}(?:\[[ x]\]\s)?/;
/** "#### 72" is an answer, as GSM8K marks it, and no heading. */
const LEAD = /^[\s>]{0,40}(?:#{1,6}\s{1,8}(?!\W{0,3}\d))?/;

/** A member of an object whose value is a text of several words, and all other members of a line. */
const TEXT_MEMBER = /"(?:[^"\\\n]|\\.){1,60}"\s{0,3}:\s{0,3}"((?:[^"\\\n]|\\.){0,1000})"/g;

function* fromJson(line: string, offset: number, manner: Manner): Generator<Sentence> {
  for (const match of line.matchAll(TEXT_MEMBER)) {
    const [member, value = ''] = match;
    if (!/\s|[\u4e00-\u9fff]/.test(value.trim())) continue;
    const at = match.index + member.length - 1 - value.length;
    yield* fromLine(value, offset + at, false, manner);
  }
  if (line.trim() !== '') {
    yield sentence(line, 0, line.length, offset, manner, {
      item: false,
      shown: true,
      heading: false,
    });
  }
}

function* fromLine(
  line: string,
  offset: number,
  fenced: boolean,
  manner: Manner,
): Generator<Sentence> {
  const item = MARKER.test(line);
  const shown = fenced || /^\s{0,8}\|/.test(line);
  const heading = /^\s{0,3}#{1,6}\s(?!\W{0,3}\d)/.test(line);
  const marks = { item, shown, heading };
  let start = (MARKER.exec(line) ?? LEAD.exec(line))?.[0].length ?? 0;
  if (shown) {
    if (line.trim() !== '') yield sentence(line, start, line.length, offset, manner, marks);
    return;
  }
  // The stop, then closing quotes, brackets and emphasis, then a space or the end of the line.
  const stop =
    /(?:[.!?…]{1,8}["'”’)\]*_]{0,6}(?=\s|$)|[。!?]["”’」』)*]{0,3}|[.!?](?=[\u4e00-\u9fff]))/g;
  stop.lastIndex = start;
  for (let match = stop.exec(line); match; match = stop.exec(line)) {
    const end = match.index + match[0].length;
    if (ORDINAL.test(line.slice(start, match.index))) continue;
    if (match[0].startsWith('.') && isAbbreviation(line, start, match.index, end, manner)) continue;
    if (/^(?:\.{3}|…)/.test(match[0]) && /^\s+\p{Ll}/u.test(line.slice(end, end + 4))) continue;
    yield sentence(line, start, end, offset, manner, marks);
    start = end;
  }
  if (line.slice(start).trim() !== '') {
    yield sentence(line, start, line.length, offset, manner, marks);
  }
}

function sentence(
  line: string,
  from: number,
  to: number,
  offset: number,
  manner: Manner,
  marks: { item: boolean; shown: boolean; heading: boolean },
): Sentence {
  const raw = line.slice(from, to);
  const text = raw.trim();
  const start = offset + from + (raw.length - raw.trimStart().length);
  return new Sentence(manner, [start, start + text.length], text, marks);
}

/** Abbreviations that often end a sentence: "It takes 45 min. Then …". */
const ENDING = new Set(['min', 'max', 'etc', 'std', 'usw', 'incl', 'avg', 'no', 'eq', 'num']);

function isAbbreviation(
  line: string,
  start: number,
  dot: number,
  end: number,
  { tongue }: Manner,
): boolean {
  // "= 20.": most sentences of working end so.
  if (/\d/.test(line.charAt(dot - 1))) return false;
  const word = /[\p{L}.]{1,12}$/u.exec(line.slice(Math.max(start, dot - 12), dot))?.[0] ?? '';
  if (ENDING.has(word.toLowerCase()) && /^\s+\p{Lu}/u.test(line.slice(end, end + 4))) return false;
  return tongue.languages.some(({ abbreviations }) => abbreviations.has(word.toLowerCase()));
}
