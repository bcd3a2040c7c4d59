import type { Item } from '../corrupt/item.ts';
import { printable } from './plain-text.ts';

/** A stretch of an item's text. `was`: the clause of the twin in whose place it stands. */
export type TextPiece =
  | { readonly kind: 'plain' | 'added' | 'aside'; readonly text: string }
  | {
      readonly kind: 'removed' | 'blurred' | 'replaced';
      readonly text: string;
      readonly was: string;
    };

/** The item's text with what was done to it in ⟦brackets⟧, readable without colour. */
export function markedText(item: Item): string {
  return tidy(printable(textPieces(item).map(inBrackets).join('')));
}

/** The item's text in pieces that say what was done to it. Their texts together are the text. */
export function textPieces(item: Item): TextPiece[] {
  const marks = [...changeMarks(item), ...asideMarks(item)].sort((a, b) => a.span[0] - b.span[0]);
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const { span, mark } of marks) {
    const [start, end] = span;
    if (start < at) continue;
    pieces.push({ kind: 'plain', text: item.text.slice(at, start) });
    pieces.push(mark(item.text.slice(start, end)));
    at = end;
  }
  pieces.push({ kind: 'plain', text: item.text.slice(at) });
  return pieces.filter(({ kind, text }) => kind === 'removed' || text !== '');
}

function inBrackets(piece: TextPiece): string {
  if (piece.kind === 'added') return `⟦added: ${piece.text}⟧`;
  if (piece.kind === 'aside') return `⟦beside the point: ${piece.text}⟧`;
  if (piece.kind === 'removed') return ` ⟦removed: ${piece.was}⟧ `;
  if (piece.kind === 'blurred') return `${piece.text} ⟦blurred from: ${piece.was}⟧`;
  if (piece.kind === 'replaced') return `${piece.text} ⟦in place of: ${piece.was}⟧`;
  return piece.text;
}

/** A mark that stands where nothing stood brings spaces of its own, which may be too many. */
function tidy(text: string): string {
  return text
    .replace(/ {2,}/g, ' ')
    .replace(/⟧ (?=[.,;:?!])/g, '⟧')
    .trim();
}

interface Mark {
  readonly span: readonly [number, number];
  mark(text: string): TextPiece;
}

function changeMarks({ change, operator }: Item): Mark[] {
  if (change.kind === 'clash') {
    return [{ span: change.span, mark: (text) => ({ kind: 'added', text }) }];
  }
  if (change.kind !== 'gap') return [];
  const kind =
    change.after === '' ? 'removed' : operator.startsWith('blur') ? 'blurred' : 'replaced';
  const was = change.before.trim();
  return [{ span: change.span, mark: (text) => ({ kind, text, was }) }];
}

function asideMarks({ premises, asides }: Item): Mark[] {
  return premises.flatMap(({ id, span }) =>
    span && asides.includes(id)
      ? [{ span, mark: (text: string): TextPiece => ({ kind: 'aside', text }) }]
      : [],
  );
}
