import { InputError } from '../../input-error.ts';
import { blur } from './blur.ts';
import { contradict } from './contradict.ts';
import { contradictDeep } from './contradict-deep.ts';
import { withAsides } from './distract.ts';
import { intact } from './intact.ts';
import type { Operator } from './operator.ts';
import { remove } from './remove.ts';

const BASE = [intact, remove, blur, contradict, contradictDeep];

/**
 * Every operator by the name that users give: the base ones, each of them `+distract`, and `distract`
 * alone, which is short for `remove+distract`.
 */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map(
  [...BASE, ...BASE.map(withAsides)]
    .map((operator): [string, Operator] => [operator.name, operator])
    .concat([['distract', withAsides(remove)]]),
);

/** The operator of a name. Throws InputError with the names that there are. */
export function operatorNamed(name: string): Operator {
  const operator = OPERATORS.get(name);
  if (operator) return operator;
  throw new InputError(`no operator "${name}"; choose from ${[...OPERATORS.keys()].join(', ')}`);
}
