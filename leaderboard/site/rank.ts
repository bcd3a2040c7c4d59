/** A score with its interval; null where it is unknown. */
export interface Ranked {
  /** Only rows of one board are ranked against each other. */
  readonly board: string;
  readonly low: number | null;
  readonly high: number | null;
}

export interface RankRange {
  readonly best: number;
  readonly worst: number;
}

/**
 * Between which ranks each row may stand: behind every row of its board whose 95% interval lies wholly
 * above its own, and ahead of every one whose interval lies wholly below. Rows with overlapping intervals
 * share ranks. null for a row without an interval, which takes no rank from others either.
 *
 * Overlap is cautious: two intervals of 95% that just touch stand for a difference beyond the 1% level,
 * roughly, so that the ranges are wider than tests of each pair would make them.
 */
export function rankRanges(rows: readonly Ranked[]): Array<RankRange | null> {
  const boards = new Map<string, Array<{ low: number; high: number }>>();
  for (const { board, low, high } of rows) {
    if (low === null || high === null) continue;
    const own = boards.get(board);
    if (own) own.push({ low, high });
    else boards.set(board, [{ low, high }]);
  }
  const sorted = new Map(
    Array.from(boards, ([board, intervals]) => [
      board,
      {
        lows: intervals.map(({ low }) => low).sort((a, b) => a - b),
        highs: intervals.map(({ high }) => high).sort((a, b) => a - b),
      },
    ]),
  );
  return rows.map(({ board, low, high }) => {
    const others = sorted.get(board);
    if (low === null || high === null || !others) return null;
    const above = others.lows.length - countUpTo(others.lows, high);
    const below = countBelow(others.highs, low);
    return { best: 1 + above, worst: others.highs.length - below };
  });
}

/** How many of the sorted values are at most `limit`. */
function countUpTo(sorted: readonly number[], limit: number): number {
  const at = sorted.findIndex((value) => value > limit);
  return at < 0 ? sorted.length : at;
}

/** How many of the sorted values are below `limit`. */
function countBelow(sorted: readonly number[], limit: number): number {
  const at = sorted.findIndex((value) => value >= limit);
  return at < 0 ? sorted.length : at;
}
