import type { Problem, Span } from './problem.ts';

/** How a premise's clause is rendered. */
export type Form = 'intact' | 'blur' | 'gone';

/** A sentence that stands before the segment of this index. */
export interface Added {
  readonly before: number;
  readonly text: string;
}

export interface Choice {
  /** Premises that are not intact. */
  readonly forms?: ReadonlyMap<string, Form>;
  readonly added?: readonly Added[];
}

export interface Rendered {
  readonly text: string;
  readonly premises: ReadonlyMap<string, Span>;
  /** In the order of the problem's segments. */
  readonly segments: readonly Span[];
  readonly question: Span;
  /** In the order of `added`. */
  readonly added: readonly Span[];
}

/** The text of a problem with its clauses in the forms chosen, and where each thing stands in it. */
export function render(problem: Pick<Problem, 'segments'>, choice: Choice = {}): Rendered {
  const pieces: string[] = [];
  const at = {
    premises: new Map<string, number>(),
    segments: [] as number[],
    question: 0,
    added: new Map<Added, number>(),
  };
  for (const [index, segment] of problem.segments.entries()) {
    for (const added of choice.added?.filter((added) => added.before === index) ?? []) {
      at.added.set(added, pieces.push(added.text) - 1);
    }
    const form = (segment.premise !== null && choice.forms?.get(segment.premise)) || 'intact';
    const text =
      form === 'gone'
        ? (segment.gone ?? '')
        : form === 'blur'
          ? (segment.blur ?? '')
          : segment.text;
    const position = pieces.push(text) - 1;
    at.segments.push(position);
    if (segment.premise !== null) at.premises.set(segment.premise, position);
    if (segment.question) at.question = position;
  }
  const { text, spans } = joinPieces(pieces);
  const span = (position: number | undefined): Span => spans[position ?? -1] ?? [0, 0];
  return {
    text,
    segments: at.segments.map(span),
    premises: new Map(Array.from(at.premises, ([id, position]) => [id, span(position)])),
    question: span(at.question),
    added: (choice.added ?? []).map((added) => span(at.added.get(added))),
  };
}

/**
 * Pieces of text as one: single spaces, none before punctuation, a capital where a sentence starts,
 * no comma left at a sentence's start. An empty piece has an empty span.
 * Cutting a joined text anywhere between pieces and joining it again changes nothing: `verify`
 * rebuilds an item's text from its twin's in this way.
 */
export function joinPieces(pieces: readonly string[]): { text: string; spans: Span[] } {
  let text = '';
  const spans = pieces.map((raw): Span => {
    let piece = SLOPPY.test(raw) ? tidied(raw) : raw;
    if (text === '' || endsSentence(text)) piece = startOfSentence(piece);
    if (piece === '') return [text.length, text.length];
    if (text !== '' && !/^(?:[.,;:!?)]|'s\b)/.test(piece)) text += ' ';
    const start = text.length;
    text += piece;
    return [start, text.length];
  });
  return { text, spans };
}

/** Spaces that `tidied` changes. */
const SLOPPY = /^\s|\s$|\s{2}|[^\S ]|\s[.,;:!?]/;

function tidied(piece: string): string {
  return piece
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/ ([.,;:!?])/g, '$1');
}

/** Whether a text ends where a sentence does. */
export function endsSentence(text: string): boolean {
  return /[.!?]["')]?\s?$/.test(text.slice(-4));
}

function startOfSentence(piece: string): string {
  if (/^[A-Z]/.test(piece)) return piece;
  return piece
    .replace(/^[.,;:!?\s]+/, '')
    .replace(/^["'(]?\p{Ll}/u, (start) => start.toUpperCase());
}
