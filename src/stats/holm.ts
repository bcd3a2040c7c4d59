/**
 * Holm's step-down adjustment (Holm 1979): p-values, each multiplied by the number of those not yet
 * rejected, never falling below an earlier one. Rejecting those at most alpha errs in any of them
 * with probability alpha at most, however they depend on each other.
 */
export function holm(values: readonly number[]): number[] {
  const adjusted = new Array<number>(values.length).fill(1);
  let floor = 0;
  const ascending = values.map((p, place) => ({ p, place })).sort((a, b) => a.p - b.p);
  for (const [rank, { p, place }] of ascending.entries()) {
    floor = Math.max(floor, Math.min(1, p * (values.length - rank)));
    adjusted[place] = floor;
  }
  return adjusted;
}
