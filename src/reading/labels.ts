import { z } from 'zod';

/** What a reply to a corrupted item can do. */
export const CORRUPTED_LABELS = [
  'asks',
  'names',
  'balks',
  'asks-other',
  'assumes',
  'open-form',
  'guesses',
  'none',
] as const;

/** What a reply to an intact item can do. */
export const INTACT_LABELS = ['solves', 'errs', 'overasks', 'balks', 'none'] as const;

export const Label = z.enum([...new Set([...CORRUPTED_LABELS, ...INTACT_LABELS])]);
export type Label = z.infer<typeof Label>;

/** The labels that a reply to an item of this kind can have. */
export function labelsOf(kind: 'missing' | 'contradicted' | 'intact'): readonly Label[] {
  return kind === 'intact' ? INTACT_LABELS : CORRUPTED_LABELS;
}

/**
 * The coarser question that published sets label: whether the reply commits to an answer (true), or
 * abstains or asks (false). null for a reply in which there is nothing to grade.
 */
export function isAnswer(label: Label): boolean | null {
  if (label === 'none') return null;
  return ['guesses', 'assumes', 'solves', 'errs'].includes(label);
}
