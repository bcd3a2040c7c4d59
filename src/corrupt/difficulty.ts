import { z } from 'zod';
import type { Derivation } from '../math/certificate.ts';
import type { CertifiedItem } from './item.ts';

/** How hard an item is, by what can be counted. */
export const Difficulty = z.strictObject({
  /** Equations from the stated values to the answer, in the derivation of the intact twin. */
  steps: z.int().nonnegative(),
  /** Whether several of them have to be solved together. */
  system: z.boolean(),
  /** Premises that the intact twin states, without asides. */
  premises: z.int().nonnegative(),
  /** Words of the item's text. */
  words: z.int().nonnegative(),
  /** Quantities other than the target whose value the text does not state: what a reader who misses something has to tell apart. */
  candidates: z.int().nonnegative(),
  /** Where the gap or the clash is, from 0 (start of the text) to 1, in hundredths; null where there is none. */
  place: z.number().min(0).max(1).nullable(),
  /** What is missing or clashes: a given value, a relation, or what several premises imply. */
  about: z.enum(['given', 'relation', 'implied']).nullable(),
  stratum: z.enum(['easy', 'medium', 'hard']),
});
export type Difficulty = z.infer<typeof Difficulty>;

export const STRATA = Difficulty.shape.stratum.options;

type Measured = Pick<
  CertifiedItem,
  'text' | 'premises' | 'quantities' | 'target' | 'asides' | 'change'
>;

/** The intact twin: what it states, and how its answer follows. */
interface Intact {
  readonly premises: ReadonlyArray<Pick<CertifiedItem['premises'][number], 'id' | 'gives'>>;
  readonly derivation: Derivation;
}

/** Measures an item; `intact` is its twin, or the item itself. */
export function difficultyOf(item: Measured, intact: Intact): Difficulty {
  const givens = new Set(intact.premises.flatMap(({ id, gives }) => (gives === null ? [] : [id])));
  // To read a given value off the text is no step; a system takes a step for each of its equations.
  const steps = intact.derivation.steps.map(
    ({ from }) => from.filter(({ equation }) => !givens.has(equation)).length,
  );
  const stated = new Set(item.premises.map(({ gives }) => gives));
  const measured = {
    steps: steps.reduce((sum, count) => sum + count, 0),
    system: steps.some((count) => count > 1),
    premises: intact.premises.filter(({ id }) => !item.asides.includes(id)).length,
    words: wordCount(item.text),
    candidates: item.quantities.filter(({ id }) => id !== item.target && !stated.has(id)).length,
    place: placeOf(item),
    about: aboutOf(item, intact),
  };
  return { ...measured, stratum: stratumOf(measured, item.asides.length > 0) };
}

/** Whatever stands between spaces and has a letter or digit in it. */
function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => /[a-z\d]/i.test(word) || /\p{L}/u.test(word)).length;
}

function placeOf({ text, change }: Measured): number | null {
  if (change.kind === 'none') return null;
  return Math.round((100 * change.span[0]) / Math.max(1, text.length)) / 100;
}

function aboutOf({ change }: Measured, { premises }: Intact): Difficulty['about'] {
  if (change.kind === 'none') return null;
  if (change.kind === 'gap') {
    return premises.find(({ id }) => id === change.premise)?.gives == null ? 'relation' : 'given';
  }
  return premises.some(({ gives }) => gives === change.quantity) ? 'given' : 'implied';
}

/**
 * A point for each of: 5 solution steps or more, 7 or more; a system to be solved; 6 premises or more;
 * 6 candidates or more; asides in the text; a gap or clash that is not about a given value.
 * Up to 1 point is easy, 2 and 3 are medium, more are hard.
 */
function stratumOf(measured: Omit<Difficulty, 'stratum'>, asides: boolean): Difficulty['stratum'] {
  const { steps, system, premises, candidates, about } = measured;
  const points = [
    steps >= 5,
    steps >= 7,
    system,
    premises >= 6,
    candidates >= 6,
    asides,
    about === 'relation' || about === 'implied',
  ].filter(Boolean).length;
  return points <= 1 ? 'easy' : points <= 3 ? 'medium' : 'hard';
}
