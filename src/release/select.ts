import { STRATA } from '../corrupt/difficulty.ts';
import type { CertifiedItem } from '../corrupt/item.ts';

/**
 * Chooses pairs from a pool: as many of each operator, within an operator as many of each stratum of
 * difficulty, and within these from the families that have given least so far, as far as the pool
 * allows. Gives the corrupted items with the twins that they need, in the order of the pool.
 */
export function selectPairs(pool: readonly CertifiedItem[], pairs: number): CertifiedItem[] {
  const waiting = cells(pool);
  const operators = [...waiting.keys()];
  const taken = new Map<string, number>();
  const chosen = new Set<string>();
  const count = (key: string) => taken.get(key) ?? 0;
  for (let turn = 0; chosen.size < pairs && operators.length > 0; turn++) {
    const at = turn % operators.length;
    const operator = operators[at] ?? '';
    const [cell] = (waiting.get(operator) ?? [])
      .filter(({ items }) => items.length > 0)
      .sort((a, b) => count(a.name) - count(b.name));
    if (!cell) {
      operators.splice(at, 1);
      continue;
    }
    const least = Math.min(...cell.items.map(({ family }) => count(family)));
    const place = cell.items.findIndex(({ family }) => count(family) === least);
    for (const item of cell.items.splice(place, 1)) {
      chosen.add(item.id);
      for (const key of [cell.name, item.family]) taken.set(key, count(key) + 1);
    }
  }
  const twins = new Set(pool.flatMap(({ id, twin }) => (chosen.has(id) ? [twin] : [])));
  return pool.filter(({ id }) => chosen.has(id) || twins.has(id));
}

interface Cell {
  readonly name: string;
  readonly items: CertifiedItem[];
}

/** The corrupted items by operator and stratum, in the order of the pool. */
function cells(pool: readonly CertifiedItem[]): Map<string, Cell[]> {
  const corrupted = pool.filter(({ twin }) => twin !== null);
  const operators = new Set(corrupted.map(({ operator }) => operator));
  return new Map(
    [...operators].map((operator): [string, Cell[]] => [
      operator,
      STRATA.map((stratum) => ({
        name: `${operator}/${stratum}`,
        items: corrupted.filter(
          (item) => item.operator === operator && item.difficulty?.stratum === stratum,
        ),
      })),
    ]),
  );
}
