import { equation, type System } from '../math/system.ts';
import type { Item } from './item.ts';

/**
 * The mathematics of an item, from its own premises, background and domains alone.
 * Throws EquationError where an equation is not one.
 */
export function itemSystem(
  item: Pick<Item, 'premises' | 'background' | 'quantities' | 'target'>,
): System {
  return {
    premises: item.premises.map(({ id, equation: text }) => equation(id, text)),
    background: item.background.map(({ id, equation: text }) => equation(id, text)),
    domains: new Map(item.quantities.map(({ id, domain }) => [id, domain])),
    target: item.target,
  };
}

/** The system with the values of some quantities told as well. */
export function tellValues(
  system: System,
  quantities: readonly string[],
  world: Readonly<Record<string, string>>,
): System {
  const told = quantities.map((id) => equation(`told ${id}`, `${id} = ${world[id]}`));
  return { ...system, premises: [...system.premises, ...told] };
}
