import type { Item } from '../../src/corrupt/item.ts';
import { kindOf } from '../../src/corrupt/item-kind.ts';
import { textPieces } from '../../src/report/marked-text.ts';
import { QuantityWords } from '../../src/report/quantity-words.ts';
import type { Entry, PairOfItems } from './entry.ts';
import type { ItemRow } from './item-row.ts';
import { countMarks, type MarkCounts } from './outcome-codes.ts';

/** What all models together did with each pair, by the id of its corrupted item. */
export function pairCounts(entries: readonly Entry[]): Map<string, MarkCounts> {
  const counts = new Map<string, MarkCounts>();
  for (const { kind, marks } of entries) {
    if (kind !== 'model') continue;
    for (const [id, text] of Object.entries(marks)) {
      const known = counts.get(id) ?? { judged: 0, right: 0, labels: new Map() };
      countMarks(text, known);
      counts.set(id, known);
    }
  }
  return counts;
}

/** The list of items, with the share of models' replies that got each pair right. */
export function itemRows(
  pairs: readonly PairOfItems[],
  counts: ReadonlyMap<string, MarkCounts>,
): ItemRow[] {
  return pairs.map(({ corrupted, split }: PairOfItems): ItemRow => {
    const { id, family, topic, operator, difficulty } = corrupted;
    const { judged = 0, right = 0 } = counts.get(id) ?? {};
    return {
      ...{ id, family, topic, operator },
      stratum: difficulty?.stratum ?? '',
      split: split ?? '',
      what: whatWasDone(corrupted),
      right: judged === 0 ? null : (100 * right) / judged,
    };
  });
}

/** "removed “3 glasses”; asking for the number of glasses settles it". */
function whatWasDone(item: Item): string {
  const done = textPieces(item).flatMap((piece) => {
    if (piece.kind === 'replaced') {
      return [`changed ${quoted(piece.was)} to ${quoted(piece.text)}`];
    }
    if ('was' in piece) return [`${piece.kind} ${quoted(piece.was)}`];
    return piece.kind === 'added' ? [`added ${quoted(piece.text)}`] : [];
  });
  if (done.length === 0) return item.text.slice(0, 120);
  const [open] = kindOf(item) === 'missing' ? item.asks : [];
  const words = new QuantityWords(item);
  const nouns = open?.map((id) => words.noun(id)).join(' and ');
  return `${done.join(', ')}${nouns ? `; asking for ${nouns} settles it` : ''}`;
}

/** A clause without the marks that tied it to its sentence. */
function quoted(clause: string): string {
  return `“${clause
    .replace(/^[\s,;:]+/, '')
    .trimEnd()
    .replace(/[.,;:]$/, '')}”`;
}
