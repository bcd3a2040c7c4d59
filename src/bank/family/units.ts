import { factorsOf, type Polynomial, parseEquation } from '../../math/polynomial.ts';
import type { Family } from '../../problem/family.ts';
import type { Fault } from '../../problem/family-faults.ts';
import { canonicalUnit, measureOf } from '../../problem/measures.ts';

/**
 * Equations that add quantities of different units without a conversion, where that can be told: two
 * terms of one quantity each, taken once, of which at least one is measured. Counts add up to counts
 * ("adults and children are guests"), products and multiples may convert, and a quantity without unit
 * may be anything.
 */
export function unitFaults(family: Family): Fault[] {
  const equations: Array<[Fault['path'], string]> = [
    ...Object.entries(family.premises).flatMap(
      ([name, text]): Array<[Fault['path'], string]> =>
        text === 'given' ? [] : [[['premises', name], text]],
    ),
    ...family.background.map((text, i): [Fault['path'], string] => [['background', i], text]),
  ];
  return equations.flatMap(([path, text]) => {
    const clash = unlikeTerms(parseEquation(text), family);
    return clash ? [{ path, message: clash }] : [];
  });
}

function unlikeTerms(polynomial: Polynomial, { quantities }: Family): string | undefined {
  const terms = Array.from(polynomial).flatMap(([monomial, coefficient]) => {
    const [name, ...more] = factorsOf(monomial);
    const unit = name === undefined ? '' : canonicalUnit(quantities[name]?.unit ?? '');
    const once = more.length === 0 && coefficient.abs().equals(1);
    return name !== undefined && once && unit !== '' ? [{ name, unit }] : [];
  });
  for (const [index, one] of terms.entries()) {
    for (const other of terms.slice(index + 1)) {
      const measured = measureOf(one.unit) || measureOf(other.unit);
      if (!measured || one.unit === other.unit) continue;
      return `adds "${one.name}" in ${one.unit} and "${other.name}" in ${other.unit}; a conversion is missing`;
    }
  }
  return undefined;
}
