import { canonicalJson, releaseDigest } from '../corrupt/digest.ts';
import type { Item } from '../corrupt/item.ts';
import { InputError } from '../input-error.ts';
import type { Budget } from '../model/budget.ts';
import type { Fields } from '../model/completion.ts';
import type { Dialect } from '../model/dialects/index.ts';
import { policyNamed } from '../policy/index.ts';
import { protocolNamed } from '../protocol/index.ts';
import type { Spent } from '../protocol/transcript.ts';
import type { Prices, RunRecord } from './record.ts';

export type PlannedBudgets = RunRecord['budgets'];

/**
 * Turns budgets into request fields. Several that resolve to the same requests are asked once.
 * Throws InputError for a budget that the dialect cannot express, or one given twice.
 */
export function planBudgets(
  budgets: readonly Budget[],
  dialect: Dialect,
  api: RunRecord['api'],
  body: Fields,
): PlannedBudgets {
  const seen = new Map<string, string>();
  const names = new Set<string>();
  return budgets.map((budget) => {
    if (names.has(budget.name)) throw new InputError(`the budget ${budget.name} is given twice`);
    names.add(budget.name);
    const resolved = dialect.resolve(budget, api);
    if ('unsupported' in resolved) {
      throw new InputError(
        `the budget ${budget.name} cannot be asked of ${dialect.name}: ${resolved.unsupported}`,
      );
    }
    const fields = { ...body, ...resolved.fields };
    const request = canonicalJson([fields, strategy(budget)]);
    const sameAs = seen.get(request) ?? null;
    if (sameAs === null) seen.set(request, budget.name);
    return { budget, fields, sameAs };
  });
}

/** Budgets that are spent in several calls differ by how they are spent, not by fields alone. */
function strategy(budget: Budget): unknown {
  return callsPerTurn(budget) > 1 ? [budget.kind, callsPerTurn(budget)] : null;
}

function callsPerTurn(budget: Budget): number {
  if (budget.kind === 'samples') return budget.value;
  if (budget.kind === 'revise' || budget.kind === 'wait') return 1 + budget.value;
  return 1;
}

/** The release that a set of items is: SHA-256 over their digests. */
export function releaseOf(items: readonly Item[]): string {
  return releaseDigest(items.map((item) => item.digest));
}

/**
 * So many pairs, spread evenly over families, and within a family over its items; with their twins,
 * in the order of the set.
 */
export function limitPairs<T extends Pick<Item, 'id' | 'twin' | 'family'>>(
  items: readonly T[],
  pairs: number,
): T[] {
  const chosen = spread(
    items.filter((candidate) => candidate.twin !== null),
    pairs,
  );
  const kept = new Set(chosen.flatMap((item) => [item.id, item.twin]));
  return items.filter((item) => kept.has(item.id));
}

/** So many items, spread evenly over families, in the order of the set. */
export function limitProblems<T extends Pick<Item, 'family'>>(
  items: readonly T[],
  count: number,
): T[] {
  const kept = new Set(spread(items, count));
  return items.filter((item) => kept.has(item));
}

function spread<T extends Pick<Item, 'family'>>(items: readonly T[], count: number): T[] {
  const families = new Map<string, T[]>();
  for (const item of items) {
    families.set(item.family, [...(families.get(item.family) ?? []), item]);
  }
  const rotated = [...families.values()].map((group, index) =>
    group.map((_, place) => group[(place + index) % group.length]),
  );
  const rounds = Math.max(0, ...rotated.map((group) => group.length));
  return Array.from({ length: rounds }, (_, round) =>
    rotated.flatMap((group) => group[round] ?? []),
  )
    .flat()
    .slice(0, count);
}

/** What a run will take, roughly: an output is guessed from the budget, four characters make a token. */
export interface Estimate {
  conversations: number;
  /** At most so many calls: a resolve conversation may end early. */
  calls: number;
  inputTokens: number;
  outputTokens: number;
  /** Dollars; null where no price is known. */
  cost: number | null;
}

const CHARACTERS_PER_TOKEN = 4;
/** Visible tokens of a reply to a word problem, and thinking by effort: rough means of public runs. */
const VISIBLE = 250;
const THINKING = {
  none: 0,
  minimal: 100,
  low: 400,
  medium: 1500,
  high: 4000,
  xhigh: 8000,
  max: 16000,
};

type Planned = Pick<RunRecord, 'budgets' | 'epochs' | 'protocol' | 'maxTurns'> &
  Partial<Pick<RunRecord, 'policy' | 'reveal' | 'explore'>>;

export function estimate(items: readonly Item[], record: Planned, prices: Prices | null): Estimate {
  const budgets = record.budgets.filter((entry) => entry.sameAs === null);
  const perTurn = budgets.reduce((sum, { budget }) => sum + callsPerTurn(budget), 0);
  const output = budgets.reduce(
    (sum, { budget }) => sum + callsPerTurn(budget) * outputOf(budget),
    0,
  );
  const each = items.map((item) => ({
    calls: callsOf(item, record) * record.epochs,
    prompt: promptOf(item, record) / CHARACTERS_PER_TOKEN,
  }));
  const calls = each.reduce((sum, item) => sum + item.calls, 0);
  const prompt = each.reduce((sum, item) => sum + item.prompt * item.calls, 0);
  const inputTokens = Math.ceil(prompt * perTurn);
  const outputTokens = Math.ceil(output * calls);
  return {
    conversations: items.length * budgets.length * record.epochs,
    calls: calls * perTurn,
    inputTokens,
    outputTokens,
    cost: prices ? costOf(inputTokens, outputTokens, prices) : null,
  };
}

/** Calls of one conversation, at most, where a reply takes one. */
function callsOf(item: Item, { protocol, maxTurns, policy = 'plain', reveal }: Planned): number {
  const { calls, closing } = policyNamed(policy);
  const turns = Math.min(maxTurns, protocolNamed(protocol).turnsOf?.(item, reveal) ?? maxTurns);
  const closes = closing && turns > 1 && reveal !== 'user-only' && !protocolNamed(protocol).afresh;
  return (turns + (closes ? 1 : 0)) * calls;
}

/** Characters of a call, on the average. */
function promptOf(item: Item, { protocol, maxTurns, explore }: Planned): number {
  const draw = explore && { explore: { condition: explore, seed: 0, epoch: 0 } };
  return protocolNamed(protocol).promptOf?.(item, { maxTurns, ...draw }) ?? item.text.length;
}

/**
 * What the model that reads for the user will take, in calls that need no mending: it reads every reply
 * but the last that a conversation may have.
 */
export function estimateUser(
  items: readonly Item[],
  record: Pick<RunRecord, 'budgets' | 'epochs' | 'maxTurns' | 'userPrices'>,
): Pick<Estimate, 'calls' | 'inputTokens' | 'outputTokens' | 'cost'> {
  const budgets = record.budgets.filter((entry) => entry.sameAs === null);
  const calls = items.length * budgets.length * record.epochs * (record.maxTurns - 1);
  const text = items.reduce((sum, item) => sum + item.text.length, 0) / items.length;
  const inputTokens = Math.ceil(calls * (text / CHARACTERS_PER_TOKEN + USER_PROMPT + VISIBLE));
  const outputTokens = calls * USER_ANSWER;
  const cost = record.userPrices ? costOf(inputTokens, outputTokens, record.userPrices) : null;
  return { calls, inputTokens, outputTokens, cost };
}

/** Tokens of what the user's model is told besides problem and reply, and of its answer: rough means. */
const USER_PROMPT = 800;
const USER_ANSWER = 40;

/** Dollars. */
export function costOf(inputTokens: number, outputTokens: number, prices: Prices): number {
  return (inputTokens * prices.input + outputTokens * prices.output) / 1e6;
}

/** What batches cost that are cheaper by a share. */
export function discounted(prices: Prices, discount: number): Prices {
  // Without the tail of a binary fraction: prices are shown.
  const paid = (price: number) => Number((price * (1 - discount)).toPrecision(12));
  return { input: paid(prices.input), output: paid(prices.output) };
}

/** Dollars; what nobody was asked for costs nothing. Null where prices or tokens are unknown. */
export function costOfSpent({ calls, input, output }: Spent, prices: Prices | null): number | null {
  if (calls === 0) return 0;
  return prices && input !== null && output !== null ? costOf(input, output, prices) : null;
}

function outputOf(budget: Budget): number {
  if (budget.kind === 'effort') return VISIBLE + THINKING[budget.value];
  if (budget.kind === 'thinking') return VISIBLE + (budget.value ? THINKING.medium : 0);
  if (budget.kind === 'thinking-tokens') return VISIBLE + budget.value;
  if (budget.kind === 'cap') return Math.min(budget.value, VISIBLE + THINKING.medium);
  return VISIBLE;
}
