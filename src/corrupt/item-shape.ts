import { type Fraction, fraction, rational } from '../math/fraction.ts';
import { symbolsOf } from '../math/polynomial.ts';
import type { System } from '../math/system.ts';
import type { Item } from './item.ts';
import { clashOf } from './item-kind.ts';

/** An item comes from a file that we did not write: the work that it can ask for is bounded. */
const LIMITS = { quantities: 24, equations: 40, asks: 200 };

/** Bounds, ids that stand twice, and numbers that are none: what other checks may rely on. */
export function shapeFaults(item: Omit<Item, 'digest'>): string[] {
  const faults: string[] = [];
  const equations = item.premises.length + item.background.length;
  if (item.quantities.length > LIMITS.quantities) faults.push('quantities: too many');
  if (equations > LIMITS.equations) faults.push('premises, background: too many');
  if (item.asks.length > LIMITS.asks) faults.push('asks: too many');
  const ids = [...item.premises, ...item.background].map(({ id }) => id);
  if (new Set(ids).size < ids.length) faults.push('premises, background: an id stands twice');
  const quantities = item.quantities.map(({ id }) => id);
  if (new Set(quantities).size < quantities.length) faults.push('quantities: an id stands twice');
  for (const { id, domain } of item.quantities) {
    const [min, max, step] = [domain.min, domain.max, domain.step ?? '1'].map(exact);
    if (!min || !max || !step || step.compare(0) <= 0)
      faults.push(`quantities: the domain of ${id} is none`);
  }
  const numbers = [item.answer, ...Object.values(item.world)];
  numbers.push(...(clashOf(item)?.values ?? []));
  const odd = numbers.find((value) => !exact(value));
  if (odd !== undefined) faults.push(`world, answer, change: ${odd} is not in lowest terms`);
  return faults;
}

/** Symbols of equations, or a target, that are no quantity. */
export function unknownSymbols(system: System): string[] {
  const known = system.domains;
  const symbols = [...system.premises, ...system.background].flatMap(({ polynomial }) =>
    symbolsOf(polynomial),
  );
  return [...new Set([...symbols, system.target])]
    .filter((symbol) => !known.has(symbol))
    .map((symbol) => `quantities: there is no "${symbol}"`);
}

/** A number in canonical form; undefined where it is not one. */
function exact(value: string): Fraction | undefined {
  try {
    const read = fraction(value);
    return rational(read) === value ? read : undefined;
  } catch {
    return undefined;
  }
}
