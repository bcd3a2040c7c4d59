import { z } from 'zod';
import { Label } from '../../graders/verdict.ts';
import type { Outcome, Tally } from './tally.ts';

const Count = z.int().nonnegative();

/** How far two graders agree on the labels of one run's replies. */
export const Agreement = z.strictObject({
  model: z.string(),
  graders: z.tuple([z.string(), z.string()]),
  /** Conversations with a verdict of both, and of one only. */
  both: Count,
  onlyFirst: Count,
  onlySecond: Count,
  /** Of `both`, with the same label; null where there are none. */
  share: z.number().min(0).max(1).nullable(),
  /** null where chance alone would make them agree. */
  kappa: z.number().max(1).nullable(),
  /** Labels that differ, the most common first. */
  moved: z.array(
    z.strictObject({ from: Label, to: Label, count: Count, examples: z.array(z.string()) }),
  ),
});
export type Agreement = z.infer<typeof Agreement>;

const EXAMPLES = 3;

/**
 * Compares two gradings of one run, label by label. Kappa is Cohen's (1960), with the agreement to
 * be expected by chance reckoned among corrupted and among intact items apart: their labels are
 * different ones, and pooling them would make any two graders look in accord.
 */
export function agreement(first: Tally, second: Tally): Agreement {
  const corrupted = compare(first, second, first.corrupted);
  const intact = compare(first, second, first.intact);
  const pairs = [...corrupted.pairs, ...intact.pairs];
  const same = pairs.filter(([a, b]) => a.label === b.label).length;
  const both = pairs.length;
  const byChance = chance(corrupted.pairs) + chance(intact.pairs);
  return {
    model: first.run.model,
    graders: [first.grader ?? 'none', second.grader ?? 'none'],
    both,
    onlyFirst: corrupted.onlyFirst + intact.onlyFirst,
    onlySecond: corrupted.onlySecond + intact.onlySecond,
    share: both === 0 ? null : same / both,
    kappa: both === 0 || byChance >= both ? null : (same - byChance) / (both - byChance),
    moved: moves(pairs),
  };
}

type Pair = readonly [Outcome, Outcome, item: string];

function compare(first: Tally, second: Tally, items: Tally['corrupted']) {
  const pairs: Pair[] = [];
  let onlyFirst = 0;
  let onlySecond = 0;
  for (const { budget, sameAs } of first.run.budgets) {
    if (sameAs !== null) continue;
    for (const { id } of items) {
      for (let epoch = 0; epoch < first.run.epochs; epoch += 1) {
        const [a, b] = [first, second].map((tally) => tally.outcome(budget.name, id, epoch));
        if (a && b) pairs.push([a, b, id]);
        else if (a) onlyFirst += 1;
        else if (b) onlySecond += 1;
      }
    }
  }
  return { pairs, onlyFirst, onlySecond };
}

/** How many pairs would agree by chance, by the labels that each grader gives. */
function chance(pairs: readonly Pair[]): number {
  const labels = new Set(pairs.flatMap(([a, b]) => [a.label, b.label]));
  return [...labels].reduce((sum, label) => {
    const firsts = pairs.filter(([a]) => a.label === label).length;
    const seconds = pairs.filter(([, b]) => b.label === label).length;
    return sum + (firsts * seconds) / pairs.length;
  }, 0);
}

function moves(pairs: readonly Pair[]): Agreement['moved'] {
  const byMove = new Map<string, Agreement['moved'][number]>();
  for (const [{ label: from }, { label: to }, item] of pairs) {
    if (from === to) continue;
    const key = `${from} ${to}`;
    const move = byMove.get(key) ?? { from, to, count: 0, examples: [] };
    move.count += 1;
    if (move.examples.length < EXAMPLES && !move.examples.includes(item)) move.examples.push(item);
    byMove.set(key, move);
  }
  return [...byMove.values()].sort((a, b) => b.count - a.count);
}
