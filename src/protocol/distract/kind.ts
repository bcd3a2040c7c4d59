/** What a turn of the user under distract is: seven kinds lead away from the problem, two belong to it. */
export const KINDS = [
  'small-talk',
  'other-subject',
  'other-service',
  'opinion',
  'bridge-thing',
  'bridge-name',
  'irrelevant-number',
  'changed-premise',
  'on-topic',
] as const;
export type Kind = (typeof KINDS)[number];

/** Off-topic from one sentence to the next. */
export const ABRUPT = ['small-talk', 'other-subject', 'other-service', 'opinion'] as const;

/** By way of something that the problem speaks of. */
export const BRIDGES = ['bridge-thing', 'bridge-name'] as const;

/** Whether a turn leads away from the problem; the others must be taken up. */
export function isDistractor(kind: Kind): boolean {
  return kind !== 'changed-premise' && kind !== 'on-topic';
}
