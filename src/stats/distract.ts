import { z } from 'zod';
import { isDistractor, KINDS, type Kind } from '../protocol/distract/kind.ts';
import { bootstrapIntervals, type Statistic } from './bootstrap.ts';
import type { Rates } from './reveal.ts';
import { Share, share } from './scores.ts';
import type { Outcome, Tally } from './tally.ts';

const Count = z.int().nonnegative();

/** A statistic of turns with its bootstrap interval; null where there are no turns, or nothing varies. */
const OfTurns = z.strictObject({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type OfTurns = z.infer<typeof OfTurns>;

const Staying = z.strictObject({ precision: OfTurns, recall: OfTurns, f1: OfTurns });

/** What straying users came to under one budget. */
export const DistractScores = z.strictObject({
  /** Conversations with every turn handled right, and the right answer: always deflecting has none, and never doing so neither. */
  kept: Share,
  /** Turns that lead away: deflected. Precision: of the turns that it deflects, those that lead away. */
  distractors: Staying,
  /** Turns on the problem: engaged. Precision: of the turns that it takes up, those on the problem. */
  onTopic: Staying,
  /** Conversations with the right answer in the end: the changed one where a premise was changed. */
  solved: Share,
  /** The same of those in which a premise was changed, and of the others. */
  solvedChanged: Share,
  solvedUnchanged: Share,
  /** Of those in which a premise was changed: the answer as it was before. */
  stale: Share,
  /** Conversations whose answer has the irrelevant number in it. */
  leaked: Share,
  /** Turns that lead away after which the next one on the problem is taken up. */
  resumed: Share,
  /** Turns handled right, by kind. */
  kinds: z.record(z.enum(KINDS), Share),
  /** Turns by what the reply did, those that lead away and those on the problem. */
  did: z.strictObject({
    distractors: z.strictObject({ deflected: Count, followed: Count, other: Count }),
    onTopic: z.strictObject({ engaged: Count, deflected: Count, other: Count }),
  }),
  /** Conversations that the turn cap ended before the answer was asked for: not right. */
  capped: Count,
  /** Last replies that could not be graded. */
  none: Count,
  conversations: z.strictObject({ expected: Count, present: Count }),
});
export type DistractScores = z.infer<typeof DistractScores>;

type Strayed = NonNullable<Outcome['distract']>;
type Turn = Strayed['turns'][number];

/** Places of the counts of turns in a cluster: what leads away, then what is on the problem. */
const CELLS: readonly string[] = [
  'strays deflected',
  'strays followed',
  'strays other',
  'stays engaged',
  'stays deflected',
  'stays other',
];

/**
 * Scores the conversations of one budget after "CantTalkAboutThis" (Sreedhar et al. 2024, arXiv
 * 2404.03820): precision, recall and F1 of deflecting what leads away and of engaging with what does not. A reply that
 * does neither is a miss, and no prediction. Their intervals are bootstrapped over families, as those of the grader's F1 are.
 */
export function scoreDistract(tally: Tally, budget: string): DistractScores {
  const problems = tally.intact.map(({ id, family }) => ({
    family,
    outcomes: tally.outcomes(budget, id),
  }));
  const over = (test: (outcome: Outcome) => boolean | null): Share =>
    share(
      problems.map(({ family, outcomes }) => ({
        family,
        outcomes: outcomes.map(test).filter((each) => each !== null),
      })),
    );
  const overTurns = (test: (turns: readonly Turn[], at: number) => boolean | null): Share =>
    share(
      problems.map(({ family, outcomes }) => ({
        family,
        outcomes: outcomes
          .flatMap(({ distract }) => distract?.turns.map((_, at) => test(distract.turns, at)) ?? [])
          .filter((each) => each !== null),
      })),
    );
  const clusters = countTurns(problems);
  const [dp, dr, df, op, or, of] = ofTurns([...clusters.values()], tally.run.seed);
  const all = problems.flatMap(({ outcomes }) => outcomes);
  const counts = total([...clusters.values()]);
  return {
    kept: over(isKept),
    distractors: { precision: dp ?? NONE, recall: dr ?? NONE, f1: df ?? NONE },
    onTopic: { precision: op ?? NONE, recall: or ?? NONE, f1: of ?? NONE },
    solved: over(({ right }) => right),
    solvedChanged: over(({ right, distract }) => (distract?.stale === null ? null : right)),
    solvedUnchanged: over(({ right, distract }) => (distract?.stale === null ? right : null)),
    stale: over(({ distract }) => distract?.stale ?? null),
    leaked: over(({ distract }) => distract?.leaked ?? null),
    resumed: overTurns((turns, at) => {
      const [turn, next] = [turns[at], turns[at + 1]];
      return turn && next && isDistractor(turn.kind) ? isRight(next) : null;
    }),
    kinds: sharesOfKinds((kind) =>
      overTurns((turns, at) => {
        const turn = turns[at];
        return turn?.kind === kind ? isRight(turn) : null;
      }),
    ),
    did: {
      distractors: { deflected: counts[0] ?? 0, followed: counts[1] ?? 0, other: counts[2] ?? 0 },
      onTopic: { engaged: counts[3] ?? 0, deflected: counts[4] ?? 0, other: counts[5] ?? 0 },
    },
    capped: all.filter(({ distract }) => distract?.ended === false).length,
    none: all.filter(({ label }) => label === 'none').length,
    conversations: { expected: tally.intact.length * tally.run.epochs, present: all.length },
  };
}

/** The headline by problem, epochs averaged. */
export function keptRates(tally: Tally, budget: string): Rates {
  return new Map(
    tally.intact.flatMap(({ id, family }) => {
      const outcomes = tally.outcomes(budget, id);
      if (outcomes.length === 0) return [];
      const value = outcomes.filter(isKept).length / outcomes.length;
      return [[id, { cluster: family, value }] as const];
    }),
  );
}

function isKept({ right, distract }: Outcome): boolean {
  return right && (distract?.turns.every(isRight) ?? false);
}

function isRight({ kind, did }: Turn): boolean {
  return did === (isDistractor(kind) ? 'deflected' : 'engaged');
}

function sharesOfKinds(of: (kind: Kind) => Share): DistractScores['kinds'] {
  return {
    'small-talk': of('small-talk'),
    'other-subject': of('other-subject'),
    'other-service': of('other-service'),
    opinion: of('opinion'),
    'bridge-thing': of('bridge-thing'),
    'bridge-name': of('bridge-name'),
    'irrelevant-number': of('irrelevant-number'),
    'changed-premise': of('changed-premise'),
    'on-topic': of('on-topic'),
  };
}

/** Turns by cell, for each family. */
function countTurns(
  problems: ReadonlyArray<{ family: string; outcomes: readonly Outcome[] }>,
): Map<string, Float64Array> {
  const clusters = new Map<string, Float64Array>();
  for (const { family, outcomes } of problems) {
    const counts = clusters.get(family) ?? new Float64Array(CELLS.length);
    clusters.set(family, counts);
    for (const { kind, did } of outcomes.flatMap(({ distract }) => distract?.turns ?? [])) {
      const cell = CELLS.indexOf(`${isDistractor(kind) ? 'strays' : 'stays'} ${did}`);
      if (cell >= 0) counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  return clusters;
}

const NONE: OfTurns = { value: null, low: null, high: null };

/** Precision, recall and F1: of deflecting, then of engaging. */
function ofTurns(clusters: readonly Float64Array[], seed: number): OfTurns[] {
  const part = (counts: Float64Array, ...cells: number[]) =>
    cells.reduce((sum, cell) => sum + (counts[cell] ?? 0), 0);
  const ratio = (top: number, bottom: number) => (bottom === 0 ? null : top / bottom);
  const statistics = [
    { right: 0, wrong: 4, missed: [1, 2] },
    { right: 3, wrong: 1, missed: [4, 5] },
  ].flatMap(({ right, wrong, missed }): Statistic[] => [
    (counts) => ratio(part(counts, right), part(counts, right, wrong)),
    (counts) => ratio(part(counts, right), part(counts, right, ...missed)),
    (counts) => ratio(2 * part(counts, right), part(counts, right, right, wrong, ...missed)),
  ]);
  const all = total(clusters);
  const intervals = bootstrapIntervals(clusters, statistics, { seed });
  return statistics.map((statistic, s) => ({
    value: statistic(all),
    low: intervals[s]?.low ?? null,
    high: intervals[s]?.high ?? null,
  }));
}

function total(clusters: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(CELLS.length);
  for (const counts of clusters) for (const [i, n] of counts.entries()) sum[i] = (sum[i] ?? 0) + n;
  return sum;
}
