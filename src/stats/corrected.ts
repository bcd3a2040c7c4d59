import { z } from 'zod';
import type { Label } from '../../graders/verdict.ts';
import { placeId } from '../run/replies.ts';
import { pairRule } from './pair-outcomes.ts';
import { correctedMean, type Predicted } from './ppi.ts';
import type { ItemFacts, Outcome, Pair, Tally } from './tally.ts';

const Fraction = z.number().min(0).max(1).nullable();

/** A share as people would have found it, estimated from the grader's verdicts and the labels of some. */
export const CorrectedShare = z.strictObject({
  share: Fraction,
  /** null with labels in fewer than two families. */
  low: Fraction,
  high: Fraction,
  /** Pairs or replies that are labelled. */
  labels: z.int().nonnegative(),
});
export type CorrectedShare = z.infer<typeof CorrectedShare>;

/** The scores of a budget, corrected by labels. */
export const CorrectedScores = z.strictObject({
  lacuna: CorrectedShare,
  asks: CorrectedShare,
  guesses: CorrectedShare,
  overasks: CorrectedShare,
});
export type CorrectedScores = z.infer<typeof CorrectedScores>;

/**
 * Corrects the scores of a budget with the labels that people gave to replies of a random sample of its
 * pairs (`sampleReplies`); `labels` by place. null where no pair has both halves labelled. A label says
 * what the first reply did: under `resolve` the final number stays the grader's.
 * Throws InputError for a protocol that has no score.
 */
export function correctedScores(
  tally: Tally,
  budget: string,
  labels: ReadonlyMap<string, Label>,
): CorrectedScores | null {
  const isRight = pairRule(tally.run.protocol);
  if (labels.size === 0) return null;
  const graded = (item: ItemFacts, epoch: number): Judgement | undefined => {
    const outcome = tally.outcome(budget, item.id, epoch);
    if (!outcome) return undefined;
    const label = labels.get(placeId({ item: item.id, budget, epoch }));
    return { outcome, byHand: label === undefined ? null : { ...outcome, label } };
  };
  const epochs = Array.from({ length: tally.run.epochs }, (_, epoch) => epoch);
  const pairs = tally.pairs.flatMap((pair) =>
    epochs.flatMap((epoch) => {
      const [corrupted, intact] = [graded(pair.corrupted, epoch), graded(pair.intact, epoch)];
      return corrupted && intact ? [{ pair, epoch, corrupted, intact }] : [];
    }),
  );
  const complete = pairs.filter(({ corrupted, intact }) => corrupted.byHand && intact.byHand);
  if (complete.length === 0) return null;
  const over = (items: readonly ItemFacts[], test: (outcome: Outcome) => boolean): Predicted[] =>
    items.flatMap((item) =>
      epochs.flatMap((epoch) => {
        const found = graded(item, epoch);
        if (!found) return [];
        const { outcome, byHand } = found;
        return [
          {
            cluster: item.family,
            predicted: Number(test(outcome)),
            labelled: byHand && Number(test(byHand)),
          },
        ];
      }),
    );
  return {
    lacuna: share(
      pairs.map(({ pair, corrupted, intact }) => ({
        cluster: pair.corrupted.family,
        predicted: Number(isRight(corrupted.outcome, intact.outcome)),
        labelled:
          corrupted.byHand && intact.byHand && Number(isRight(corrupted.byHand, intact.byHand)),
      })),
    ),
    asks: share(over(tally.corrupted, ({ label }) => label === 'asks')),
    guesses: share(over(tally.corrupted, ({ label }) => label === 'guesses')),
    overasks: share(intactRows(pairs, complete.length)),
  };
}

/** An outcome as the grader, and as a person, found it. */
interface Judgement {
  readonly outcome: Outcome;
  readonly byHand: Outcome | null;
}

interface JudgedPair {
  readonly pair: Pair;
  readonly epoch: number;
  readonly corrupted: Judgement;
  readonly intact: Judgement;
}

/**
 * Each intact reply once. One that stands in many pairs is drawn more often, whichever of them is: with m
 * of M pairs drawn, one in k pairs is missed with chance (M-m choose k) / (M choose k). It counts for so
 * much less (Horvitz and Thompson 1952). Only intact replies of whole labelled pairs count as labelled.
 */
function intactRows(pairs: readonly JudgedPair[], drawn: number): Predicted[] {
  const byIntact = new Map<string, JudgedPair[]>();
  for (const entry of pairs) {
    const id = JSON.stringify([entry.pair.intact.id, entry.epoch]);
    const some = byIntact.get(id) ?? [];
    byIntact.set(id, some);
    some.push(entry);
  }
  return [...byIntact.values()].flatMap((some) => {
    const [{ pair, intact } = { pair: null, intact: null }] = some;
    if (!pair || !intact) return [];
    const missed = some.reduce(
      (chance, _, j) => (chance * (pairs.length - drawn - j)) / (pairs.length - j),
      1,
    );
    const whole = some.some(({ corrupted }) => corrupted.byHand) ? intact.byHand : null;
    return [
      {
        cluster: pair.intact.family,
        predicted: Number(intact.outcome.label === 'overasks'),
        labelled: whole && Number(whole.label === 'overasks'),
        weight: 1 / (1 - missed),
      },
    ];
  });
}

function share(rows: readonly Predicted[]): CorrectedShare {
  const corrected = correctedMean(rows);
  return {
    share: corrected?.mean ?? null,
    low: corrected?.interval?.low ?? null,
    high: corrected?.interval?.high ?? null,
    labels: corrected?.labels ?? 0,
  };
}
