/**
 * Moves places on a line as little as may be (in squares) so that neighbours stand at least `gap` apart,
 * within [low, high] as far as they fit; the order stays. Isotonic regression of the places less their
 * gaps, by pooling adjacent violators (Ayer and others 1955).
 */
export function spread(
  places: readonly number[],
  { gap, low, high }: { gap: number; low: number; high: number },
): number[] {
  const order = places.map((_, i) => i).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  const pools: Array<{ sum: number; size: number }> = [];
  for (const [rank, i] of order.entries()) {
    let pool = { sum: (places[i] ?? 0) - rank * gap, size: 1 };
    for (let last = pools.at(-1); last && mean(last) > mean(pool); last = pools.at(-1)) {
      pools.pop();
      pool = { sum: pool.sum + last.sum, size: pool.size + last.size };
    }
    pools.push(pool);
  }
  const top = Math.max(low, high - gap * (places.length - 1));
  const moved = pools.flatMap((pool) =>
    Array.from({ length: pool.size }, () => Math.min(top, Math.max(low, mean(pool)))),
  );
  const result: number[] = [];
  for (const [rank, i] of order.entries()) result[i] = (moved[rank] ?? 0) + rank * gap;
  return result;
}

function mean({ sum, size }: { sum: number; size: number }): number {
  return sum / size;
}
