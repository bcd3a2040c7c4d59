import { normalQuantile } from './normal.ts';

/** What makes one run's score of an item vary, as variances of a share in [0, 1]. */
export interface Variances {
  /** Of the true scores of families. */
  readonly family: number;
  /** Of the true scores of items, around their family's. */
  readonly item: number;
  /** Of one reply's outcome, around its item's true score. */
  readonly reply: number;
}

/**
 * What is assumed without a pilot: the worked example of Miller 2024 (arXiv 2411.00640, on power), in
 * which true scores are uniform, 1/12 between items and 1/6 within them; and of what lies between
 * items, a twentieth between families. The last is a guess: only a pilot tells.
 */
export const ASSUMED: Variances = { family: 0.05 / 12, item: 0.95 / 12, reply: 1 / 6 };

/**
 * How far the true item scores of two models go together, unless told: with it and ASSUMED, the
 * differences between two models vary by 1/9, as in Miller's example. Releases of one model are nearer.
 */
export const ASSUMED_CORRELATION = 1 / 3;

/** Two models on the same items. */
export interface Design {
  readonly variances: Variances;
  readonly correlation: number;
  /** How many families there are to draw items from. */
  readonly families: number;
  readonly power: number;
  /** Two-sided. */
  readonly level: number;
}

/**
 * Variance of the mean paired difference of `pairs` items, each put `epochs` times: components of
 * families, over the number of families, and of items and replies, over the number of items. This is
 * Miller's formula with a level for families: past some number, further items of the same families
 * tell nothing new.
 */
export function differenceVariance(design: Design, pairs: number, epochs: number): number {
  const { ofFamily, ofItem } = components(design, epochs);
  return ofFamily / Math.min(design.families, pairs) + ofItem / pairs;
}

/** The smallest difference that so many items and epochs detect, as a fraction. */
export function detectable(design: Design, pairs: number, epochs: number): number {
  return reach(design) * Math.sqrt(differenceVariance(design, pairs, epochs));
}

/** So many items detect a difference at so many epochs; null where no number of these families' items does. */
export function pairsNeeded(design: Design, difference: number, epochs: number): number | null {
  const { ofFamily, ofItem } = components(design, epochs);
  const allowed = (difference / reach(design)) ** 2;
  const onePerFamily = Math.ceil((ofFamily + ofItem) / allowed);
  if (onePerFamily <= design.families) return onePerFamily;
  const left = allowed - ofFamily / design.families;
  return left > 0 ? Math.ceil(ofItem / left) : null;
}

/** Below it no number of items of these families detects a difference, at so many epochs or any. */
export function detectableFloor(design: Design): number {
  const { ofFamily } = components(design, 1);
  return reach(design) * Math.sqrt(ofFamily / design.families);
}

function components({ variances, correlation }: Design, epochs: number) {
  const { family, item, reply } = variances;
  const apart = 2 * (1 - correlation);
  return { ofFamily: apart * family, ofItem: apart * item + (2 * reply) / epochs };
}

function reach({ power, level }: Design): number {
  return normalQuantile(1 - level / 2) + normalQuantile(power);
}
