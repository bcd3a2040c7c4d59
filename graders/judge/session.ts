import { randomUUID } from 'node:crypto';
import type { Completion, Endpoint, Fields, ModelError } from '../../src/model/completion.ts';
import { runFiles } from '../../src/run/folder.ts';
import { lockRun } from '../../src/run/lock.ts';
import { Pace } from '../../src/run/pace.ts';
import { PacedEndpoint } from '../../src/run/paced-endpoint.ts';
import { Judgements } from './judgements.ts';
import { Panel } from './panel.ts';

export interface JudgingOptions {
  dir: string;
  /** In order; one that is named twice gives two samples. */
  models: readonly string[];
  endpointOf: (model: string) => Endpoint;
  /** Extra fields of the request body. */
  body: Fields;
  seed: number;
  /** Calls in flight. */
  concurrency: number;
  requestsPerMinute?: number | undefined;
  tokensPerMinute?: number | undefined;
  /** Tries per call. */
  attempts: number;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Resolves after so many milliseconds, or early when the signal is aborted. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  random: () => number;
  signal: AbortSignal;
  onReply: (completion: Completion) => void;
  onRetry: (error: ModelError, waitMs: number) => void;
}

/**
 * Works with a panel of judges whose judgements are recorded in a run folder, under its lock. Throws
 * as the work does; what was recorded until then stays.
 */
export async function withJudges<T>(
  options: JudgingOptions,
  work: (panel: Panel) => Promise<T>,
): Promise<T> {
  const { dir, models, endpointOf, concurrency, now } = options;
  const givingUp = new AbortController();
  const signal = AbortSignal.any([options.signal, givingUp.signal]);
  const sleep = (ms: number) => options.sleep(ms, signal);
  const unlock = await lockRun(dir, randomUUID());
  try {
    const judgements = await Judgements.open(runFiles(dir).judgements);
    try {
      const pace = new Pace({ ...options, now, sleep, signal });
      const panel = new Panel({
        ...options,
        models,
        endpointOf: (model) =>
          new PacedEndpoint({ ...options, endpoint: endpointOf(model), pace, sleep, signal }),
        judgements,
        concurrency,
        giveUp: () => givingUp.abort(),
      });
      return await work(panel);
    } finally {
      await judgements.close();
    }
  } finally {
    await unlock();
  }
}
