import { z } from 'zod';
import type { Budget } from '../model/budget.ts';
import type { AnsweredBy } from '../run/answered-by.ts';
import { clusteredMean } from './clustered.ts';
import { SAME_USAGE } from './slope.ts';
import type { Tally } from './tally.ts';
import { usage } from './usage.ts';

/** Calls of a run that failed for good, by budget and kind. */
export const FailedCalls = z.strictObject({
  budget: z.string(),
  kind: z.string(),
  message: z.string(),
  count: z.int().positive(),
});
export type FailedCalls = z.infer<typeof FailedCalls>;

/** Why a budget's row may not mean what its name says. */
export const BudgetFinding = z.strictObject({
  budget: z.string(),
  /** same: sent the requests of another; refused: the endpoint refused it; unreported: no token counts;
   * flat: used no more than the budget below; unsure: perhaps more, but within the noise;
   * mixed: more than one model answered. */
  kind: z.enum(['same', 'refused', 'unreported', 'flat', 'unsure', 'mixed']),
  /** One sentence for the user, naming the budget. */
  message: z.string(),
});
export type BudgetFinding = z.infer<typeof BudgetFinding>;

const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'];

/**
 * Whether the run's budgets took hold. A budget that asks for more thinking than the one below it
 * (effort, thinking on or off, thinking tokens) took hold where its conversations used over 10% more
 * output tokens; where they did, but by no more than two clustered standard errors of the
 * difference per item, that may be chance.
 */
export function tookHold(
  tally: Tally,
  failed: readonly FailedCalls[],
  answeredBy: AnsweredBy = new Map(),
): BudgetFinding[] {
  const { budgets } = tally.run;
  const asked = budgets.filter(({ sameAs }) => sameAs === null).map(({ budget }) => budget);
  return [
    ...budgets.flatMap(({ budget: { name }, sameAs }): BudgetFinding[] =>
      sameAs === null
        ? []
        : [
            {
              budget: name,
              kind: 'same',
              message: `Budget ${name} sends the same requests as ${sameAs}: it was asked once, under that name.`,
            },
          ],
    ),
    ...asked.flatMap(({ name }) => refused(name, failed)),
    ...asked.flatMap(({ name }) => unreported(tally, name)),
    ...asked.flatMap(({ name }) => mixed(name, answeredBy)),
    ...ordered(asked).flatMap(([less, more]) => compared(tally, less, more)),
  ];
}

function refused(budget: string, failed: readonly FailedCalls[]): BudgetFinding[] {
  const why = failed.find((calls) => calls.budget === budget && calls.kind === 'budget');
  if (!why) return [];
  return [
    {
      budget,
      kind: 'refused',
      message: `Budget ${budget} did not take hold: ${why.message}`,
    },
  ];
}

function unreported(tally: Tally, budget: string): BudgetFinding[] {
  const { conversations, reported } = usage(tally, budget);
  if (conversations === 0 || reported > 0) return [];
  return [
    {
      budget,
      kind: 'unreported',
      message: `Budget ${budget}: the endpoint reported no token counts, so whether it took hold cannot be told.`,
    },
  ];
}

/** An endpoint may put another model, or another version of it, under the same name while a run is held. */
function mixed(budget: string, answeredBy: AnsweredBy): BudgetFinding[] {
  const counts = [...(answeredBy.get(budget) ?? [])];
  if (counts.length < 2) return [];
  const shown = counts.slice(0, 4).map(([model, replies]) => `${model.slice(0, 80)} (${replies})`);
  const more = counts.length > 4 ? ', and others' : '';
  const message = `Budget ${budget}: the endpoint changed its model during the run. Replies came from ${shown.join(', ')}${more}.`;
  return [{ budget, kind: 'mixed', message }];
}

/** Neighbours, less and more, in each kind of budget that has an order. */
function ordered(budgets: readonly Budget[]): Array<[string, string]> {
  const ranked = budgets
    .flatMap((budget) => {
      const rank = rankOf(budget);
      return rank === null ? [] : [{ kind: budget.kind, name: budget.name, rank }];
    })
    .sort((a, b) => a.rank - b.rank);
  return ranked.flatMap((less, i): Array<[string, string]> => {
    const more = ranked.slice(i + 1).find(({ kind }) => kind === less.kind);
    return more ? [[less.name, more.name]] : [];
  });
}

/** Where a budget stands among those of its kind; null where the kind asks for no amount of thinking. */
function rankOf(budget: Budget): number | null {
  if (budget.kind === 'effort') return EFFORTS.indexOf(budget.value);
  if (budget.kind === 'thinking' || budget.kind === 'thinking-tokens') return Number(budget.value);
  return null;
}

function compared(tally: Tally, less: string, more: string): BudgetFinding[] {
  const differences = [...tally.corrupted, ...tally.intact].flatMap(({ id, family }) => {
    const [low, high] = [meanOutput(tally, less, id), meanOutput(tally, more, id)];
    return low === null || high === null ? [] : [{ cluster: family, low, high }];
  });
  const { mean: low } = clusteredMean(
    differences.map(({ cluster, low }) => ({ cluster, value: low })),
  );
  const { mean: gain, se } = clusteredMean(
    differences.map(({ cluster, low, high }) => ({ cluster, value: high - low })),
  );
  if (low === null || gain === null) return [];
  const numbers = `${Math.round(low + gain)} output tokens a conversation, ${less} ${Math.round(low)}`;
  if (gain <= low * (SAME_USAGE - 1)) {
    const message = `Budget ${more} seems not to have taken hold: it used ${numbers}.`;
    return [{ budget: more, kind: 'flat', message }];
  }
  if (se === null || gain <= 2 * se) {
    const message = `Budget ${more} may not have taken hold: it used ${numbers}, a difference within the noise.`;
    return [{ budget: more, kind: 'unsure', message }];
  }
  return [];
}

/** Mean output tokens of an item's conversations; null where none is known. */
function meanOutput(tally: Tally, budget: string, item: string): number | null {
  const { sum, known } = tally.tokens(budget, item).output;
  return known === 0 ? null : sum / known;
}
