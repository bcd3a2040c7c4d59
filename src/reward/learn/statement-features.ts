import type { Item } from '../../corrupt/item.ts';

/** What the sentences of a problem state, counted. */
export const STATEMENT_FEATURES = [
  /** Unknowns that they speak of, the one that is asked for included, beyond the statements about them. */
  'unknowns to spare',
  /** Statements beyond the unknowns. */
  'statements to spare',
] as const;

/**
 * Counts over what a reader writes down who understands each sentence, one equation a statement: the premises
 * that the text states, and what everybody knows. They are not solved, and nothing else of the item is looked
 * at. This is a perfect reading, and no model's: in this bank a problem has as many statements as unknowns,
 * one that lacks a premise has one fewer, and one with a clash one more. What it takes to ask rightly is then
 * one threshold at each side, of a number that says neither what it means nor what to do about it.
 */
export function statementFeatures({
  premises,
  background,
  target,
}: Pick<Item, 'premises' | 'background' | 'target'>): number[] {
  const equations = [...premises, ...background].map(({ equation }) => equation);
  const unknowns = new Set([
    target,
    ...equations.flatMap((equation) => equation.match(/[a-z_]\w*/gi) ?? []),
  ]);
  const excess = unknowns.size - equations.length;
  return [Math.max(0, excess), Math.max(0, -excess)];
}
