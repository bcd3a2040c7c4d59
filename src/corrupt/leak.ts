import { fraction } from '../math/fraction.ts';
import type { Premise } from '../problem/problem.ts';
import type { Item } from './item.ts';
import { statedNumbers } from './stated-numbers.ts';

/**
 * The removed value, where the text still states it, in digits, in words or derived ("half of 40").
 * `intact`: the premises of the twin, which say what the removed one gave.
 */
export function leak(
  { text, change }: Pick<Item, 'text' | 'change'>,
  intact: ReadonlyArray<Pick<Premise, 'id' | 'gives'>>,
  world: Item['world'],
): string | undefined {
  if (change.kind !== 'gap') return undefined;
  const given = intact.find(({ id }) => id === change.premise)?.gives;
  const value = given ? world[given] : undefined;
  if (value === undefined) return undefined;
  const removed = fraction(value);
  return statedNumbers(text).some((number) => number.equals(removed))
    ? `the removed value ${value} of ${given} still stands in the text`
    : undefined;
}
