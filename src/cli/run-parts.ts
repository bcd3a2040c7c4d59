import type { Item } from '../corrupt/item.ts';
import { InputError } from '../input-error.ts';
import { parseBudget } from '../model/budget.ts';
import type { Dialect } from '../model/dialects/index.ts';
import { packageVersion } from '../package-root.ts';
import type { Condition } from '../protocol/explore/condition.ts';
import { protocolNamed } from '../protocol/index.ts';
import { VARIANTS } from '../protocol/reveal/variant.ts';
import { type Demand, shareCalls } from '../run/call-limit.ts';
import { discounted, estimate, planBudgets, releaseOf } from '../run/plan.ts';
import type { RunRecord } from '../run/record.ts';
import { candidatesOf, chooseItems, countOf, limited, readSet } from './run-items.ts';
import type { RunSettings } from './settings.ts';
import type { Target, UserTarget } from './target.ts';

/** Replies in a conversation, where neither the user nor the protocol says otherwise. */
const MAX_TURNS = 6;

/** What is run under explore where nothing is said. */
const EXPLORED: readonly Condition[] = ['hard', 'easy'];

/** Under the suite every protocol is run once, in the ways that its headline is of. */
const INITIATIVE: ReadonlyArray<Pick<RunSettings, 'protocol' | 'reveal' | 'explore'>> = [
  { protocol: 'ask' },
  { protocol: 'resolve' },
  { protocol: 'reveal', reveal: ['full', 'sharded'] },
  { protocol: 'distract' },
  { protocol: 'lead' },
  { protocol: 'explore', explore: ['hard'] },
];

/** What of a command is held about the same items under one protocol. */
export interface Part {
  readonly settings: RunSettings;
  readonly items: readonly Item[];
  /** Within the folder of the command; "" for the folder itself. */
  readonly folder: string;
}

/** What is asked of whom: all that a record says beside items and settings. */
export interface Asked {
  readonly target: Pick<Target, 'model' | 'baseUrl' | 'prices'>;
  readonly user: UserTarget | null;
  readonly dialect: Dialect;
  readonly defaultBudgets: readonly string[];
}

/** The parts of a command: one, but for a suite. Throws InputError where a call limit is too low. */
export async function partsOf(settings: RunSettings, asked: Asked): Promise<Part[]> {
  if (settings.suite) return partsOfSuite(settings, asked);
  return [{ settings, items: await chooseItems(settings), folder: '' }];
}

async function partsOfSuite(settings: RunSettings, asked: Asked): Promise<Part[]> {
  const { maxCalls } = settings;
  const set = await readSet(settings);
  const faces = INITIATIVE.map((face) => {
    const own = {
      ...face,
      reveal: settings.reveal ?? face.reveal,
      explore: settings.explore ?? face.explore,
    };
    const part = {
      ...settings,
      ...own,
      rounds: face.protocol === 'explore' ? settings.rounds : undefined,
    };
    const candidates = candidatesOf(set, part);
    const most = Math.min(settings.limit ?? Number.POSITIVE_INFINITY, countOf(candidates, part));
    const choose = (problems: number) => limited(candidates, part, problems);
    return { part, most, choose };
  });
  const demands = faces.map(({ part, most, choose }): Demand => {
    const calls = (problems: number) => callsOf(part, choose(problems), asked);
    return { name: part.protocol, most, calls };
  });
  const least = demands.reduce((sum, { calls }) => sum + calls(1), 0);
  if (maxCalls === undefined) {
    throw new InputError(
      `--suite ${settings.suite}: how many calls may it take? Give --max-calls N; one problem of each protocol takes up to ${least}`,
    );
  }
  const shares = shareCalls(maxCalls, demands);
  if (!Array.isArray(shares)) {
    throw new InputError(
      `--max-calls ${maxCalls}: one problem of each protocol takes up to ${shares.least} calls under these budgets (${demands.map(({ name, calls }) => `${name} ${calls(1)}`).join(', ')})`,
    );
  }
  return faces.map(({ part, choose }, i) => ({
    settings: part,
    items: choose(shares[i] ?? 1),
    folder: part.protocol,
  }));
}

/** At most so many calls. */
function callsOf(settings: RunSettings, items: readonly Item[], asked: Asked): number {
  const record = recordOf(settings, items, asked);
  return waysOf(settings)
    .map(({ folder: _, ...way }) => estimate(items, { ...record, ...way }, null).calls)
    .reduce((sum, calls) => sum + calls, 0);
}

/** The runs of one command: one for each way of telling, or condition, and each policy, and where it is within the folder. */
export function waysOf({
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

/** What is asked of a model about these items, before what tells one way from another. */
export function recordOf(
  settings: RunSettings,
  items: readonly Item[],
  { target, user, dialect, defaultBudgets }: Asked,
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
    ...pricesOf(settings, target),
    userPrices: settings.userPrice ?? null,
    versions: { lacuna: packageVersion(), node: process.version },
    createdAt: new Date().toISOString(),
  };
}

/** By what share a token costs less in a batch, where nothing is said. */
const USUAL_DISCOUNT = 0.5;

function pricesOf(
  { batch, price, batchDiscount: discount = USUAL_DISCOUNT }: RunSettings,
  target: Pick<Target, 'prices'>,
): Pick<RunRecord, 'prices' | 'batch'> {
  const prices = price ?? target.prices;
  if (!batch) return { prices };
  return {
    prices: prices && discounted(prices, discount),
    batch: { discount, listPrices: prices },
  };
}
