/** Counts of pairs of verdicts: first rater down, second across. */
export type Confusion = ReadonlyArray<readonly number[]>;

/**
 * Cohen's kappa (Cohen 1960): how far two raters agree beyond what their own shares of each category
 * would give by chance; 1 where they always agree, 0 at chance. null where chance leaves nothing to
 * agree on (both raters only ever give one and the same category), and without counts.
 */
export function cohensKappa(counts: Confusion): number | null {
  const total = counts.flat().reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const share = (some: readonly number[]) => some.reduce((sum, count) => sum + count, 0) / total;
  const agreed = share(counts.map((row, k) => row[k] ?? 0));
  const chance = counts.reduce(
    (sum, row, k) => sum + share(row) * share(counts.map((other) => other[k] ?? 0)),
    0,
  );
  return 1 - chance < 1e-12 ? null : (agreed - chance) / (1 - chance);
}

/** The 2 x 2 table of one category against the rest. */
export function oneAgainstRest(counts: Confusion, category: number): number[][] {
  const table = [
    [0, 0],
    [0, 0],
  ];
  for (const [gold, row] of counts.entries()) {
    for (const [found, count] of row.entries()) {
      const cells = table[gold === category ? 0 : 1];
      const at = found === category ? 0 : 1;
      if (cells) cells[at] = (cells[at] ?? 0) + count;
    }
  }
  return table;
}

/** The harmonic mean of precision and recall of a 2 x 2 table; null where the category never occurs. */
export function f1([first = [], second = []]: Confusion): number | null {
  const [both = 0, missed = 0] = first;
  const [wrong = 0] = second;
  return both + missed + wrong === 0 ? null : (2 * both) / (2 * both + missed + wrong);
}
