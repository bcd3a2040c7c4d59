import { type Fraction, fraction, inverse, negative, plusProduct, product } from './fraction.ts';
import type { Relation } from './network.ts';
import { type Polynomial, symbolsOf } from './polynomial.ts';

/** A relation and the factor that it has in a sum of relations. */
export interface Part {
  readonly relation: Relation;
  readonly times: Fraction;
}

/** A quantity found: with the values known before put in, the sum of the parts is `yields` - `value`. */
export interface Found {
  readonly yields: string;
  readonly value: Fraction;
  readonly from: readonly Part[];
}

export interface Row {
  readonly relation: Relation;
  /** Linear, with the known values put in. */
  readonly reduced: Polynomial;
}

const ZERO = fraction(0);
const ONE = fraction(1);

/**
 * Solves linear equations together by exact Gauss-Jordan elimination, and keeps count of how each
 * row came about. Answers every quantity that the rows fix, or a sum of rows that is a non-zero number.
 */
export function eliminate(rows: readonly Row[]): { found: Found[] } | { clash: Part[] } {
  const columns = [...new Set(rows.flatMap(({ reduced }) => symbolsOf(reduced)))].sort();
  const width = columns.length;
  // columns | constant | how much of each given row is in this one
  const matrix = rows.map(({ reduced }, row) => [
    ...[...columns, ''].map((monomial) => reduced.get(monomial) ?? ZERO),
    ...rows.map((_, other) => (other === row ? ONE : ZERO)),
  ]);
  reduceRows(matrix, width);

  const partsOf = (row: readonly Fraction[]) =>
    rows.flatMap(({ relation }, index) => {
      const times = row[width + 1 + index] ?? ZERO;
      return times.n === 0n ? [] : [{ relation, times }];
    });
  const found: Found[] = [];
  for (const row of matrix) {
    const [only, second] = [...columns.keys()].filter((column) => row[column]?.n !== 0n);
    const rest = row[width] ?? ZERO;
    if (only === undefined) {
      if (rest.n !== 0n) return { clash: partsOf(row) };
    } else if (second === undefined) {
      const yields = columns[only];
      if (yields !== undefined) found.push({ yields, value: negative(rest), from: partsOf(row) });
    }
  }
  return { found };
}

/** Brings the first `width` columns to reduced row echelon form, in place. */
function reduceRows(matrix: Fraction[][], width: number): void {
  let done = 0;
  for (let column = 0; column < width; column++) {
    const at = matrix.findIndex((row, index) => index >= done && row[column]?.n !== 0n);
    const pivot = matrix[at];
    if (!pivot) continue;
    matrix.splice(at, 1);
    const times = inverse(pivot[column] ?? ONE);
    const unit = pivot.map((value) => (value.n === 0n ? value : product(value, times)));
    matrix.splice(done, 0, unit);
    for (const [index, row] of matrix.entries()) {
      const factor = row[column] ?? ZERO;
      if (index === done || factor.n === 0n) continue;
      const less = negative(factor);
      matrix[index] = row.map((value, place) => {
        const other = unit[place] ?? ZERO;
        return other.n === 0n ? value : plusProduct(value, less, other);
      });
    }
    done++;
  }
}
