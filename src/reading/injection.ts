import type { Span } from '../problem/problem.ts';
import { bounded } from './bounds.ts';
import { type Folded, folded } from './folded.ts';
import { type InjectionPattern, possibleSigns, STRONG, WEAK } from './injection-patterns.ts';
import { holds } from './literal-scan.ts';
import { type Said, said } from './said.ts';
import { type Sentence, sentences } from './sentences.ts';
import { stem } from './words.ts';

/** A sign that a reply speaks to whoever grades it and not to the user. */
export interface Sign {
  readonly kind:
    | 'addresses-grader'
    | 'overrides'
    | 'verdict'
    | 'role'
    | 'marker'
    | 'hidden-text'
    | 'hidden-characters'
    | 'lookalikes'
    | 'encoded'
    | 'talks-of-grading'
    | 'talks-of-itself'
    | 'flood';
  /** It leaves no other reading: what bears it is no part of the reply. A weak sign is a doubt only. */
  readonly strong: boolean;
  readonly span: Span;
}

/**
 * The signs in a reply to a problem, in order. Words of the problem, and of the names by which people
 * call its quantities (`problem` holds both), are none. Of replies
 * over 40,000 characters both ends are read. Linear in the length.
 */
export function injectionSigns(text: string, problem: string, taken: Said = said(text)): Sign[] {
  const { text: read, original, all } = taken;
  const plain = folded(read);
  const own = wordsOf(problem);
  const found = [
    ...matchesOf(plain, own),
    ...toldToGrader(all),
    ...repeated(all),
    ...encoded(read),
    ...(plain.plain ? [] : [...hiddenCharacters(read), ...disguised(read)]),
  ];
  return found
    .map((sign) => ({ ...sign, span: original(sign.span) }))
    .sort((a, b) => a.span[0] - b.span[0]);
}

/**
 * The reply without what bears signs, blanked at the same length, so that offsets stay what they are:
 * without the paragraphs of strong signs, and without the sentences of all signs. Those that differ
 * from each other and from the reply.
 */
export function withoutInjection(text: string, signs: readonly Sign[]): string[] {
  if (signs.length === 0) return [];
  const { text: read, original } = bounded(text);
  const strong = signs.filter((sign) => sign.strong);
  const where = (spans: readonly Span[]) => spans.map(original);
  const inSentences = where(sentences(read).map(({ span }) => span));
  const inParagraphs = where(paragraphs(read));
  const views = [blanked(text, strong, inParagraphs), blanked(text, signs, inSentences)];
  return [...new Set(views)].filter((view) => view !== text);
}

/** Blanks signs with all of the units that they stand in; hidden text has its own bounds. */
function blanked(text: string, signs: readonly Sign[], units: readonly Span[]): string {
  const speaking = signs.filter(({ kind }) => kind !== 'hidden-text').map(({ span }) => span);
  const around = units.filter(([start, end]) =>
    speaking.some((span) => span[0] < end && span[1] > start),
  );
  const spans = [...signs.map(({ span }) => span), ...around].sort((a, b) => a[0] - b[0]);
  const parts: string[] = [];
  let from = 0;
  for (const [start, end] of spans) {
    const begin = Math.max(from, start);
    if (end <= begin) continue;
    parts.push(text.slice(from, begin), text.slice(begin, end).replace(/[^\n]/g, ' '));
    from = end;
  }
  return parts.join('') + text.slice(from);
}

/** Stretches between empty lines. */
function paragraphs(text: string): Span[] {
  return Array.from(text.matchAll(/\S[^\n]*(?:\n(?![ \t]*\n)[^\n]+)*/g), ({ index, 0: found }) => [
    index,
    index + found.length,
  ]);
}

/** Tells whether a text has a word, in whatever form; the text is looked at when it is first asked. */
function wordsOf(text: string): (word: string) => boolean {
  let words: ReadonlySet<string> | undefined;
  return (word) => {
    words ??= new Set((folded(text).text.match(/\p{L}{2,}/gu) ?? []).map(stem));
    const stemmed = stem(word);
    if (words.has(stemmed)) return true;
    return SCHOOL_TALK.has(stemmed) && SCHOOL.some((one) => words?.has(one));
  };
}

/** Problems of school and games, and the words of replies to them that are not meant for a grader. */
const SCHOOL = [
  'point',
  'test',
  'exam',
  'pupil',
  'student',
  'class',
  'school',
  'quiz',
  'team',
  'game',
];
const SCHOOL_TALK: ReadonlySet<string> = new Set(
  ['score', 'scored', 'scores', 'teacher', 'grade'].map(stem),
);

/** Weak signs of one kind that are listed: more tell no more. */
const MOST = 50;

function matchesOf(plain: Folded, own: (word: string) => boolean): Sign[] {
  const possible = possibleSigns(plain.text);
  return [...STRONG, ...WEAK].flatMap((pattern, n) =>
    holds(possible, n) && pattern.mayMatch?.(plain.text) !== false
      ? matches(plain, pattern, own, n < STRONG.length)
      : [],
  );
}

function matches(
  { text, at }: Folded,
  { kind, pattern }: InjectionPattern,
  own: (word: string) => boolean,
  strong: boolean,
): Sign[] {
  const found: Sign[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const end = match.index + match[0].length;
    if (match[0] === '') pattern.lastIndex += 1;
    const { key } = match.groups ?? {};
    if (key !== undefined && own(key)) continue;
    found.push({ kind, strong, span: [at[match.index] ?? 0, at[end] ?? 0] });
    if (!strong && found.length === MOST) break;
  }
  return found;
}

/** What the languages' own patterns say is meant for a grader. */
function toldToGrader(all: readonly Sentence[]): Sign[] {
  return all
    .filter((sentence) => sentence.shows('toGrader'))
    .map(({ span }) => ({ kind: 'addresses-grader', strong: false, span }));
}

/** So often a sentence is said again by no one who means it. */
const OFTEN = 6;

/** Four words. */
const WORDED = /(?:\p{L}{1,40}\W{1,3}){4}/u;

/** Sentences that are said over and over, as padding. */
function repeated(all: readonly Sentence[]): Sign[] {
  if (all.length < OFTEN) return [];
  const counts = new Map<string, number>();
  for (const { text: said } of all) counts.set(said, (counts.get(said) ?? 0) + 1);
  return all
    .filter(({ text: said }) => (counts.get(said) ?? 0) >= OFTEN && WORDED.test(said))
    .map(({ span }) => ({ kind: 'flood', strong: false, span }));
}

/** Characters that nobody sees: zero width, bidi controls, tags. Joiners are signs between Latin letters only. */
const HIDDEN =
  /\u00ad|\u034f|\u115f|\u1160|\u180e|\u200b|[\u2060-\u2064]|\u3164|\ufeff|[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]|[\u{e0000}-\u{e007f}]|(?<=[a-z])(?:\u200c|\u200d)+(?=[a-z])/giu;

function hiddenCharacters(text: string): Sign[] {
  return found(text, HIDDEN, 'hidden-characters', false);
}

/** Words that mix Latin letters with look-alikes, or are set in mathematical, full-width or circled letters. */
const DISGUISED =
  /(?<!\p{L})(?=\p{L}{0,30}[a-z])(?=\p{L}{0,30}[\u0370-\u03ff\u0400-\u04ff])\p{L}{4,30}|[\u{1d400}-\u{1d7ff}]{4,}|[\uff21-\uff3a\uff41-\uff5a]{4,}|[\u24b6-\u24e9]{4,}|[\u{1f130}-\u{1f189}]{4,}/giu;

/** Every match of DISGUISED has one. */
const DISGUISES =
  /[\u0370-\u03ff\u0400-\u04ff\u{1d400}-\u{1d7ff}\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9\u{1f130}-\u{1f189}]/iu;

function disguised(text: string): Sign[] {
  if (!/[^\n\r\t -\u024f]/.test(text) || !DISGUISES.test(text)) return [];
  return found(text, DISGUISED, 'lookalikes', false);
}

const RUNS = /[A-Za-z0-9+/_-]{16,4000}={0,2}/g;
/** Whether RUNS can match: most replies have no word that long. */
function hasRun(text: string): boolean {
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    length = IN_RUN[text.charCodeAt(at)] === 1 ? length + 1 : 0;
    if (length === SHORTEST_RUN) return true;
  }
  return false;
}

const SHORTEST_RUN = 16;
const IN_RUN = Uint8Array.from({ length: 128 }, (_, code) =>
  /[A-Za-z0-9+/_-]/.test(String.fromCharCode(code)) ? 1 : 0,
);

const ESCAPES =
  /(?:\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|%[0-9a-f]{2}|&#x?[0-9a-f]{2,6};|[01]{8}\s){5,2000}/gi;

/** Text in base64, in hexadecimal or in escapes. */
function encoded(text: string): Sign[] {
  return [
    ...(hasRun(text) ? found(text, RUNS, 'encoded', true) : []).filter(({ span }) =>
      isEncodedText(text.slice(...span)),
    ),
    ...(/[\\%&]|[01]{8}/.test(text) ? found(text, ESCAPES, 'encoded', true) : []),
  ];
}

function isEncodedText(run: string): boolean {
  const hexadecimal = /^(?:[0-9a-f]{2})+$/i.test(run);
  const decoded = Buffer.from(run, hexadecimal ? 'hex' : 'base64').toString('latin1');
  const letters = decoded.match(/[A-Za-z ,.:]/g)?.length ?? 0;
  return decoded.length >= 10 && letters / decoded.length > 0.85 && /[a-z]{3}/i.test(decoded);
}

function found(text: string, pattern: RegExp, kind: Sign['kind'], strong: boolean): Sign[] {
  const found: Sign[] = [];
  for (const { index, 0: match } of text.matchAll(pattern)) {
    found.push({ kind, strong, span: [index, index + match.length] });
    if (!strong && found.length === MOST) break;
  }
  return found;
}
