/** How many sources there are, and on how many days of a hundred the best of them knows, and each other one. */
export const INSTANCES = {
  /** Five sources, a gap of 0.2: 0.6 and 0.4. */
  hard: { sources: 5, best: 60, others: 40 },
  /** Four sources, a gap of 0.5: 0.75 and 0.25. */
  easy: { sources: 4, best: 75, others: 25 },
} as const;
export type InstanceName = keyof typeof INSTANCES;

/** What is run under explore: an instance, with a hint or without, the history day by day or by source. */
export const CONDITIONS = [
  'hard',
  'hard+hint',
  'hard+summary',
  'hard+hint+summary',
  'easy',
  'easy+hint',
  'easy+summary',
  'easy+hint+summary',
] as const;
export type Condition = (typeof CONDITIONS)[number];

export function partsOf(condition: Condition): {
  readonly instance: InstanceName;
  readonly hint: boolean;
  readonly summary: boolean;
} {
  const [instance, ...extras] = condition.split('+');
  return {
    instance: instance === 'easy' ? 'easy' : 'hard',
    hint: extras.includes('hint'),
    summary: extras.includes('summary'),
  };
}
