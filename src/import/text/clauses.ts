import type { Segment, Span } from '../../problem/problem.ts';
import { render } from '../../problem/render.ts';
import type { Place } from './number-places.ts';
import type { Sentence, TaggedText } from './tagged-text.ts';
import type { VagueEdit } from './vague-wording.ts';

/** A number of the text that a premise states, and what operators may make of its clause. */
export interface Stated {
  readonly premise: string;
  readonly place: Place;
  readonly edit: VagueEdit | undefined;
  /** Whether its whole sentence may go. */
  readonly removable: boolean;
}

/**
 * The text in segments: each premise has the part of its sentence around its number, up to the
 * numbers of other premises. Undefined where two of them cannot be told apart.
 */
export function segmentsOf(tagged: TaggedText, stated: readonly Stated[]): Segment[] | undefined {
  const segments: Segment[] = [];
  for (const [index, sentence] of tagged.sentences.entries()) {
    const mine = stated.filter(({ place }) => place.sentence === index);
    const pieces = piecesOf(tagged, sentence, mine);
    if (!pieces) return undefined;
    segments.push(...pieces);
  }
  const last = segments.findLastIndex(({ text }) => text.endsWith('?'));
  const question = last >= 0 ? last : segments.length - 1;
  const marked = segments.map((segment, index) => ({ ...segment, question: index === question }));
  return render({ segments: marked }).text === tagged.text ? marked : undefined;
}

function piecesOf(
  { text, tokens }: TaggedText,
  sentence: Sentence,
  stated: readonly Stated[],
): Segment[] | undefined {
  const [start, end] = sentence.span;
  if (stated.length === 0) return [segment(null, text.slice(start, end), null, null)];
  const pieces: Segment[] = [];
  let from = start;
  for (const [i, one] of stated.entries()) {
    const next = stated[i + 1];
    const to = next ? cutBetween(text, tokens, reach(one)[1], reach(next)[0]) : end;
    if (to === undefined) return undefined;
    const { edit, premise, removable } = one;
    const blur = edit && text.slice(from, edit.span[0]) + edit.text + text.slice(edit.span[1], to);
    pieces.push(segment(premise, text.slice(from, to), blur ?? null, removable ? '' : null));
    from = to;
  }
  return pieces;
}

function segment(
  premise: string | null,
  text: string,
  blur: string | null,
  gone: string | null,
): Segment {
  const tidy = (piece: string) => piece.trim().replace(/ {2,}/g, ' ');
  return {
    premise,
    question: false,
    text: tidy(text),
    blur: blur === null ? null : tidy(blur),
    gone,
  };
}

/** What of the text a premise cannot do without: its number and what its edit touches. */
function reach({ place, edit }: Stated): Span {
  return edit
    ? [Math.min(place.span[0], edit.span[0]), Math.max(place.span[1], edit.span[1])]
    : [place.span[0], place.span[1]];
}

const JOINTS = [
  /^(?:but|while|whereas|then|because|so|if|when|who|which)$/,
  /^(?:and|or)$/,
  /^(?:with|for|at|in|on|from|to|by|after|per|than|of)$/,
];

/** Where between two numbers the text is best cut: behind a comma, else before a joining word. */
function cutBetween(
  text: string,
  tokens: TaggedText['tokens'],
  after: number,
  before: number,
): number | undefined {
  const between = tokens.filter(({ span }) => span[0] >= after && span[0] <= before);
  const spaced = between.filter(({ span }) => text[span[0] - 1] === ' ');
  const behindComma = spaced.find(({ span }) => /[,;]/.test(text[span[0] - 2] ?? ''));
  if (behindComma) return behindComma.span[0] - 1;
  for (const joint of JOINTS) {
    const found = spaced.findLast(({ lower }) => joint.test(lower));
    if (found) return found.span[0] - 1;
  }
  const last = spaced.at(-1);
  return last && last.span[0] - 1;
}
