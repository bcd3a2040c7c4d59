import type { Rational } from '../math/fraction.ts';
import type { Item } from './item.ts';

/** Statements that clash: the quantity that they are about, and its values, the true one first. */
export interface Clash {
  readonly quantity: string;
  readonly values: readonly Rational[];
}

/** What an item is, whoever made it. */
export function kindOf({ change }: Pick<Item, 'change'>): 'missing' | 'contradicted' | 'intact' {
  if (change.kind === 'reported') return change.what;
  return change.kind === 'gap' ? 'missing' : change.kind === 'clash' ? 'contradicted' : 'intact';
}

/** What clashes in an item; null where nothing does, or where its source does not say what. */
export function clashOf({ change }: Pick<Item, 'change'>): Clash | null {
  if (change.kind === 'reported') return change.clash;
  return change.kind === 'clash' ? change : null;
}
