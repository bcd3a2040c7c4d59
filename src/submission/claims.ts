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

const NAMES: ReadonlyArray<readonly [keyof Claim, string]> = [
  ['lacuna', 'the Lacuna score'],
  ['low', 'its lower bound'],
  ['high', 'its upper bound'],
  ['asks', 'the share of questions that help'],
  ['overasks', 'the share of needless questions'],
  ['guesses', 'the share of guesses'],
  ['abstains', 'the share of abstentions'],
  ['requests', 'REQ'],
  ['accuracy', 'ACC'],
  ['tokens', 'the mean of its tokens'],
];

/** Where claims differ from what the evidence comes to, one sentence each. */
export function claimFaults(claimed: readonly Claim[], evident: readonly Claim[]): string[] {
  const known = new Map(evident.map((claim) => [claim.budget, claim]));
  const faults = claimed.flatMap((claim) => {
    const found = known.get(claim.budget);
    known.delete(claim.budget);
    if (!found) return [`budget ${claim.budget}: it was not asked, or is claimed twice`];
    return NAMES.filter(([field]) => !same(claim[field], found[field])).map(
      ([field, name]) =>
        `budget ${claim.budget}: ${name} is claimed as ${claim[field]}, and the replies come to ${found[field]}`,
    );
  });
  return [...faults, ...Array.from(known.keys(), (name) => `budget ${name}: no score is claimed`)];
}

function same(claimed: unknown, evident: unknown): boolean {
  if (typeof claimed !== 'number' || typeof evident !== 'number') return claimed === evident;
  return Math.abs(claimed - evident) <= SAME * Math.max(1, Math.abs(evident));
}
