import Table from 'cli-table3';
import { z } from 'zod';
import { dollars, grouped } from '../../report/numbers.ts';
import { printable } from '../../report/plain-text.ts';
import { costOf } from '../../run/plan.ts';
import { StoreAddress } from '../../store/address.ts';
import { Database } from '../../store/database.ts';
import { readRuns } from '../../store/runs.ts';
import { type RunStatus, runStatus, type WorkerStatus, workerStatus } from '../../store/status.ts';
import { parseOptions } from '../options.ts';

const Options = z.strictObject({
  store: StoreAddress,
  run: z.string().min(1).optional(),
  json: z.boolean().default(false),
});

/** `lacuna status`: progress, rates, errors and workers of a store. */
export async function status(flags: unknown): Promise<void> {
  const options = parseOptions(Options, flags);
  const database = await Database.open(options.store);
  try {
    const runs: RunStatus[] = [];
    for (const run of await readRuns(database, options.run)) {
      runs.push(await runStatus(database, run));
    }
    const workers = await workerStatus(database);
    process.stdout.write(
      options.json ? `${JSON.stringify(asJson(runs, workers), null, 2)}\n` : asText(runs, workers),
    );
  } finally {
    await database.close();
  }
}

function asJson(runs: readonly RunStatus[], workers: readonly WorkerStatus[]): unknown {
  return {
    runs: runs.map(({ run, ...counts }) => ({
      name: run.name,
      model: run.record.model,
      conversations: run.conversations,
      stopped: run.stopped,
      ...counts,
    })),
    workers,
  };
}

function asText(runs: readonly RunStatus[], workers: readonly WorkerStatus[]): string {
  if (runs.length === 0) return 'The store holds no runs.\n';
  const lines = runs.flatMap(runLines);
  return [...lines, '', workers.length > 0 ? workerTable(workers) : 'No worker yet.', ''].join(
    '\n',
  );
}

function runLines(status: RunStatus): string[] {
  const { run, ended, held, queued, failed, left, lastMinute } = status;
  const share = Math.floor((100 * ended) / Math.max(1, run.conversations));
  const rest = [
    [held, 'held'],
    [queued, 'queued'],
    [failed, 'failed'],
    [left, 'left'],
  ] as const;
  const others = rest
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${grouped(count)} ${what}`);
  return [
    `${run.name}: ${grouped(ended)} of ${grouped(run.conversations)} conversations (${share}%)${others.length > 0 ? `; ${others.join(', ')}` : ''}`,
    `  ${grouped(status.replies)} calls, ${grouped(status.inputTokens)} tokens in, ${grouped(status.outputTokens)} out${costSoFar(status)}`,
    `  last minute: ${grouped(lastMinute.replies)} calls, ${grouped(lastMinute.ended)} conversations${timeLeft(status)}`,
    ...(run.stopped === null ? [] : [`  stopped: ${printable(run.stopped)}`]),
    ...status.errors.map(
      ({ kind, message, count }) => `  ${grouped(count)} failed (${kind}): ${printable(message)}`,
    ),
  ];
}

/** Of the model under test alone; where a second model reads for the user, its price is another. */
function costSoFar({ run: { record }, inputTokens, outputTokens }: RunStatus): string {
  if (!record.prices || record.user) return '';
  return `, ${dollars(costOf(inputTokens, outputTokens, record.prices))}`;
}

function timeLeft({ queued, held, lastMinute }: RunStatus): string {
  if (lastMinute.ended === 0 || queued + held === 0) return '';
  const minutes = Math.ceil((queued + held) / lastMinute.ended);
  return minutes < 120 ? `, ${minutes} min left` : `, ${Math.ceil(minutes / 60)} h left`;
}

function workerTable(workers: readonly WorkerStatus[]): string {
  const table = new Table({
    head: ['worker', '', 'holds', 'calls', 'retries', 'last seen'],
    style: { head: [], border: [] },
    chars: NO_LINES,
    colAligns: ['left', 'left', 'right', 'right', 'right', 'right'],
  });
  for (const { name, state, held, concurrency, replies, retries, silentFor, fault } of workers) {
    table.push([
      printable(name),
      fault === null ? state : `${state}: ${printable(fault).slice(0, 60)}`,
      state === 'gone' ? '' : `${held}/${concurrency}`,
      grouped(replies),
      grouped(retries),
      `${Math.round(silentFor)} s ago`,
    ]);
  }
  return table.toString();
}

const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};
