import type { World } from '../math/certificate.ts';
import { fraction } from '../math/fraction.ts';
import { networkOf } from '../math/network.ts';
import { propagate } from '../math/propagate.ts';
import { sufficientAsks } from '../math/sufficient.ts';
import type { System } from '../math/system.ts';

/**
 * The sufficient asks that a user can be asked for: a quantity that gives the target without any
 * premise is the target under another name ("the time in hours" where minutes are sought), and asking
 * for it only repeats the problem's own question.
 */
export function helpfulAsks(system: System, world: World): string[][] {
  return sufficientAsks(system, world).filter(([only, ...more]) => {
    return more.length > 0 || only === undefined || !restatesTarget(system, world, only);
  });
}

/** Whether a quantity fixes the target by background alone, and is not the target itself. */
export function restatesTarget({ background, target }: System, world: World, id: string): boolean {
  const value = Object.hasOwn(world, id) ? world[id] : undefined;
  if (value === undefined || id === target) return false;
  const network = networkOf(background);
  const { values, clash, oversize } = propagate(network, new Map([[id, fraction(value)]]));
  if (clash || oversize !== undefined || !values.has(target)) return false;
  return !propagate(network).values.has(target);
}
