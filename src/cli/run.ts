import { join, sep } from 'node:path';
import { sha256 } from '../corrupt/digest.ts';
import { InputError } from '../input-error.ts';
import { detectDialect, dialectNamed } from '../model/dialects/index.ts';
import { respondentNames } from '../model/respondents/index.ts';
import { type RespondentServer, serveRespondents } from '../model/respondents/server.ts';
import { policyNamed } from '../policy/index.ts';
import { laidTurns } from '../protocol/distract/laid-turn.ts';
import { protocolNamed } from '../protocol/index.ts';
import { planHash } from '../run/identity.ts';
import type { RunRecord } from '../run/record.ts';
import { holdAndReport, type PlannedRun } from './hold.ts';
import { modelFileName } from './model-file-name.ts';
import { describeServers } from './models.ts';
import { type Asked, type Part, partsOf, recordOf, waysOf } from './run-parts.ts';
import { type RunSettings, readSettings } from './settings.ts';
import { findTarget, findUser, respondentTarget, type Target } from './target.ts';

/** What is run where no model is named: enough to see the whole scale within a minute. */
const DEMO = {
  respondents: ['oracle', 'fading', 'always-ask', 'guesser'],
  explorers: ['ucb', 'thompson', 'greedy', 'fading'],
  /** What shows a suite's scale: right in all, less and less so, and in nothing that takes a question. */
  suite: ['oracle', 'fading', 'guesser'],
  budgets: ['low', 'medium', 'high'],
  maxCalls: 4000,
  dir: join('runs', 'demo'),
};

/** `lacuna run`: puts items to a model, records its replies, grades them and reports. */
export async function run(flags: unknown): Promise<void> {
  const settings = await readSettings(flags);
  // Names are checked before anything is made or asked.
  for (const policy of settings.policy) policyNamed(policy);
  protocolNamed(settings.protocol);
  refuseStray(settings);
  const embedded = settings.respondents || !(settings.model || settings.baseUrl);
  if (embedded && settings.batch) {
    throw new InputError('--batch needs a provider: embedded respondents have no batches');
  }
  if (embedded && settings.stream) {
    throw new InputError('--stream is for a model: embedded respondents do not stream');
  }
  if (embedded) await runRespondents(settings);
  else await runModel(settings);
}

/** What only one protocol takes, or only a suite, or a suite does not. */
function refuseStray(settings: RunSettings): void {
  const { suite, protocol, rounds, maxTurns, maxCalls } = settings;
  for (const [name, of] of [
    ['reveal', 'reveal'],
    ['explore', 'explore'],
    ['rounds', 'explore'],
  ] as const) {
    if (settings[name] !== undefined && protocol !== of && !suite) {
      throw new InputError(`--${name} is for --protocol ${of}`);
    }
  }
  if (rounds !== undefined && maxTurns !== undefined) {
    throw new InputError('--rounds and --max-turns are the same under explore: give one of them');
  }
  if (!suite && maxCalls !== undefined) {
    throw new InputError('--max-calls is for --suite: say --limit PAIRS, which --dry-run counts');
  }
  if (suite && protocol !== 'ask') {
    throw new InputError(`--suite ${suite} holds every protocol: leave --protocol out`);
  }
  if (suite && maxTurns !== undefined) {
    throw new InputError(
      `--suite ${suite}: each protocol has its own turn cap: leave --max-turns out`,
    );
  }
}

async function runModel(settings: RunSettings): Promise<void> {
  const target = await findTarget(settings, process.env);
  const user = await findUser(settings, process.env);
  const dialect = settings.dialect ? dialectNamed(settings.dialect) : detectDialect(target.baseUrl);
  const asked = { target, user, dialect, defaultBudgets: ['default'] };
  const parts = await partsOf(settings, asked);
  const name = `${modelFileName(target.model)}-${hashOf(parts, asked)}`;
  const runsIn = (dir: string) =>
    parts.flatMap((part) => plannedRuns(part, dir, { ...asked, target }));
  if (isStored(settings)) await putIntoStore(settings, runsIn(name));
  else await holdAndReport(settings, runsIn(settings.out ?? join('runs', name)));
}

async function runRespondents(settings: RunSettings): Promise<void> {
  const names = respondentNames(respondentsOf(settings), settings.protocol);
  const user = await findUser(settings, process.env);
  const asked = { user, dialect: dialectNamed('openai'), defaultBudgets: DEMO.budgets };
  const calls = settings.suite ? { maxCalls: settings.maxCalls ?? DEMO.maxCalls } : {};
  const target = respondentTarget(settings, 'http://127.0.0.1', names[0] ?? '');
  const parts = await partsOf({ ...settings, ...calls }, { ...asked, target });
  if (isStored(settings)) {
    const planned = names.flatMap((name) => {
      const of = { ...asked, target: respondentTarget(settings, 'http://127.0.0.1', name) };
      return parts.flatMap((part) => plannedRuns(part, `${name}-${hashOf(parts, of)}`, of));
    });
    await putIntoStore(settings, planned);
    return;
  }
  // A server each: what a respondent does hangs on an item's place among those of its run.
  const served = await Promise.all(
    parts.map(async (part) => ({ part, server: await serverOf(part) })),
  );
  try {
    const planned = names.flatMap((name) =>
      served.flatMap(({ part, server }) => {
        const target = respondentTarget(settings, server.baseUrl, name);
        return plannedRuns(part, join(settings.out ?? DEMO.dir, name), { ...asked, target });
      }),
    );
    await holdAndReport(settings, planned);
    if (!settings.respondents) await sayHowToRunAModel();
  } finally {
    await Promise.all(served.map(({ server }) => server.close()));
  }
}

type StoredSettings = RunSettings & { store: string };

/** What is asked of a run is counted without a store. */
function isStored(settings: RunSettings): settings is StoredSettings {
  return settings.store !== undefined && !settings.dryRun;
}

/** Runs of a store are named as their folders would be. */
async function putIntoStore(
  settings: StoredSettings,
  planned: readonly PlannedRun[],
): Promise<void> {
  const { putRuns } = await import('./store/enqueue.ts');
  await putRuns(
    settings,
    planned.map(({ dir, record, items }) => ({ name: dir.split(sep).join('/'), record, items })),
  );
}

function respondentsOf({ respondents, suite, protocol }: RunSettings): readonly string[] {
  if (respondents !== undefined && respondents !== true) return respondents;
  if (suite) return DEMO.suite;
  return DEMO_OF.get(protocol) ?? DEMO.respondents;
}

/** Who is shown of protocols that have respondents of their own. */
const DEMO_OF: ReadonlyMap<string, readonly string[]> = new Map([
  ['explore', DEMO.explorers],
  ['distract', ['all']],
]);

function serverOf({ settings: { protocol, seed }, items }: Part): Promise<RespondentServer> {
  return serveRespondents(items, protocol === 'distract' ? laidTurns(seed) : undefined);
}

async function sayHowToRunAModel(): Promise<void> {
  process.stderr.write(
    '\nThese were scripted respondents, whose true scores are known. A model of your own:\n' +
      '  lacuna run --base-url URL --model NAME --budgets low,medium,high\n' +
      `${await describeServers()}\n`,
  );
}

/** The runs of a part: one for each way of telling, or condition, and each policy. */
function plannedRuns(
  part: Part,
  dir: string,
  asked: Asked & { readonly target: Target },
): PlannedRun[] {
  const record = recordOf(part.settings, part.items, asked);
  return waysOf(part.settings).map(({ folder, ...way }) => ({
    dir: join(dir, [part.folder, folder].filter(Boolean).join('.')),
    record: { ...record, ...way },
    items: part.items,
    endpoint: asked.target.endpoint,
    batches: asked.target.batches,
    userEndpoint: asked.user?.endpoint ?? null,
  }));
}

/**
 * What differs between the runs of one command names a folder within theirs; the same settings name the same
 * folder, so that the same command goes on with its runs.
 */
function hashOf(parts: readonly Part[], asked: Asked): string {
  const hashes = parts.map(({ settings, items }) => {
    const record = recordOf(settings, items, asked);
    const [way, ...others] = waysOf(settings);
    const alone = way !== undefined && way.folder === '' && others.length === 0;
    return planHash(alone ? wayRecord(record, way) : record);
  });
  const [only] = hashes;
  return (hashes.length === 1 && only ? only : sha256(hashes.join('\n'))).slice(0, 8);
}

function wayRecord(
  record: RunRecord,
  { folder: _, ...way }: ReturnType<typeof waysOf>[number],
): RunRecord {
  return { ...record, ...way };
}
