import { networkOf } from '../math/network.ts';
import { propagate } from '../math/propagate.ts';
import type { System } from '../math/system.ts';

/**
 * Whether the target is fixed without the premises that clash: then the question has its answer
 * whichever of them is wrong, and there is nothing to ask.
 */
export function isIdleClash(system: System, clashing: readonly string[]): boolean {
  const premises = system.premises.filter(({ id }) => !clashing.includes(id));
  const { values, clash } = propagate(networkOf([...premises, ...system.background]));
  return !clash && values.has(system.target);
}
