import type { Item } from '../corrupt/item.ts';
import { printable } from './plain-text.ts';

interface Mark {
  readonly span: readonly [number, number];
  /** What to show for the text of the span. */
  show(text: string): string;
}

/** The item's text with what was done to it in ⟦brackets⟧, readable without colour. */
export function markedText(item: Item): string {
  const marks = [...changeMarks(item), ...asideMarks(item)].sort((a, b) => a.span[0] - b.span[0]);
  let at = 0;
  let marked = '';
  for (const { span, show } of marks) {
    const [start, end] = span;
    if (start < at) continue;
    marked += item.text.slice(at, start) + show(item.text.slice(start, end));
    at = end;
  }
  return tidy(printable(marked + item.text.slice(at)));
}

/** A mark that stands where nothing stood brings spaces of its own, which may be too many. */
function tidy(text: string): string {
  return text
    .replace(/ {2,}/g, ' ')
    .replace(/⟧ (?=[.,;:?!])/g, '⟧')
    .trim();
}

function changeMarks({ change, operator }: Item): Mark[] {
  if (change.kind === 'clash') return [{ span: change.span, show: (text) => `⟦added: ${text}⟧` }];
  if (change.kind !== 'gap') return [];
  const verb = operator.startsWith('blur') ? 'blurred from' : 'in place of';
  const { after, before, span } = change;
  return [
    {
      span,
      show: (text) =>
        after === '' ? ` ⟦removed: ${before.trim()}⟧ ` : `${text} ⟦${verb}: ${before.trim()}⟧`,
    },
  ];
}

function asideMarks({ premises, asides }: Item): Mark[] {
  return premises.flatMap(({ id, span }) =>
    span && asides.includes(id)
      ? [{ span, show: (text: string) => `⟦beside the point: ${text}⟧` }]
      : [],
  );
}
