import { type Fraction, fraction } from '../../math/fraction.ts';
import type { Place } from '../text/number-places.ts';

/**
 * How a number of a solution comes from a number q of the text: (a + b·q) / (c + d·q). "25%" may
 * stand in a calculation as 25, as .25, as 75 (what is left) or as a division by 4.
 */
export interface LeafForm {
  readonly name: FormName;
  readonly above: readonly [Fraction, Fraction];
  readonly below: readonly [Fraction, Fraction];
}

export type FormName =
  | 'itself'
  | 'hundredth'
  | 'hundredfold'
  | 'rest'
  | 'increase'
  | 'inverse'
  | 'inverse of the rest'
  | 'numerator'
  | 'dozens';

const [ZERO, ONE, HUNDRED] = [fraction(0), fraction(1), fraction(100)];

/** The form in which this leaf may come from that place; undefined where none gives its value. */
export function formOf(leaf: Fraction, place: Place): LeafForm | undefined {
  if (place.kind !== 'ratio' && leaf.equals(place.value)) return ITSELF;
  return otherForms(place).find(({ above, below }) => {
    const bottom = below[0].add(below[1].mul(place.value));
    return bottom.n !== 0n && above[0].add(above[1].mul(place.value)).div(bottom).equals(leaf);
  });
}

const ITSELF = linear('itself', ZERO, ONE);

function otherForms({ value, kind, text }: Place): LeafForm[] {
  const forms: LeafForm[] = [];
  if (kind === 'percent') {
    const part = fraction('1/100');
    forms.push(
      linear('hundredth', ZERO, part),
      linear('rest', HUNDRED, ONE.neg()),
      linear('rest', ONE, part.neg()),
      linear('increase', HUNDRED, ONE),
      linear('increase', ONE, part),
      { name: 'inverse', above: [HUNDRED, ZERO], below: [ZERO, ONE] },
    );
  }
  if (kind === 'cents') forms.push(linear('hundredth', ZERO, fraction('1/100')));
  if (kind === 'money') forms.push(linear('hundredfold', ZERO, HUNDRED));
  if (kind === 'fraction' || kind === 'ratio') {
    const parts = fraction(value.d);
    forms.push(
      { name: 'inverse', above: [ONE, ZERO], below: [ZERO, ONE] },
      ...(value.n === 1n && kind === 'fraction' ? [] : [linear('numerator', ZERO, parts)]),
      linear('rest', ONE, ONE.neg()),
      linear('rest', parts, parts.neg()),
      { name: 'inverse of the rest', above: [ONE, ZERO], below: [ONE, ONE.neg()] },
      linear('increase', ONE, ONE),
      linear('increase', parts, parts),
      linear('hundredfold', ZERO, HUNDRED),
    );
  }
  if (/dozen/i.test(text) && value.d === 1n && value.n % 12n === 0n) {
    forms.push(linear('dozens', ZERO, fraction('1/12')));
  }
  return forms;
}

function linear(name: FormName, a: Fraction, b: Fraction): LeafForm {
  return { name, above: [a, b], below: [ONE, ZERO] };
}
