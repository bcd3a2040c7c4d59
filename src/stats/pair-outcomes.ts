import { InputError } from '../input-error.ts';
import { goesByProblems } from '../protocol/index.ts';
import type { Outcome, Pair, Tally } from './tally.ts';

/** A pair's outcomes, one an epoch in which both halves have a verdict. */
export interface PairOutcomes {
  readonly pair: Pair;
  readonly right: readonly boolean[];
}

/** All pairs under a budget, those without outcomes too. Throws InputError as `score` does. */
export function pairOutcomes(tally: Tally, budget: string): PairOutcomes[] {
  const isRight = pairRule(tally.run.protocol);
  return tally.pairs.map((pair) => {
    const right: boolean[] = [];
    for (let epoch = 0; epoch < tally.run.epochs; epoch++) {
      const corrupted = tally.outcome(budget, pair.corrupted.id, epoch);
      const intact = tally.outcome(budget, pair.intact.id, epoch);
      if (!corrupted || !intact) continue;
      right.push(isRight(corrupted, intact));
    }
    return { pair, right };
  });
}

/** How often a pair was right under a budget: without an object for each outcome, of which there may be millions. */
export interface PairCounts {
  readonly pair: Pair;
  /** Epochs in which both halves have a verdict. */
  readonly of: number;
  /** In which both are right. */
  readonly right: number;
  /** In which both had a gradable reply. */
  readonly gradable: number;
  /** Of these, right. */
  readonly rightGradable: number;
}

/** All pairs under a budget, those without outcomes too. Throws InputError as `score` does. */
export function pairCounts(tally: Tally, budget: string): PairCounts[] {
  const isRight = pairRule(tally.run.protocol);
  return tally.pairs.map((pair) => {
    let [of, right, gradable, rightGradable] = [0, 0, 0, 0];
    for (let epoch = 0; epoch < tally.run.epochs; epoch++) {
      const corrupted = tally.outcome(budget, pair.corrupted.id, epoch);
      const intact = tally.outcome(budget, pair.intact.id, epoch);
      if (!corrupted || !intact) continue;
      const both = Number(isRight(corrupted, intact));
      const either = Number(corrupted.label !== 'none' && intact.label !== 'none');
      of += 1;
      right += both;
      gradable += either;
      rightGradable += both * either;
    }
    return { pair, of, right, gradable, rightGradable };
  });
}

/** How often each pair was right, by its corrupted item, where it has outcomes. Throws as `score` does. */
export function pairRates(
  tally: Tally,
  budget: string,
): Map<string, { cluster: string; value: number }> {
  return new Map(
    pairCounts(tally, budget).flatMap(({ pair: { corrupted }, of, right }) =>
      of === 0 ? [] : [[corrupted.id, { cluster: corrupted.family, value: right / of }] as const],
    ),
  );
}

/** When each half of a pair is right. */
export interface HalfRules {
  readonly corrupted: (reply: Pick<Outcome, 'label' | 'right'>) => boolean;
  readonly intact: (reply: Pick<Outcome, 'label' | 'right'>) => boolean;
}

const HALF_RULES: ReadonlyMap<string, HalfRules> = new Map([
  [
    'ask',
    { corrupted: ({ label }) => label === 'asks', intact: ({ label }) => label === 'solves' },
  ],
  ['resolve', { corrupted: ({ right }) => right, intact: ({ label }) => label === 'solves' }],
]);

/** When the halves of a pair are right under a protocol. Throws InputError for one that has no score. */
export function halfRules(protocol: string): HalfRules {
  const rules = HALF_RULES.get(protocol);
  if (rules) return rules;
  const own = goesByProblems(protocol)
    ? `; a run of ${protocol} puts no pairs, and lacuna report shows its own scores`
    : '';
  throw new InputError(
    `there is no score for the protocol "${protocol}", only for: ${[...HALF_RULES.keys()].join(', ')}${own}`,
  );
}

/** When a pair is right under a protocol: both halves. Throws as `halfRules` does. */
export function pairRule(protocol: string): (corrupted: Outcome, intact: Outcome) => boolean {
  const half = halfRules(protocol);
  return (corrupted, intact) => half.corrupted(corrupted) && half.intact(intact);
}
