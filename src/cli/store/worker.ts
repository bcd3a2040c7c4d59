import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Endpoint } from '../../model/completion.ts';
import { connectWhenAsked } from '../../model/connect.ts';
import { type RespondentServer, serveRespondents } from '../../model/respondents/server.ts';
import { packageVersion } from '../../package-root.ts';
import { laidTurns } from '../../protocol/distract/laid-turn.ts';
import { counted } from '../../report/numbers.ts';
import { printable } from '../../report/plain-text.ts';
import { steadyNow } from '../../steady-clock.ts';
import { StoreAddress } from '../../store/address.ts';
import { Database } from '../../store/database.ts';
import type { OpenRun } from '../../store/run-work.ts';
import { readRuns, readStoredItems, type StoredRun } from '../../store/runs.ts';
import { type ShiftOptions, workShift } from '../../store/shift.ts';
import { runStatus } from '../../store/status.ts';
import { onInterrupt } from '../interrupt.ts';
import { parseOptions } from '../options.ts';
import { BaseUrl, Headers, Whole } from '../settings.ts';
import { sayAway } from './away.ts';

const Options = z.strictObject({
  store: StoreAddress,
  run: z.string().min(1).optional(),
  concurrency: Whole('expected a whole number from 1'),
  baseUrl: BaseUrl.optional(),
  header: Headers.default({}),
  lease: z.coerce.number('expected seconds').min(1, 'expected seconds, 1 or more'),
  stay: z.boolean().default(false),
  quiet: z.boolean().default(false),
});
type Options = z.infer<typeof Options>;

/**
 * `lacuna worker`: holds conversations of a store until none is left. Exit code 3 where some failed, 130
 * where it was interrupted.
 */
export async function worker(flags: unknown): Promise<void> {
  const options = parseOptions(Options, flags);
  const database = await Database.open(options.store, { onAway: sayAway });
  const servers: RespondentServer[] = [];
  const interrupt = onInterrupt();
  const tally = { held: 0, failed: 0 };
  const stopped: string[] = [];
  try {
    const name = `${hostname()}:${process.pid}`;
    const runs = options.run === undefined ? null : await readRuns(database, options.run);
    const shift: ShiftOptions = {
      database,
      name,
      concurrency: options.concurrency,
      leaseMs: options.lease * 1000,
      runs: runs?.map(({ id }) => id) ?? null,
      stay: options.stay,
      openRun: (id) => openRun(database, id, options, servers),
      now: steadyNow,
      sleep: (ms, until) => sleep(ms, undefined, { signal: until }).catch(() => undefined),
      random: Math.random,
      signal: interrupt.signal,
      onReply: () => undefined,
      onRetry: () => undefined,
      onConversation: (failed) => {
        if (failed) tally.failed += 1;
        else tally.held += 1;
      },
      onStopped: (run, why) => {
        stopped.push(`${run.name}: ${printable(why)}`);
      },
    };
    if (!options.quiet) {
      process.stderr.write(
        `${name} works for ${database.name}, ${options.concurrency} at a time.\n`,
      );
    }
    while ((await workShift(shift)) === 'lost') {
      process.stderr.write('Cut off for longer than the lease: others took over. Starting anew.\n');
    }
    process.stderr.write(
      `${counted(tally.held, 'conversation')} held${tally.failed > 0 ? `, ${tally.failed} failed` : ''}.\n`,
    );
    if (interrupt.signal.aborted) {
      process.stderr.write('Interrupted. What it held is put back for others.\n');
      process.exitCode = 130;
      return;
    }
    for (const line of stopped) process.stderr.write(`Stopped: ${line}\n`);
    await sayWhatIsLeft(database, options.run);
  } finally {
    interrupt.release();
    await Promise.all(servers.map((server) => server.close()));
    await database.close();
  }
}

async function openRun(
  database: Database,
  id: number,
  options: Options,
  servers: RespondentServer[],
): Promise<OpenRun> {
  const runs = await database.patiently(() => readRuns(database));
  const run = runs.find((one) => one.id === id);
  if (!run) throw new RangeError(`no run ${id}`);
  if (run.record.versions.lacuna !== packageVersion()) {
    process.stderr.write(
      `${run.name} was planned by Lacuna ${run.record.versions.lacuna}; this is ${packageVersion()}.\n`,
    );
  }
  const items = await database.patiently(() => readStoredItems(database, id));
  let baseUrl = options.baseUrl ?? run.record.baseUrl;
  if (run.record.baseUrl === 'embedded:') {
    const { protocol, seed } = run.record;
    const laid = protocol === 'distract' ? laidTurns(seed) : undefined;
    const server = await serveRespondents(items, laid);
    servers.push(server);
    baseUrl = server.baseUrl;
  }
  return { ...run, items, ...doors(run, baseUrl, options) };
}

/** Keys come from this machine's environment: the store knows only the names of the variables. */
function doors(
  { record, asking }: StoredRun,
  baseUrl: string,
  { header: headers }: Options,
): { endpoint: Endpoint; userEndpoint: Endpoint | null } {
  const { timeoutMs, stream } = asking;
  const { model, api, user } = record;
  const key = process.env[asking.apiKeyEnv] ?? '';
  const userKey = process.env[asking.userApiKeyEnv] ?? '';
  return {
    endpoint: connectWhenAsked({ baseUrl, key, model, api, headers, timeoutMs, stream }),
    userEndpoint:
      user &&
      connectWhenAsked({
        baseUrl: user.baseUrl,
        key: userKey,
        model: user.model,
        api: 'chat',
        headers: {},
        timeoutMs,
      }),
  };
}

async function sayWhatIsLeft(database: Database, name: string | undefined): Promise<void> {
  const runs = await readRuns(database, name);
  for (const run of runs) {
    const { ended, conversations } = { ...(await runStatus(database, run)), ...run };
    if (ended === conversations) continue;
    process.stderr.write(
      `Incomplete: ${run.name}, ${ended} of ${counted(conversations, 'conversation')}. The command that put it into the store asks the others again.\n`,
    );
    process.exitCode = 3;
  }
}
