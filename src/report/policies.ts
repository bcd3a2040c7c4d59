import { z } from 'zod';
import { canonicalJson } from '../corrupt/digest.ts';
import { pairRates } from '../stats/pair-outcomes.ts';
import { Estimate } from '../stats/ratio.ts';
import { shareRecoveredOfAll } from '../stats/reveal.ts';
import type { Tally } from '../stats/tally.ts';
import { printable } from './plain-text.ts';
import { signed } from './reveal-sections.ts';
import type { Section } from './section.ts';

/** What a policy makes of the pairs that a model loses without one. */
export const PolicyGain = z.strictObject({
  model: z.string(),
  protocol: z.string(),
  budget: z.string(),
  policy: z.string(),
  /** Of what plain loses from a score of 100; null where that may be nothing. */
  recovered: Estimate,
});
export type PolicyGain = z.infer<typeof PolicyGain>;

/** For each run under a policy, and each budget, what it recovers of the loss of the same run without one. */
export function policyGains(tallies: readonly Tally[]): PolicyGain[] {
  const plain = new Map(
    tallies.flatMap((tally) =>
      tally.run.policy === 'plain' ? [[sameButPolicy(tally), tally] as const] : [],
    ),
  );
  return tallies.flatMap((tally) => {
    const { model, protocol, policy, budgets } = tally.run;
    const without = plain.get(sameButPolicy(tally));
    if (policy === 'plain' || !without) return [];
    return budgets
      .filter(({ sameAs }) => sameAs === null)
      .map(({ budget: { name: budget } }) => {
        const before = pairRates(without, budget);
        const recovered = shareRecoveredOfAll(before, pairRates(tally, budget));
        return { model, protocol, budget, policy, recovered };
      });
  });
}

function sameButPolicy({ run, grader }: Tally): string {
  const { policy, createdAt, versions, prices, batch, ...same } = run;
  return canonicalJson([same, grader]);
}

/** null where no run is under a policy, or none without. */
export function policySection(gains: readonly PolicyGain[]): Section | null {
  if (gains.length === 0) return null;
  return {
    title: 'Of what plain loses from a Lacuna score of 100, recovered by a policy',
    head: ['', '%'],
    rows: gains.map(({ model, protocol, budget, policy, recovered }) => [
      [model, protocol, budget, policy].map(printable).join(' · '),
      recovered.value === null ? 'no clear loss' : signed(recovered),
    ]),
  };
}
