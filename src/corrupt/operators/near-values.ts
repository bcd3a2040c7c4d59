import { type Fraction, fraction, rational } from '../../math/fraction.ts';
import type { Random } from '../../math/random.ts';
import { type Domain, inDomain } from '../../math/system.ts';
import { isShort } from '../../problem/values.ts';

/** Steps in which people change numbers, coarsest first. */
const GRAINS = [
  '1000',
  '500',
  '100',
  '50',
  '10',
  '5',
  '1',
  '1/2',
  '1/4',
  '1/10',
  '1/20',
  '1/100',
].map((grain) => fraction(grain));

/** Ratios of small whole numbers between a half and two, nearest to 1 first: they suit products. */
const RATIOS = [3, 4, 5, 6, 8, 10, 12]
  .flatMap((divisor) =>
    Array.from({ length: 2 * divisor }, (_, i) => fraction(`${i + 1}/${divisor}`)).filter(
      (ratio) => ratio.mul(2).compare(1) >= 0 && !ratio.equals(1),
    ),
  )
  .sort((a, b) => a.sub(1).abs().compare(b.sub(1).abs()));

/** The least that another value differs by, as a share of the true one. */
const APART = fraction('1/20');

/**
 * Other values that might as well have stood there, between half and double of the true one, in the
 * domain; counts stay above 1 and nothing is 1, so that plurals fit. First those a few steps away,
 * as round as it is (250 grams: 300, not 251) and too far to be the same number rounded (174
 * kilometres: 183, not 175), in random order; then those in a simple ratio to it, nearest first, for
 * quantities that are products. None for a value that has more than two decimals.
 */
export function* nearValues(truth: Fraction, domain: Domain, random: Random): Generator<Fraction> {
  if (!isShort(truth) || truth.compare(0) <= 0) return;
  const seen = new Set<string>();
  for (const value of proposals(truth, random)) {
    const key = rational(value);
    if (seen.has(key) || !isNear(value, truth) || !inDomain(value, domain)) continue;
    seen.add(key);
    yield value;
  }
}

function* proposals(truth: Fraction, random: Random): Generator<Fraction> {
  const grain = grainOf(truth);
  const step = grain.mul(truth.mul(APART).div(grain).ceil());
  for (const count of random.shuffle([-4, -3, -2, -1, 1, 2, 3, 4]))
    yield truth.add(step.mul(count));
  for (const ratio of RATIOS) yield truth.mul(ratio);
}

function isNear(value: Fraction, truth: Fraction): boolean {
  return (
    isShort(value) &&
    !value.equals(1) &&
    value.compare(truth.d === 1n ? 2 : 0) >= 0 &&
    value.mul(2).compare(truth) >= 0 &&
    value.compare(truth.mul(2)) <= 0
  );
}

/** The coarsest step that the value is a multiple of, with 4 of them in it where one has. */
function grainOf(value: Fraction): Fraction {
  const round = GRAINS.filter((grain) => value.div(grain).d === 1n);
  return round.find((grain) => value.div(grain).compare(4) >= 0) ?? round.at(-1) ?? value;
}
