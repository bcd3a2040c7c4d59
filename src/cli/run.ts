import { join } from 'node:path';
import type { Item } from '../corrupt/item.ts';
import { readItems } from '../corrupt/item-file.ts';
import { InputError } from '../input-error.ts';
import { parseBudget } from '../model/budget.ts';
import { type Dialect, detectDialect, dialectNamed } from '../model/dialects/index.ts';
import { respondentNames } from '../model/respondents/index.ts';
import { serveRespondents } from '../model/respondents/server.ts';
import { packageVersion } from '../package-root.ts';
import { policyNamed } from '../policy/index.ts';
import { laidTurns } from '../protocol/distract/laid-turn.ts';
import type { Condition } from '../protocol/explore/condition.ts';
import { protocolNamed } from '../protocol/index.ts';
import type { Problems } from '../protocol/protocol.ts';
import { VARIANTS } from '../protocol/reveal/variant.ts';
import { itemsFile } from '../release/named.ts';
import { planHash } from '../run/identity.ts';
import { limitPairs, limitProblems, planBudgets, releaseOf } from '../run/plan.ts';
import type { RunRecord } from '../run/record.ts';
import { builtInItems } from './built-in.ts';
import { holdAndReport, type PlannedRun } from './hold.ts';
import { modelFileName } from './model-file-name.ts';
import { describeServers } from './models.ts';
import { type RunSettings, readSettings } from './settings.ts';
import { findTarget, findUser, respondentTarget, type Target, type UserTarget } from './target.ts';

/** What is run where no model is named: enough to see the whole scale within a minute. */
const DEMO = {
  respondents: ['oracle', 'fading', 'always-ask', 'guesser'],
  explorers: ['ucb', 'thompson', 'greedy', 'fading'],
  budgets: ['low', 'medium', 'high'],
  dir: join('runs', 'demo'),
};

/** Replies in a conversation, where neither the user nor the protocol says otherwise. */
const MAX_TURNS = 6;

/** So many pairs of the built-in set, spread over its families, do for a first look. */
const FIRST_LOOK = 60;

/** So many problems, where each takes a hundred calls: as many conversations as the original has of most models. */
const FIRST_EXPLORED = 20;

/** What is run under explore where nothing is said. */
const EXPLORED: readonly Condition[] = ['hard', 'easy'];

/** `lacuna run`: puts items to a model, records its replies, grades them and reports. */
export async function run(flags: unknown): Promise<void> {
  const settings = await readSettings(flags);
  // Names are checked before anything is made or asked.
  for (const policy of settings.policy) policyNamed(policy);
  protocolNamed(settings.protocol);
  refuseStray(settings);
  if (settings.respondents || !(settings.model || settings.baseUrl)) await runRespondents(settings);
  else await runModel(settings);
}

/** What only one protocol takes. */
function refuseStray(settings: RunSettings): void {
  for (const [name, protocol] of [
    ['reveal', 'reveal'],
    ['explore', 'explore'],
    ['rounds', 'explore'],
  ] as const) {
    if (settings[name] !== undefined && settings.protocol !== protocol) {
      throw new InputError(`--${name} is for --protocol ${protocol}`);
    }
  }
  if (settings.rounds !== undefined && settings.maxTurns !== undefined) {
    throw new InputError('--rounds and --max-turns are the same under explore: give one of them');
  }
}

async function runModel(settings: RunSettings): Promise<void> {
  const target = await findTarget(settings, process.env);
  const user = await findUser(settings, process.env);
  const items = await chooseItems(settings);
  const dialect = settings.dialect ? dialectNamed(settings.dialect) : detectDialect(target.baseUrl);
  const record = recordOf(settings, items, { target, user, dialect }, ['default']);
  const runs = waysOf(settings).map(({ folder, ...way }) => ({
    folder,
    record: { ...record, ...way },
  }));
  // What differs between the runs of one command names a folder within theirs; the same settings name the
  // same folder, so that the same command goes on with its runs.
  const named = runs.length === 1 && runs[0]?.folder === '' ? runs[0].record : record;
  const hash = planHash(named).slice(0, 8);
  const dir = settings.out ?? join('runs', `${modelFileName(target.model)}-${hash}`);
  await holdAndReport(
    settings,
    items,
    runs.map(({ folder, record }) => plannedRun(join(dir, folder), record, target, user)),
  );
}

/** Who is shown of protocols that have respondents of their own. */
const DEMO_OF: ReadonlyMap<string, readonly string[]> = new Map([
  ['explore', DEMO.explorers],
  ['distract', ['all']],
]);

async function runRespondents(settings: RunSettings): Promise<void> {
  const { protocol } = settings;
  const shown = DEMO_OF.get(protocol) ?? DEMO.respondents;
  const names = respondentNames(settings.respondents ?? shown, protocol);
  const user = await findUser(settings, process.env);
  const items = await chooseItems(settings);
  const server = await serveRespondents(
    items,
    settings.protocol === 'distract' ? laidTurns(settings.seed) : undefined,
  );
  const dialect = dialectNamed('openai');
  try {
    const planned = names.flatMap((name) => {
      const target = respondentTarget(settings, server.baseUrl, name);
      const record = recordOf(settings, items, { target, user, dialect }, DEMO.budgets);
      const dir = join(settings.out ?? DEMO.dir, name);
      return waysOf(settings).map(({ folder, ...way }) =>
        plannedRun(join(dir, folder), { ...record, ...way }, target, user),
      );
    });
    await holdAndReport(settings, items, planned);
    if (!settings.respondents) await sayHowToRunAModel();
  } finally {
    await server.close();
  }
}

async function sayHowToRunAModel(): Promise<void> {
  process.stderr.write(
    '\nThese were scripted respondents, whose true scores are known. A model of your own:\n' +
      '  lacuna run --base-url URL --model NAME --budgets low,medium,high\n' +
      `${await describeServers()}\n`,
  );
}

async function chooseItems(settings: RunSettings): Promise<Item[]> {
  const items: Item[] = [];
  if (settings.items)
    for await (const item of readItems(itemsFile(settings.items))) items.push(item);
  else items.push(...(await builtInItems()));
  const look = settings.protocol === 'explore' ? FIRST_EXPLORED : FIRST_LOOK;
  const pairs = settings.limit ?? (settings.items ? undefined : look);
  const { problems } = protocolNamed(settings.protocol);
  if (problems) return chooseProblems(items, pairs, problems);
  const chosen = pairs === undefined ? items : limitPairs(items, pairs);
  if (!chosen.some((item) => item.twin !== null)) {
    throw new InputError(`${settings.items ?? 'the built-in set'} holds no pair: nothing to score`);
  }
  return chosen;
}

function isIntact({ twin }: Item): boolean {
  return twin === null;
}

/** The problems that a protocol takes. */
function chooseProblems(
  items: readonly Item[],
  limit: number | undefined,
  { of = isIntact, takes, what, leftOut }: Problems,
): Item[] {
  const such = items.filter(of);
  const taken = such.filter(takes);
  if (taken.length === 0) {
    throw new InputError(`the set has no ${what}: ${leftOut}`);
  }
  if (taken.length < such.length) {
    const kind = of === isIntact ? 'intact problems' : 'problems';
    process.stderr.write(
      `${such.length - taken.length} of ${such.length} ${kind} are left out: ${leftOut}.\n`,
    );
  }
  return limit === undefined ? taken : limitProblems(taken, limit);
}

/** The runs of one command: one for each way of telling, or condition, and each policy, and where it is within the folder. */
function waysOf({
  protocol,
  reveal,
  explore,
  policy,
}: RunSettings): Array<Pick<RunRecord, 'policy' | 'reveal' | 'explore'> & { folder: string }> {
  const policies = [...new Set(policy)];
  if (protocol === 'explore') {
    return [...new Set(explore ?? EXPLORED)].flatMap((condition) =>
      policies.map((name) => ({
        explore: condition,
        policy: name,
        folder: `${condition}.${name}`,
      })),
    );
  }
  if (protocol !== 'reveal') {
    return policies.map((name) => ({ policy: name, folder: policies.length > 1 ? name : '' }));
  }
  return [...new Set(reveal ?? VARIANTS)].flatMap((variant) =>
    policies.map((name) => ({ reveal: variant, policy: name, folder: `${variant}.${name}` })),
  );
}

function recordOf(
  settings: RunSettings,
  items: readonly Item[],
  { target, user, dialect }: { target: Target; user: UserTarget | null; dialect: Dialect },
  defaultBudgets: readonly string[],
): RunRecord {
  const budgets = (settings.budgets ?? defaultBudgets).map((text) => parseBudget(text.trim()));
  return {
    format: 'lacuna-run/1',
    model: target.model,
    baseUrl: target.baseUrl,
    api: settings.api,
    dialect: dialect.name,
    budgets: planBudgets(budgets, dialect, settings.api, settings.body),
    policy: settings.policy[0] ?? 'plain',
    protocol: settings.protocol,
    maxTurns:
      settings.rounds ??
      settings.maxTurns ??
      protocolNamed(settings.protocol).maxTurns ??
      MAX_TURNS,
    answers: settings.answers,
    user: user?.record ?? null,
    epochs: settings.epochs,
    seed: settings.seed,
    release: releaseOf(items),
    items: items.length,
    prices: settings.price ?? target.prices,
    userPrices: settings.userPrice ?? null,
    versions: { lacuna: packageVersion(), node: process.version },
    createdAt: new Date().toISOString(),
  };
}

function plannedRun(
  dir: string,
  record: RunRecord,
  { endpoint }: Target,
  user: UserTarget | null,
): PlannedRun {
  return { dir, record, endpoint, userEndpoint: user?.endpoint ?? null };
}
