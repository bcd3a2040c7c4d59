import { randomUUID } from 'node:crypto';
import type { Item } from '../corrupt/item.ts';
import type { Endpoint } from '../model/completion.ts';
import { policyNamed } from '../policy/index.ts';
import { protocolNamed } from '../protocol/index.ts';
import { type BatchOptions, openWaves } from './batch/open.ts';
import type { CallContext } from './calls.ts';
import { type Ending, execute } from './execute.ts';
import { prepareRun, runFiles } from './folder.ts';
import { Journal } from './journal.ts';
import { lockRun } from './lock.ts';
import { Pace } from './pace.ts';
import { PacedEndpoint } from './paced-endpoint.ts';
import { RunLine, type RunRecord } from './record.ts';
import { readRecorded } from './recorded.ts';

export interface SessionOptions
  extends Pick<CallContext, 'attempts' | 'now' | 'random' | 'signal' | 'onReply' | 'onRetry'> {
  /** Resolves after so many milliseconds, or early when the signal is aborted. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  dir: string;
  /** What is asked for; where the folder already holds a run, it must be the same one. */
  record: RunRecord;
  items: readonly Item[];
  endpoint: Endpoint;
  /** Where the calls of the model are made in batches. */
  batch: BatchOptions | null;
  /** Of the model that reads for the user, where the record names one. */
  userEndpoint: Endpoint | null;
  concurrency: number;
  requestsPerMinute?: number | undefined;
  tokensPerMinute?: number | undefined;
  /** Called first of all, under the lock; where it throws, nothing is asked. */
  register?: ((record: RunRecord, begun: boolean) => Promise<void>) | undefined;
  /** Called before the first call, with how many conversations earlier sessions ended. */
  onStart: (ended: number) => void;
  onConversation: (failed: boolean) => void;
  /** Told how many calls of the model may be in flight, when that changes. */
  onLimit?: (calls: number) => void;
}

/**
 * Begins a run, or goes on with the one in the folder, under its lock, until every conversation has
 * ended or failed, or the signal stops it. Throws InputError; what was recorded until then stays.
 */
export async function runSession(options: SessionOptions): Promise<Ending> {
  const { dir, items, now, concurrency } = options;
  const givingUp = new AbortController();
  const signal = AbortSignal.any([options.signal, givingUp.signal]);
  const sleep = (ms: number) => options.sleep(ms, signal);
  const protocol = protocolNamed(options.record.protocol);
  const policy = policyNamed(options.record.policy);
  const record = await prepareRun(dir, options.record, items);
  const unlock = await lockRun(dir, randomUUID());
  try {
    const journal = await Journal.open(runFiles(dir).replies, RunLine);
    try {
      const recorded = await readRecorded(runFiles(dir).replies);
      const begun = recorded.ended.size + recorded.open.size > 0;
      await options.register?.(record, begun);
      options.onStart(recorded.ended.size);
      const pacing = {
        concurrency,
        requestsPerMinute: options.requestsPerMinute,
        tokensPerMinute: options.tokensPerMinute,
        now,
        sleep,
        signal,
      };
      const pace = new Pace({ ...pacing, onLimit: options.onLimit });
      const userEndpoint =
        options.userEndpoint &&
        new PacedEndpoint({
          ...options,
          endpoint: options.userEndpoint,
          pace: new Pace(pacing),
          sleep,
          signal,
        });
      const waves =
        options.batch &&
        (await openWaves(dir, options.batch, { ...options, recorded, sleep, signal }));
      try {
        return await execute({
          ...options,
          record,
          protocol,
          policy,
          pace,
          userEndpoint,
          journal,
          recorded,
          sleep,
          signal,
          giveUp: () => givingUp.abort(),
          waves: waves?.waves ?? null,
        });
      } finally {
        await waves?.close();
      }
    } finally {
      await journal.close();
    }
  } finally {
    await unlock();
  }
}
