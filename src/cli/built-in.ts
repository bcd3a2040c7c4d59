import { generateItems } from '../corrupt/generate.ts';
import type { Item } from '../corrupt/item.ts';
import { defaultFamilies, loadFamilies } from '../problem/load.ts';

const SEED = 1;
const OPERATORS = ['remove', 'blur', 'contradict', 'contradict-deep', 'distract'];

/** The set that is used where no items are named: one problem of each family, under every operator. */
export async function builtInItems(): Promise<Item[]> {
  const families = await loadFamilies(defaultFamilies());
  const made = generateItems({ families, operators: OPERATORS, perFamily: 1, seed: SEED });
  return [...made].flatMap((item) => ('rejected' in item ? [] : [item]));
}
