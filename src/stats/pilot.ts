import { groupBy } from './comparison.ts';
import { average, type MeasuredRun, type MeasuredUnit } from './measured.ts';
import { ASSUMED, type Variances } from './power.ts';

/** Variances as a run shows them. */
export interface Pilot {
  readonly variances: Variances;
  /** What it could not tell, and was assumed. */
  readonly assumed: readonly string[];
}

/**
 * Variance components of a run, by the analysis of variance of items nested in families, each budget by
 * itself and then averaged. With one epoch, replies cannot be told from items, and with one item a family,
 * items not from families: their shares are then those of ASSUMED. null where there are fewer than
 * two families.
 */
export function pilotVariances(run: MeasuredRun): Pilot | null {
  const each = [...run.budgets.values()].flatMap((units) => oneBudget([...units.values()]) ?? []);
  if (each.length === 0) return null;
  const mean = (part: keyof Variances) => average(each.map(({ variances }) => variances[part]));
  return {
    variances: { family: mean('family'), item: mean('item'), reply: mean('reply') },
    assumed: [...new Set(each.flatMap(({ assumed }) => assumed))],
  };
}

function oneBudget(units: readonly MeasuredUnit[]): Pilot | null {
  const families = [...groupBy(units, ({ cluster }) => cluster).values()].map((family) =>
    family.map(({ outcomes }) => average(outcomes)),
  );
  if (families.length < 2) return null;
  const repeated = units.flatMap(({ outcomes }) => (outcomes.length < 2 ? [] : [spread(outcomes)]));
  const epochs = units.length / units.reduce((sum, { outcomes }) => sum + 1 / outcomes.length, 0);
  const known = repeated.length > 0 ? average(repeated) : null;
  const { between, within } = nested(families);
  const assumed: string[] = [];

  // Items of a family, their replies' chance included; where no family has two, a share of it all.
  const total = between + within;
  let family = between;
  let items = within;
  if (families.every((family) => family.length < 2)) {
    const ofReplies = known === null ? total * REPLY_SHARE : known / epochs;
    family = FAMILY_SHARE * Math.max(0, total - ofReplies);
    items = total - family;
    assumed.push('how much of it lies between families');
  }
  if (known !== null) {
    return {
      variances: { family, item: Math.max(0, items - known / epochs), reply: known },
      assumed,
    };
  }
  const reply = Math.min(items, total * REPLY_SHARE);
  assumed.push('how far replies to one item differ (it has one epoch)');
  return { variances: { family, item: items - reply, reply }, assumed };
}

/** Between replies, of all; between families, of what is not between replies. */
const REPLY_SHARE = ASSUMED.reply / (ASSUMED.family + ASSUMED.item + ASSUMED.reply);
const FAMILY_SHARE = ASSUMED.family / (ASSUMED.family + ASSUMED.item);

/** The components of a one-way analysis of variance with unequal groups (Searle, Casella and McCulloch 1992). */
function nested(families: readonly number[][]): { between: number; within: number } {
  const all = families.flat();
  const grand = average(all);
  const inside = families.reduce((sum, family) => sum + squares(family, average(family)), 0);
  const outside = families.reduce(
    (sum, family) => sum + family.length * (average(family) - grand) ** 2,
    0,
  );
  const msBetween = outside / (families.length - 1);
  if (all.length === families.length) return { between: 0, within: msBetween };
  const within = inside / (all.length - families.length);
  const sizes = families.reduce((sum, family) => sum + family.length ** 2, 0) / all.length;
  const usual = (all.length - sizes) / (families.length - 1);
  return { between: Math.max(0, (msBetween - within) / usual), within };
}

function squares(values: readonly number[], centre: number): number {
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
}

/** Sample variance. */
function spread(values: readonly number[]): number {
  return squares(values, average(values)) / (values.length - 1);
}
