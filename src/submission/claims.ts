import { score } from '../stats/scores.ts';
import type { Tally } from '../stats/tally.ts';
import { usage } from '../stats/usage.ts';
import type { Claim } from './manifest.ts';

/** What the verdicts of a run come to, one claim a budget. */
export function claimsOf(tally: Tally): Claim[] {
  const asked = tally.run.budgets.filter(({ sameAs }) => sameAs === null);
  return asked.map(({ budget: { name } }) => {
    const scores = score(tally, name);
    return {
      budget: name,
      lacuna: scores.lacuna.share,
      low: scores.lacuna.low,
      high: scores.lacuna.high,
      asks: scores.asks.share,
      overasks: scores.overasks.share,
      guesses: scores.guesses.share,
      abstains: scores.abstains.share,
      requests: scores.requests.share,
      accuracy: scores.accuracy?.share ?? null,
      tokens: usage(tally, name).mean,
    };
  });
}

/** Floating-point sums may differ in their last digits from machine to machine. */
const SAME = 1e-9;

/** Where claims differ from what the evidence comes to, one sentence each. */
export function claimFaults(claimed: readonly Claim[], evident: readonly Claim[]): string[] {
  const known = new Map(evident.map((claim) => [claim.budget, claim]));
  const missing = evident.filter(({ budget }) => claimed.every((claim) => claim.budget !== budget));
  const differing = claimed.flatMap((claim) => {
    const found = known.get(claim.budget);
    known.delete(claim.budget);
    if (!found) return [`a score is claimed for ${claim.budget}, which was not asked, or twice`];
    const before = new Map(Object.entries(claim));
    return Object.entries(found).flatMap(([field, value]) => {
      const said = before.get(field);
      return same(said, value)
        ? []
        : [`${claim.budget}: ${field} is claimed as ${said}, and the replies come to ${value}`];
    });
  });
  return [...differing, ...missing.map(({ budget }) => `no score is claimed for ${budget}`)];
}

function same(claimed: unknown, evident: unknown): boolean {
  if (typeof claimed !== 'number' || typeof evident !== 'number') return claimed === evident;
  return Math.abs(claimed - evident) <= SAME * Math.max(1, Math.abs(evident));
}
