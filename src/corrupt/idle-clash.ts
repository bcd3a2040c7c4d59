import type { World } from '../math/certificate.ts';
import { determine } from '../math/determine.ts';
import type { System } from '../math/system.ts';

/**
 * Whether the target is fixed without the premises that clash: then the question has its answer
 * whichever of them is wrong, and there is nothing to ask.
 */
export function isIdleClash(system: System, clashing: readonly string[], known: World): boolean {
  const premises = system.premises.filter(({ id }) => !clashing.includes(id));
  return determine({ ...system, premises }, { known }).status === 'unique';
}
