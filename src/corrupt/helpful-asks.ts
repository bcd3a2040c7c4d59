import type { World } from '../math/certificate.ts';
import { sufficientAsks } from '../math/sufficient.ts';
import type { System } from '../math/system.ts';

/**
 * The sufficient asks that a user can be asked for: a quantity that gives the target without any
 * premise is the target under another name ("the time in hours" where minutes are sought), and asking
 * for it only repeats the problem's own question.
 */
export function helpfulAsks(system: System, world: World): string[][] {
  const restated = new Set(restatements(system, world));
  return sufficientAsks(system, world).filter(([only, ...more]) => {
    return more.length > 0 || only === undefined || !restated.has(only);
  });
}

/** Quantities that fix the target by background alone. */
export function restatements(system: System, world: World): string[] {
  return sufficientAsks({ ...system, premises: [] }, world, 1).flat();
}
