/** Something that takes the more calls the more problems it is given. */
export interface Demand {
  /** What it is called in a message. */
  readonly name: string;
  /** Problems that there are for it. */
  readonly most: number;
  /** Calls that so many problems take; never fewer for more. */
  readonly calls: (problems: number) => number;
}

/** What one problem of each takes, where the limit is less. */
export interface TooFew {
  readonly least: number;
}

/**
 * How many problems each gets, so that all together take at most `limit` calls: equal shares of the calls, and what
 * one cannot use goes to those that can. Each gets one problem at least, or the answer is what that would take.
 */
export function shareCalls(limit: number, demands: readonly Demand[]): number[] | TooFew {
  const least = demands.map(({ calls }) => calls(1));
  const needed = least.reduce((sum, calls) => sum + calls, 0);
  if (needed > limit) return { least: needed };
  const given = new Map<Demand, number>();
  // Beyond the one that each is sure of, those that need the least come first: the rest of their share is free then.
  let free = limit - needed;
  const hungriest = demands.toSorted((a, b) => a.calls(a.most) - b.calls(b.most));
  for (const [place, demand] of hungriest.entries()) {
    const first = demand.calls(1);
    const share = first + Math.floor(free / (hungriest.length - place));
    const problems = mostWithin(demand, share);
    given.set(demand, problems);
    free -= demand.calls(problems) - first;
  }
  return demands.map((demand) => given.get(demand) ?? 1);
}

/** The most problems that fit into so many calls, which are enough for one. */
function mostWithin({ most, calls }: Demand, limit: number): number {
  let [fits, over] = [1, most + 1];
  while (over - fits > 1) {
    const middle = Math.floor((fits + over) / 2);
    if (calls(middle) <= limit) fits = middle;
    else over = middle;
  }
  return fits;
}
