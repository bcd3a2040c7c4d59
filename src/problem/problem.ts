import { z } from 'zod';
import { World } from '../math/certificate.ts';
import { Rational } from '../math/fraction.ts';
import { Domain } from '../math/system.ts';

export const Quantity = z.strictObject({
  id: z.string(),
  /** The noun phrase by which people call it, with this problem's names in it. */
  noun: z.string(),
  /** Singular; "" for a bare number. */
  unit: z.string(),
  also: z.array(z.string()),
  domain: Domain,
});
export type Quantity = z.infer<typeof Quantity>;

/** Character offsets into the text: [start, end). */
export const Span = z.tuple([z.int().nonnegative(), z.int().nonnegative()]);
export type Span = z.infer<typeof Span>;

export const Premise = z.strictObject({
  id: z.string(),
  equation: z.string(),
  /** The quantity that it gives a value; null for a relation. */
  gives: z.string().nullable(),
  /** Where the text states it; null where the text no longer does. */
  span: Span.nullable(),
});
export type Premise = z.infer<typeof Premise>;

/** A stretch of a problem's text, before operators choose among its forms. */
export const Segment = z.strictObject({
  premise: z.string().nullable(),
  question: z.boolean(),
  text: z.string(),
  blur: z.string().nullable(),
  /** What stands there without the premise; null where the text cannot do without it. */
  gone: z.string().nullable(),
});
export type Segment = z.infer<typeof Segment>;

/** A family with drawn values, names and wording: the source of one intact item and its corruptions. */
export const Problem = z.strictObject({
  id: z.string(),
  family: z.string(),
  topic: z.string(),
  wording: z.int().nonnegative(),
  quantities: z.array(Quantity),
  premises: z.array(Premise.omit({ span: true })),
  background: z.array(z.strictObject({ id: z.string(), equation: z.string() })),
  target: z.string(),
  /** The true values of all quantities. */
  world: World,
  answer: Rational,
  segments: z.array(Segment),
  again: z.record(z.string(), z.string()),
  claims: z.record(z.string(), z.string()),
  asides: z.array(z.strictObject({ quantity: Quantity, value: Rational, text: z.string() })),
});
export type Problem = z.infer<typeof Problem>;
