import { setTimeout as wait } from 'node:timers/promises';
import type { Item } from '../src/corrupt/item.ts';
import { readItems } from '../src/corrupt/item-file.ts';
import { connectBatches } from '../src/model/batch/client.ts';
import { parseBudget } from '../src/model/budget.ts';
import { connect } from '../src/model/client.ts';
import type { Endpoint } from '../src/model/completion.ts';
import { dialectNamed } from '../src/model/dialects/index.ts';
import { itemsFile } from '../src/release/named.ts';
import type { BatchEvent } from '../src/run/batch/wave-life.ts';
import type { Ending } from '../src/run/execute.ts';
import { limitPairs, planBudgets, releaseOf } from '../src/run/plan.ts';
import { RunRecord } from '../src/run/record.ts';
import { runSession } from '../src/run/session.ts';

/** So many pairs of the built-in set. */
export async function somePairs(pairs: number): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of readItems(itemsFile('v1/dev'))) items.push(item);
  return limitPairs(items, pairs);
}

export interface BatchSession {
  readonly dir: string;
  readonly items: readonly Item[];
  readonly baseUrl: string;
  readonly budgets?: string;
  readonly size?: number;
  readonly attempts?: number;
  readonly signal?: AbortSignal;
  /** Other settings of the run. */
  readonly record?: Partial<RunRecord>;
  readonly userEndpoint?: Endpoint;
  readonly onBatch?: (event: BatchEvent) => void;
}

/** Begins a run in batches, or goes on with it, as `lacuna run` does; gives what became of its batches too. */
export async function holdInBatches({
  dir,
  items,
  baseUrl,
  budgets = 'default',
  size = 50_000,
  attempts = 3,
  signal = new AbortController().signal,
  record = {},
  userEndpoint,
  onBatch = () => undefined,
}: BatchSession): Promise<{ ending: Ending; events: BatchEvent[] }> {
  const events: BatchEvent[] = [];
  const how = { key: '', model: 'm', api: 'chat', headers: {}, timeoutMs: 5000 } as const;
  const ending = await runSession({
    dir,
    items,
    record: { ...recordOf(items, budgets), ...record },
    endpoint: connect({ ...how, baseUrl }),
    batch: {
      batches: async () => connectBatches({ ...how, baseUrl }),
      pollMs: 1,
      size,
      onBatch: (event) => {
        events.push(event);
        onBatch(event);
      },
    },
    userEndpoint: userEndpoint ?? null,
    concurrency: 4,
    attempts,
    signal,
    now: Date.now,
    random: () => 0,
    sleep: (ms, until) => wait(ms, undefined, { signal: until }).catch(() => undefined),
    onStart: () => undefined,
    onReply: () => undefined,
    onRetry: () => undefined,
    onConversation: () => undefined,
  });
  return { ending, events };
}

/** The record of such a run. */
export function recordOf(items: readonly Item[], budgets: string): RunRecord {
  const parsed = budgets.split(',').map((text) => parseBudget(text));
  return RunRecord.parse({
    format: 'lacuna-run/1',
    ...{ model: 'm', baseUrl: 'http://127.0.0.1/v1', api: 'chat', dialect: 'openai' },
    budgets: planBudgets(parsed, dialectNamed('openai'), 'chat', {}),
    ...{ policy: 'plain', protocol: 'ask', maxTurns: 6, epochs: 1, seed: 1 },
    ...{ release: releaseOf(items), items: items.length, prices: null },
    batch: { discount: 0.5, listPrices: null },
    versions: { lacuna: '0.1.0', node: process.version },
    createdAt: '2026-01-01T00:00:00.000Z',
  });
}
