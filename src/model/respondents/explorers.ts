import type { Respondent } from './respondent.ts';
import { epsilonGreedy, greedy, type Strategy, thompson, ucb } from './strategies.ts';

/** What can be asked whom it would ask: a respondent, or a strategy that does nothing else. */
export type Explorer = Pick<Respondent, 'name' | 'explores'> & Partial<Pick<Respondent, 'reply'>>;

/** The strategies that models are held against. */
export const STRATEGIES: ReadonlyArray<{ readonly name: string; readonly strategy: Strategy }> = [
  { name: 'ucb', strategy: ucb },
  { name: 'thompson', strategy: thompson },
  { name: 'greedy', strategy: greedy },
  { name: 'epsilon-greedy', strategy: epsilonGreedy },
];

/** The same, served as models, under the protocol explore alone. */
export const EXPLORERS: readonly Explorer[] = STRATEGIES.map(({ name, strategy }) => ({
  name,
  explores: () => strategy,
}));
