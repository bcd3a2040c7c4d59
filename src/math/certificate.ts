import { z } from 'zod';
import { Rational } from './fraction.ts';

/** Values of all quantities of a system. */
export const World = z.record(z.string(), Rational);
export type World = z.infer<typeof World>;

/**
 * One step of a derivation. With the values found before it put in, the sum of `times` x equation
 * (each equation read as left - right) is, term by term, `yields` - `value`.
 * A plain forward step uses one equation; a step that solves a linear system uses several.
 * `yields` is mostly one quantity; where two statements clash over an expression, it is that ("x + y").
 */
export const Step = z.strictObject({
  yields: z.string().max(400),
  value: Rational,
  from: z.array(z.strictObject({ equation: z.string(), times: Rational })).max(100),
});
export type Step = z.infer<typeof Step>;

/** Proof that the target has one value: steps that end in it, and a world, so that it has one at all. */
export const Derivation = z.strictObject({
  kind: z.literal('derivation'),
  target: z.string(),
  answer: Rational,
  steps: z.array(Step).max(200),
  world: World,
});
export type Derivation = z.infer<typeof Derivation>;

/** Proof that the text leaves the target open: two worlds that satisfy all of it and differ in the target. */
export const Worlds = z.strictObject({
  kind: z.literal('worlds'),
  target: z.string(),
  answers: z.tuple([Rational, Rational]),
  worlds: z.tuple([World, World]),
});
export type Worlds = z.infer<typeof Worlds>;

/**
 * Proof that premises clash, and that the set is minimal: two derivations, from these premises and
 * the background alone, that end in two values of the same expression; and for each premise a world
 * in which all the others hold.
 */
export const Conflict = z.strictObject({
  kind: z.literal('conflict'),
  premises: z.array(z.string()).min(1).max(50),
  of: z.string().max(400),
  values: z.tuple([Rational, Rational]),
  first: z.array(Step).max(200),
  second: z.array(Step).max(200),
  without: z.record(z.string(), World),
});
export type Conflict = z.infer<typeof Conflict>;

export const Certificate = z.discriminatedUnion('kind', [Derivation, Worlds, Conflict]);
export type Certificate = z.infer<typeof Certificate>;

/** What `determine` finds. */
export type Determination =
  | { status: 'unique'; certificate: Derivation }
  | { status: 'open'; certificate: Worlds }
  | { status: 'inconsistent'; certificate: Conflict }
  | { status: 'undecided'; reason: string };
