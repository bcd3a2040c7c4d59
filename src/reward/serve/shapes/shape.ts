import type { Graded } from '../../reward.ts';
import type { Entry } from '../conversation.ts';
import type { Fault } from '../fault.ts';

/** What became of one conversation. */
export type Outcome = Graded | Fault;

/** One way in which trainers ask for rewards: the address, and what goes in and out. */
export interface Shape {
  readonly path: string;
  /** The conversations of a request's body; a faulty one stands as its fault. Throws Fault. */
  entries(body: unknown): Array<Entry | Fault>;
  /** The response's body to the outcomes, in the order of the entries. Throws Fault. */
  answer(outcomes: readonly Outcome[], body: unknown): unknown;
}

/** The one outcome of a request that is no batch. Throws it where it is a fault. */
export function only(outcomes: readonly Outcome[]): Graded {
  const [outcome] = outcomes;
  if (outcome === undefined) throw new RangeError('a request of one entry has one outcome');
  if (outcome instanceof Error) throw outcome;
  return outcome;
}

/** Rewards as they are sent: floats without a tail of noise. */
export function rounded(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}
