import { sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GradingAhead } from '../../graders/grade-ahead.ts';
import { gradeRun } from '../../graders/grade-run.ts';
import { rules } from '../../graders/rules/index.ts';
import { verdictsStand } from '../../graders/standing-verdicts.ts';
import type { Item } from '../corrupt/item.ts';
import { type Batches, MOST_REQUESTS } from '../model/batch/batches.ts';
import type { Endpoint } from '../model/completion.ts';
import { goesByProblems } from '../protocol/index.ts';
import { printable } from '../report/plain-text.ts';
import type { BatchEvent } from '../run/batch/wave-life.ts';
import type { Ending } from '../run/execute.ts';
import { refuseTaken } from '../run/folder.ts';
import { runHash } from '../run/identity.ts';
import { estimate, estimateUser } from '../run/plan.ts';
import type { RunRecord } from '../run/record.ts';
import { runSession } from '../run/session.ts';
import { steadyNow } from '../steady-clock.ts';
import { registerRun } from '../submission/register.ts';
import { batchWords } from './batch-words.ts';
import { onInterrupt } from './interrupt.ts';
import { RunProgress } from './progress.ts';
import type { RunSettings } from './settings.ts';

/** A run that is about to be held. */
export interface PlannedRun {
  dir: string;
  record: RunRecord;
  items: readonly Item[];
  endpoint: Endpoint;
  /** Opens its provider's batches; null where there are none. */
  batches: (() => Promise<Batches>) | null;
  /** Of the model that reads for the user, where the record names one. */
  userEndpoint: Endpoint | null;
}

/**
 * Holds the runs one after the other, grades and reports them all.
 * Sets exit code 3 where one is incomplete, 130 where it was interrupted.
 */
export async function holdAndReport(
  settings: RunSettings,
  runs: readonly PlannedRun[],
): Promise<void> {
  for (const { record } of runs) sayWhatIsAskedOnce(record);
  if (settings.dryRun) {
    for (const run of runs) process.stdout.write(describeEstimate(run));
    return;
  }
  // All of them before the first is asked anything: a call that is made is paid for.
  for (const { dir, record } of runs) await refuseTaken(dir, record);
  const interrupt = onInterrupt();
  const ahead = runs.some(isLong) ? GradingAhead.start() : null;
  let open = 0;
  let reporting: Promise<typeof import('./report.ts')> | undefined;
  const begun = (run: PlannedRun, ended: number): void => {
    if (isLong(run) && ended < conversationsOf(run)) ahead?.begin(run.dir);
    // Loaded while the first replies are waited for.
    reporting ??= import('./report.ts');
  };
  try {
    for (const run of runs) {
      if (interrupt.signal.aborted) break;
      const ending = await hold(settings, run, interrupt.signal, begun);
      open += ending.open;
      if (ahead?.has(run.dir)) await ahead.finish(run.dir);
      else if (ending.held > 0 || !(await verdictsStand(run.dir, ending.ended)))
        await gradeRun(run.dir, rules);
    }
  } finally {
    await ahead?.stop();
    interrupt.release();
  }
  if (interrupt.signal.aborted) {
    process.stderr.write('Interrupted. What was recorded is safe; the same command goes on.\n');
    process.exitCode = 130;
    return;
  }
  const dirs = runs.map(({ dir }) => dir);
  const { renderProfile, renderReport, reportOn } = await (reporting ?? import('./report.ts'));
  const known = new Map(runs.map(({ dir, items }) => [dir, items]));
  const built = await reportOn(dirs, [rules.name], known);
  process.stdout.write(settings.suite ? renderProfile(built) : renderReport(built));
  const shown = dirs.length > MANY ? folderOf(dirs) : dirs.join(' ');
  const again = settings.suite
    ? 'prints this again, and what each protocol tells'
    : 'prints this again';
  process.stderr.write(`\nRun folders: ${shown}\n  lacuna report ${shown} ${again}.\n`);
  if (open > 0) {
    process.stderr.write(
      `Incomplete: ${open} conversation${open === 1 ? ' has' : 's have'} no reply yet. The same command asks them again.\n`,
    );
    process.exitCode = 3;
  }
}

/** Of so many conversations, grading takes longer than to start a thread for it. */
const LONG = 400;

function isLong(run: PlannedRun): boolean {
  return conversationsOf(run) >= LONG;
}

function conversationsOf({ items, record }: PlannedRun): number {
  return estimate(items, record, null).conversations;
}

/** So many folders are named one by one. */
const MANY = 8;

/** The folder that they are all in: `report` finds them there. */
function folderOf(dirs: readonly string[]): string {
  const [first = [], ...others] = dirs.map((dir) => dir.split(sep));
  const shared = first.findIndex((part, i) => others.some((parts) => parts[i] !== part));
  return first.slice(0, shared < 0 ? first.length - 1 : shared).join(sep) || '.';
}

async function hold(
  settings: RunSettings,
  run: PlannedRun,
  signal: AbortSignal,
  begun: (run: PlannedRun, ended: number) => void,
): Promise<Ending> {
  const { dir, record, items, endpoint, batches, userEndpoint } = run;
  let progress: RunProgress | undefined;
  const total = conversationsOf(run);
  try {
    return await runSession({
      dir,
      record,
      items,
      endpoint,
      userEndpoint,
      batch: settings.batch && batches ? { batches, ...batching(settings, () => progress) } : null,
      concurrency: settings.concurrency,
      requestsPerMinute: settings.rpm,
      tokensPerMinute: settings.tpm,
      attempts: settings.attempts,
      now: steadyNow,
      sleep: (ms, until) => sleep(ms, undefined, { signal: until }).catch(() => undefined),
      random: Math.random,
      signal,
      register: registering(dir, settings.register),
      onStart: (done) => {
        begun(run, done);
        const visible = process.stderr.isTTY === true && !settings.quiet;
        const { model: title, prices } = record;
        progress = new RunProgress({ title, total, done, prices, visible, now: steadyNow });
      },
      onReply: (completion) => progress?.reply(completion),
      onRetry: (error, waitMs) => progress?.retry(error, waitMs),
      onLimit: (calls) => progress?.limit(calls),
      onConversation: (failed) => progress?.conversation(failed),
    });
  } finally {
    progress?.stop();
    if (progress?.hindrances) process.stderr.write(`${progress.hindrances}\n`);
  }
}

/** How batches are made; what becomes of them is said on stderr. */
function batching(
  { batchPoll = 10, batchSize = MOST_REQUESTS, quiet }: RunSettings,
  progress: () => RunProgress | undefined,
) {
  const onBatch = (event: BatchEvent): void => {
    const lines = batchWords(event);
    if (event.kind === 'left') process.stderr.write(`${lines.join('\n')}\n`);
    else if (!quiet) progress()?.say(lines);
  };
  return { pollMs: batchPoll * 1000, size: batchSize, onBatch };
}

/** Writes the run into the vendor's register before anything is asked; a resumed one stands there. */
function registering(dir: string, register: string | undefined) {
  if (register === undefined) return undefined;
  return async (record: RunRecord, begun: boolean): Promise<void> => {
    const run = { record, hash: await runHash(dir) };
    const written = await registerRun(register, run, { now: Date.now(), begun });
    if (written) process.stderr.write(`Registered in ${register}: ${printable(record.model)}.\n`);
  };
}

/** Says which budgets come to the same requests. */
export function sayWhatIsAskedOnce(record: RunRecord): void {
  for (const { budget, sameAs } of record.budgets) {
    if (sameAs === null) continue;
    process.stderr.write(
      `The budget ${budget.name} resolves to the same request as ${sameAs}: asked once, under ${sameAs}.\n`,
    );
  }
}

function describeEstimate({ dir, record, items }: PlannedRun): string {
  const { conversations, calls, inputTokens, outputTokens, cost } = estimate(
    items,
    record,
    record.prices,
  );
  const pairs = items.filter((item) => item.twin !== null).length;
  const what =
    pairs > 0 && !goesByProblems(record.protocol)
      ? `${pairs} pairs, ${items.length} items`
      : `${items.length} problems`;
  const budgets = record.budgets.map(({ budget }) => budget.name).join(', ');
  return [
    `${record.model} (${dir})`,
    `  ${what} × budgets ${budgets} × ${record.epochs} epochs = ${conversations} conversations`,
    `  calls:  ${record.protocol === 'ask' ? '' : 'at most '}${calls}`,
    `  tokens: about ${inputTokens} in, ${outputTokens} out (guessed from the budgets)`,
    `  cost:   ${cost === null ? 'unknown: give --price IN,OUT in dollars per million tokens' : `about $${cost.toFixed(2)}${inBatches(record)}`}`,
    ...describeUserEstimate(record, items),
    '',
  ].join('\n');
}

function inBatches({ batch }: RunRecord): string {
  return batch ? ` in batches, ${Math.round(batch.discount * 100)}% less than call by call` : '';
}

function describeUserEstimate(record: RunRecord, items: readonly Item[]): string[] {
  if (!record.user) return [];
  const { calls, inputTokens, outputTokens, cost } = estimateUser(items, record);
  return [
    `  besides, ${record.user.model} reads for the user:`,
    `    calls:  at most ${calls}, and one more for each answer of its that must be mended`,
    `    tokens: about ${inputTokens} in, ${outputTokens} out (guessed)`,
    `    cost:   ${cost === null ? 'unknown: give --user-price IN,OUT' : `about $${cost.toFixed(2)}`}`,
  ];
}
