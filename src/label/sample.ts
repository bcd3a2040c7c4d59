import { Random } from '../math/random.ts';
import { type Place, placeId } from '../run/replies.ts';

/** Two conversations, under one budget and epoch, about the halves of a pair. */
export interface PairOfReplies {
  readonly corrupted: Place;
  readonly intact: Place;
}

/** Pairs whose replies are mixed with each other: who stops early has labelled whole pairs but for so many. */
const BLOCK = 8;

/**
 * The replies to label, in order: those of pairs drawn at random, so many under each budget, until there
 * are `size` replies or more. Every beginning of the pairs is a simple random sample of each budget's
 * pairs, so a larger sample holds every smaller one. `labeller` decides the order within each block of
 * pairs alone, so that two people label the same replies in different orders.
 */
export function sampleReplies(
  pairs: readonly PairOfReplies[],
  { seed, size, labeller }: { seed: number; size: number; labeller: string },
): Place[] {
  const chosen: PairOfReplies[] = [];
  const taken = new Set<string>();
  for (const pair of inTurns(pairs, seed)) {
    if (taken.size >= size) break;
    chosen.push(pair);
    taken.add(placeId(pair.corrupted)).add(placeId(pair.intact));
  }
  const seen = new Set<string>();
  return Array.from({ length: Math.ceil(chosen.length / BLOCK) }, (_, block) => {
    const replies = chosen
      .slice(block * BLOCK, (block + 1) * BLOCK)
      .flatMap(({ corrupted, intact }) => [corrupted, intact])
      .filter((place) => !seen.has(placeId(place)) && seen.add(placeId(place)));
    return new Random(seed, 'order', labeller, block).shuffle(replies);
  }).flat();
}

/** The pairs of each budget in random order, the budgets taking turns. */
function inTurns(pairs: readonly PairOfReplies[], seed: number): PairOfReplies[] {
  const budgets = new Map<string, PairOfReplies[]>();
  for (const pair of pairs) {
    const some = budgets.get(pair.corrupted.budget) ?? [];
    budgets.set(pair.corrupted.budget, some);
    some.push(pair);
  }
  const byName = [...budgets].sort(([a], [b]) => (a < b ? -1 : 1));
  const shuffled = byName.map(([budget, some]) =>
    new Random(seed, 'sample', budget).shuffle(
      some.toSorted((a, b) => (placeId(a.corrupted) < placeId(b.corrupted) ? -1 : 1)),
    ),
  );
  const rounds = Math.max(0, ...shuffled.map(({ length }) => length));
  return Array.from({ length: rounds }, (_, round) =>
    shuffled.flatMap((some) => some[round] ?? []),
  ).flat();
}
