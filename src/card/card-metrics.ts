import type { BudgetReport } from '../report/report.ts';
import type { Share } from '../stats/scores.ts';

/** A share that a budget came to. */
export interface CardMetric {
  /** As files name it. */
  readonly name: string;
  /** As people read it. */
  readonly title: string;
  /** What it is a share of, and when it counts. */
  readonly means: string;
  share(of: BudgetReport): Share | null;
}

/** All shares of a budget that stand on a card, with their intervals. */
export const CARD_METRICS: readonly CardMetric[] = [
  {
    name: 'lacuna',
    title: 'Lacuna',
    means: 'pairs right in both halves: asks about the corrupted problem, solves its intact twin',
    share: ({ scores }) => scores.lacuna,
  },
  {
    name: 'lacuna_gradable',
    title: 'Lacuna, gradable',
    means: 'the same, of pairs in which both replies could be graded',
    share: ({ scores }) => scores.lacunaGradable,
  },
  {
    name: 'asks',
    title: 'asks',
    means: 'corrupted problems: its question, answered, would make the problem solvable',
    share: ({ scores }) => scores.asks,
  },
  {
    name: 'overasks',
    title: 'over-asks',
    means: 'intact problems: a needless question',
    share: ({ scores }) => scores.overasks,
  },
  {
    name: 'solves',
    title: 'solves',
    means: 'intact problems: the right answer',
    share: ({ scores }) => scores.solves,
  },
  {
    name: 'guesses',
    title: 'guesses',
    means: 'corrupted problems: an answer as if nothing were wrong',
    share: ({ scores }) => scores.guesses,
  },
  {
    name: 'assumes',
    title: 'assumes',
    means: 'corrupted problems: states an assumption, then answers',
    share: ({ scores }) => scores.assumes,
  },
  {
    name: 'abstains',
    title: 'abstains',
    means: 'corrupted problems: asks, names what is missing, or says that it cannot be solved',
    share: ({ scores }) => scores.abstains,
  },
  {
    name: 'requests',
    title: 'REQ',
    means: 'corrupted problems: any request at all',
    share: ({ scores }) => scores.requests,
  },
  {
    name: 'accuracy',
    title: 'ACC',
    means: 'corrupted problems: right once the user has answered',
    share: ({ scores }) => scores.accuracy,
  },
];
