import type { Span } from '../../problem/problem.ts';
import type { Change } from '../item.ts';
import { type Finding, finding } from './finding.ts';
import { candidates, isParted, type Leaning, leanings } from './leaning.ts';
import { isMeasure } from './nouns.ts';
import { type Reading, type Sentence, type Word, wordsOf } from './words.ts';

/** A text after a change, and the spans of the sentences that were put between others. */
export interface ChangedText {
  readonly reading: Reading;
  readonly change: Change;
  readonly added: readonly Span[];
}

type Gap = Extract<Change, { kind: 'gap' }>;

/** Words that lost what they point back at: it was removed, or a sentence now stands in between. */
export function orphans({ reading, change, added }: ChangedText): Finding[] {
  const removed = change.kind === 'gap' ? orphansOfGap(reading, change) : [];
  return [...removed, ...added.flatMap((span) => parted(reading, span))];
}

function orphansOfGap(reading: Reading, change: Gap): Finding[] {
  const [start, end] = change.span;
  const broken = reading.sentences.find((sentence) => sentence.start < start && sentence.end > end);
  const rest = broken?.words.filter((word) => word.start >= end) ?? [];
  const next = reading.sentences.find(
    (sentence) => sentence.start >= Math.max(end, broken?.end ?? 0),
  );
  const before = wordsBefore(reading, start);
  const gone = {
    removed: wordsOf(change.before),
    kept: wordsOf(change.after),
    before: [...before, ...rest],
  };
  const sentences = [...(rest.length > 0 ? [{ words: rest }] : []), ...(next ? [next] : [])];
  const first = start === 0 && change.after === '';
  return sentences.flatMap((sentence) =>
    leanings(sentence).flatMap((leaning) =>
      isOrphan(leaning, sentence, gone, first)
        ? [orphan(reading, leaning, 'what it points back at was removed')]
        : [],
    ),
  );
}

interface Gone {
  readonly removed: readonly Word[];
  readonly kept: readonly Word[];
  /** What the text says just before. */
  readonly before: readonly Word[];
}

function isOrphan(
  { kind, opens }: Leaning,
  sentence: Pick<Sentence, 'words'>,
  gone: Gone,
  first: boolean,
): boolean {
  if (kind === 'person') return first && opens;
  if (kind === 'rest') return gone.kept.length === 0 && gone.removed.some(isAmount);
  if (kind === 'addition') {
    const shared = sharedStems(gone.removed, sentence.words);
    return (
      gone.kept.length === 0 &&
      shared.size > 0 &&
      sharedStems(gone.before, sentence.words).size === 0
    );
  }
  if (!opens) return false;
  const lost = candidates(gone.removed, kind);
  const left = [...candidates(gone.kept, kind), ...candidates(gone.before, kind)];
  // A clause that leans itself only passes on what stands before it.
  const chain = gone.removed
    .slice(0, 4)
    .some(({ lower }) => /^(?:they|them|these|those|it|its|their|each)$/.test(lower));
  return lost.size > 0 && !chain && !left.some((noun) => lost.has(noun));
}

/** A sentence that leans, before which another was put; and an added one that leans itself. */
function parted(reading: Reading, span: Span): Finding[] {
  const own = reading.sentences.filter(({ start, end }) => start >= span[0] && end <= span[1]);
  const next = reading.sentences.find(({ start }) => start >= span[1]);
  const before = wordsBefore(reading, span[0]);
  const parts = (next ? leanings(next) : []).filter(
    (leaning) =>
      isParted(leaning) && (leaning.kind !== 'person' || namesStranger(reading, own, before)),
  );
  const leans = own
    .slice(0, 1)
    .flatMap(leanings)
    .filter(({ kind, opens }) => opens && kind !== 'person');
  return [
    ...parts.map((leaning) =>
      orphan(reading, leaning, 'an added sentence parts it from what it points back at'),
    ),
    ...leans.map((leaning) =>
      orphan(reading, leaning, 'an added sentence leans on the one before it'),
    ),
  ];
}

/** Whether the added sentences name someone that the sentence before them does not. */
function namesStranger(
  reading: Reading,
  added: readonly Sentence[],
  before: readonly Word[],
): boolean {
  const words = added.flatMap((sentence) => sentence.words);
  return namesIn(reading, words).some((name) => !before.some(({ text }) => text === name));
}

function orphan({ source }: Reading, { word }: Leaning, why: string): Finding {
  return finding(source, [word.start, word.end], 'orphan', why);
}

/** The words before a place: of the sentence that it parts, and of the last whole one. */
function wordsBefore({ sentences }: Reading, place: number): Word[] {
  const earlier = sentences.filter(({ start }) => start < place);
  const parted = (earlier.at(-1)?.end ?? place) > place;
  return earlier
    .slice(parted ? -2 : -1)
    .flatMap(({ words }) => words.filter(({ start }) => start < place));
}

function isAmount({ value, lower }: Word): boolean {
  return !Number.isNaN(value) || /^(?:half|third|quarter|percent|%|twice|double)$/.test(lower);
}

/** Words of four letters or more in both, by their first five: "buys" and "bought" are not, units neither. */
function sharedStems(a: readonly Word[], b: readonly Word[]): Set<string> {
  const stems = (words: readonly Word[]) =>
    new Set(
      words.flatMap(({ kind, lower }) =>
        kind === 'word' && lower.length >= 4 && !isMeasure(lower) && !COMMON.has(lower)
          ? [lower.replace(/(?:es|s)$/, '').slice(0, 6)]
          : [],
      ),
    );
  const [first, second] = [stems(a), stems(b)];
  return new Set([...first].filter((stem) => second.has(stem)));
}

const COMMON = new Set(
  'with from that this they them their each also have been were when then than more another same into every'.split(
    ' ',
  ),
);

const NO_PERSON = new Set(
  'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december i'.split(
    ' ',
  ),
);

/** Words with a capital that is no sentence's: names, most of them of people. */
function namesIn({ sentences }: Reading, words: readonly Word[]): string[] {
  const firsts = new Set(
    sentences.map((sentence) => sentence.words.find(({ kind }) => kind === 'word')),
  );
  const inner = (word: Word) =>
    /^\p{Lu}\p{Ll}/u.test(word.text) && !firsts.has(word) && !NO_PERSON.has(word.lower);
  const known = new Set(
    sentences.flatMap(({ words: all }) => all.filter(inner).map(({ text }) => text)),
  );
  return words.filter(({ text }) => known.has(text)).map(({ text }) => text);
}
