import { z } from 'zod';
import type { Outcome } from './tally.ts';

/** What can be scored of single replies, and of pairs (lacuna). */
export const MetricName = z.enum([
  'lacuna',
  'asks',
  'abstains',
  'requests',
  'accuracy',
  'guesses',
  'assumes',
  'overasks',
  'solves',
]);
export type MetricName = z.infer<typeof MetricName>;

interface ReplyMetric {
  /** The items that it is a share of. */
  readonly over: 'corrupted' | 'intact';
  readonly better: 'higher' | 'lower';
  readonly test: (outcome: Outcome) => boolean;
}

/** The metrics of single replies. Whether a pair is right depends on the protocol: see scores.ts. */
export const REPLY_METRICS: Readonly<Record<Exclude<MetricName, 'lacuna'>, ReplyMetric>> = {
  asks: { over: 'corrupted', better: 'higher', test: ({ label }) => label === 'asks' },
  /** As AbstentionBench counts. */
  abstains: {
    over: 'corrupted',
    better: 'higher',
    test: ({ label }) => ['asks', 'names', 'balks'].includes(label),
  },
  /** REQ of GSM-MC. */
  requests: { over: 'corrupted', better: 'higher', test: ({ requests }) => requests },
  /** ACC of GSM-MC; only where the user answers. */
  accuracy: { over: 'corrupted', better: 'higher', test: ({ right }) => right },
  guesses: { over: 'corrupted', better: 'lower', test: ({ label }) => label === 'guesses' },
  assumes: { over: 'corrupted', better: 'lower', test: ({ label }) => label === 'assumes' },
  overasks: { over: 'intact', better: 'lower', test: ({ label }) => label === 'overasks' },
  solves: { over: 'intact', better: 'higher', test: ({ label }) => label === 'solves' },
};

/** Whether more of it is better. */
export function betterOf(metric: MetricName): 'higher' | 'lower' {
  return metric === 'lacuna' ? 'higher' : REPLY_METRICS[metric].better;
}
