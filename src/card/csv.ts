import { type Cell, renderCsv } from '../report/csv.ts';
import type { BudgetReport } from '../report/report.ts';
import type { CorrectedShare } from '../stats/corrected.ts';
import type { Share } from '../stats/scores.ts';
import { CARD_METRICS } from './card-metrics.ts';
import type { CardRun, ModelCard } from './model-card.ts';
import type { Slice } from './slices.ts';

/** One figure: what it is of, and its bounds. */
interface Figure {
  readonly budget: string | null;
  readonly slice: string;
  readonly value: string;
  readonly metric: string;
  readonly estimate: number | boolean | null;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly units?: number;
  readonly outcomes?: number;
  readonly families?: number;
}

/** All figures of a card, one a row: shares as fractions with their intervals, counts as they are. */
export function cardCsv({ runs }: ModelCard): string {
  return renderCsv(runs.flatMap((run) => figuresOf(run).map((figure) => row(run, figure))));
}

function row({ settings, grader, provenance }: CardRun, figure: Figure): Record<string, Cell> {
  return {
    model: settings.model,
    protocol: settings.protocol,
    policy: settings.policy,
    grader,
    release: provenance.release.name,
    release_hash: settings.release,
    seed: settings.seed,
    epochs: settings.epochs,
    budget: figure.budget,
    slice: figure.slice,
    value: figure.value,
    metric: figure.metric,
    estimate: figure.estimate,
    low: figure.low ?? null,
    high: figure.high ?? null,
    units: figure.units ?? null,
    outcomes: figure.outcomes ?? null,
    families: figure.families ?? null,
  };
}

function figuresOf(run: CardRun): Figure[] {
  const { slope } = run;
  const whole = { budget: null, ...ALL };
  return [
    { ...whole, metric: 'items', estimate: run.settings.items },
    { ...whole, metric: 'uncertified', estimate: run.uncertified },
    { ...whole, metric: 'complete', estimate: run.complete },
    { ...whole, metric: 'labels', estimate: run.byHand.replies },
    {
      ...{ ...whole, metric: 'slope_per_doubling', estimate: slope.perDoubling },
      ...{ low: slope.low, high: slope.high, units: slope.pairs, families: slope.families },
    },
    ...run.budgets.flatMap(ofBudget),
    ...run.slices.flatMap(ofSlice),
  ];
}

const ALL = { slice: 'all', value: '' };

function ofBudget(of: BudgetReport): Figure[] {
  const { scores, usage, errors, corrected } = of;
  const place = { budget: of.budget.name, ...ALL };
  const counts = {
    none: Object.values(scores.none).reduce((sum, count) => sum + count, 0),
    unsure: scores.unsure,
    suspect: scores.suspect,
    verdicts: scores.verdicts.present,
    missing: scores.verdicts.missing,
    errors,
    tokens_mean: usage.mean,
    tokens_reported: usage.reported,
    tokens_input: usage.input,
    tokens_output: usage.output,
    cost: usage.cost,
  };
  return [
    ...CARD_METRICS.flatMap(({ name, share }) => shareOf(place, name, share(of))),
    ...Object.entries(corrected ?? {}).flatMap(([name, share]) => correctedOf(place, name, share)),
    ...Object.entries(counts).map(([metric, estimate]) => ({ ...place, metric, estimate })),
    ...labels(place, scores.composition),
  ];
}

function ofSlice(slice: Slice): Figure[] {
  const { by, value, budget, lacuna, asks, guesses, overasks, solves } = slice;
  const place = { budget, slice: by, value };
  return [
    ...Object.entries({ lacuna, asks, guesses, overasks, solves }).flatMap(([name, share]) =>
      shareOf(place, name, share),
    ),
    ...labels(place, slice),
  ];
}

type Place = Pick<Figure, 'budget' | 'slice' | 'value'>;

function shareOf(place: Place, metric: string, share: Share | null): Figure[] {
  if (share === null) return [];
  const { share: estimate, low, high, units, outcomes, families } = share;
  return [{ ...place, metric, estimate, low, high, units, outcomes, families }];
}

function correctedOf(place: Place, name: string, { share, low, high, labels }: CorrectedShare) {
  return [{ ...place, metric: `${name}_corrected`, estimate: share, low, high, units: labels }];
}

/** How many replies had each label: "corrupted_guesses". */
function labels(place: Place, of: Pick<Slice, 'corrupted' | 'intact'>): Figure[] {
  return (['corrupted', 'intact'] as const).flatMap((half) =>
    Object.entries(of[half]).map(([label, estimate]) => ({
      ...{ ...place, metric: `${half}_${label}`, estimate },
    })),
  );
}
