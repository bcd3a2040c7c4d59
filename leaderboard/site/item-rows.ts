import type { Item } from '../../src/corrupt/item.ts';
import { textPieces } from '../../src/report/marked-text.ts';
import type { Entry, PairOfItems, SiteData } from './entry.ts';
import type { ItemRow } from './item-row.ts';
import { readMarks } from './outcome-codes.ts';

/** The list of items, with the share of models' replies that got each pair right. */
export function itemRows({ pairs, entries }: SiteData): ItemRow[] {
  const right = sharesRight(entries);
  return pairs.map(({ corrupted, split }: PairOfItems): ItemRow => {
    const { id, family, topic, operator, difficulty } = corrupted;
    return {
      ...{ id, family, topic, operator },
      stratum: difficulty?.stratum ?? '',
      split: split ?? '',
      what: whatWasDone(corrupted),
      right: right.get(id) ?? null,
    };
  });
}

/** In percent, over all models and budgets, epochs counted singly. Respondents are left out. */
function sharesRight(entries: readonly Entry[]): Map<string, number> {
  const counts = new Map<string, [right: number, all: number]>();
  for (const { kind, marks } of entries) {
    if (kind !== 'model') continue;
    for (const [id, text] of Object.entries(marks)) {
      const seen = readMarks(text)
        .flat()
        .filter(({ corrupted, intact }) => corrupted !== null && intact !== null);
      const [right, all] = counts.get(id) ?? [0, 0];
      counts.set(id, [right + seen.filter((mark) => mark.right).length, all + seen.length]);
    }
  }
  return new Map(
    [...counts].flatMap(([id, [right, all]]) =>
      all === 0 ? [] : [[id, Math.round((1000 * right) / all) / 10] as const],
    ),
  );
}

/** The clause that was taken away or added. */
function whatWasDone(item: Item): string {
  const words = textPieces(item).flatMap((piece) => {
    if ('was' in piece) return [piece.was];
    return piece.kind === 'added' ? [piece.text.trim()] : [];
  });
  return words.join(' … ') || item.text.slice(0, 120);
}
