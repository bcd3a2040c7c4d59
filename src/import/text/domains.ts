import { type Fraction, fraction, rational } from '../../math/fraction.ts';
import type { Domain } from '../../math/system.ts';

/** What a quantity measures, as far as it says which values make sense. */
export type Measure = 'count' | 'money' | 'cents' | 'percent' | 'ratio' | 'measure';

/** Steps of measures: there are no half people and no half cents; a length may be any number. */
const STEPS: Readonly<Record<Measure, string | undefined>> = {
  count: '1',
  money: '1/100',
  cents: '1',
  percent: '1',
  ratio: undefined,
  measure: undefined,
};

/** Values are sensible from a hundredth of these … */
const LEAST: Readonly<Record<Measure, string>> = {
  count: '1',
  money: '1/100',
  cents: '1',
  percent: '1',
  ratio: '1/100',
  measure: '1/100',
};

/**
 * Which values make sense for a quantity that has this one: whole numbers of things, whole cents,
 * any length, and up to a hundred times as much. A value that is itself between the steps (half a
 * cent, 2.5 children on average) shows that the steps are not meant.
 */
export function domainAround(measure: Measure, value: Fraction, derived: boolean): Domain {
  const step = STEPS[measure];
  const fits = step !== undefined && value.div(step).d === 1n;
  if (measure === 'ratio' && !derived && value.s > 0n && !value.equals(1)) return besideOne(value);
  // "Several" and "a certain number of" things are two at least.
  const plural = measure === 'count' && value.compare(2) >= 0 ? 2 : 1;
  const least = derived ? fraction(0) : fraction(LEAST[measure]).mul(plural);
  const min = value.compare(least) < 0 ? (value.s < 0n ? value.mul(100) : value.div(100)) : least;
  const most =
    measure === 'percent' && value.compare(100) <= 0 && !derived ? fraction(100) : fraction(1000);
  const max =
    value.mul(100).compare(most) > 0 && !(measure === 'percent' && most.equals(100))
      ? value.mul(100)
      : most;
  return { min: rational(min), max: rational(max.abs()), ...(fits ? { step } : {}) };
}

/** "More" where it was twice, "some of" where it was half: on the same side of the whole. */
function besideOne(value: Fraction): Domain {
  return value.compare(1) < 0
    ? { min: '1/100', max: '99/100' }
    : { min: '101/100', max: rational(value.mul(100)) };
}
