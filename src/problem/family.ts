import { z } from 'zod';
import { fraction, rational } from '../math/fraction.ts';
import type { Domain } from '../math/system.ts';

/** Names in a family file: they become symbols of equations and slots of texts. */
const Name = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, {
  error: 'expected a name of lower-case letters, digits and "_"',
});

/** "4..12", "0.5..3 step 0.5" or a list of numbers to draw from. */
const Draw = z.union([
  z.string().regex(/^\d+(\.\d+)?\.\.\d+(\.\d+)?( step \d+(\.\d+)?)?$/, {
    error: 'expected a range such as "4..12" or "0.5..3 step 0.5", or a list of numbers',
  }),
  z.array(z.number().positive()).min(2),
]);

/** Named domains (values.ts says what they hold). */
const DomainName = z.enum(['count', 'money', 'percent', 'measure']);

/** A bound of a domain: 0.5, "0.5" or "1/2". */
const Bound = z.union([z.number(), z.string()]).transform((value, context) => {
  try {
    return rational(fraction(value));
  } catch {
    context.addIssue({ code: 'custom', message: 'expected an exact number such as 0.5 or "1/2"' });
    return z.NEVER;
  }
});

/** Any other domain: {min: 1, max: 60, step: 0.5}. */
const OwnDomain = z.strictObject({
  min: Bound,
  max: Bound,
  step: Bound.optional(),
}) satisfies z.ZodType<Domain>;

const Quantity = z.strictObject({
  /** The noun phrase by which people call it, without article: "price of one glass". */
  noun: z.string().min(3),
  /** Singular; "" for a bare number. */
  unit: z.string(),
  /** Other noun phrases that mean it. */
  also: z.array(z.string().min(2)).default([]),
  domain: z.union([DomainName, OwnDomain]),
  /** Set where a premise gives its value. */
  draw: Draw.optional(),
});

/** A stretch of text that states a premise, with its forms under the operators. */
const Clause = z.strictObject({
  premise: Name,
  text: z.string().min(1),
  /** The same with a vague word for the number; without it the premise is never blurred. */
  blur: z.string().min(1).optional(),
  /** What stands there when the premise is removed. */
  gone: z.string().default(''),
});

/** One way to tell the problem: scenery, clauses and the question, in the order of the text. */
const Wording = z.array(
  z.union([z.string().min(1), Clause, z.strictObject({ question: z.string().min(1) })]),
);

const Aside = z.strictObject({
  noun: z.string().min(3),
  unit: z.string(),
  draw: Draw,
  /** A true, irrelevant sentence with the slot {value}. */
  text: z.string().includes('{value}'),
});

/**
 * A family: the template of problems that differ in names, numbers and wording. See problems/README.md.
 * Slots in texts: {quantity} a value; {slot} a drawn name; {person}, {person.they}, {person.them},
 * {person.their}, with a capital where a sentence starts ({person.They}).
 */
export const Family = z.strictObject({
  family: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, {
    error: 'expected an id of lower-case letters, digits and "-"',
  }),
  topic: z.string().min(3),
  /** Slots that are filled with people of the roster, all different. */
  people: z.array(Name).default([]),
  /** Slots that are filled with one of the listed strings. */
  names: z.record(Name, z.array(z.string().min(1)).min(2)).default({}),
  quantities: z.record(Name, Quantity),
  /** `given`: the text gives the quantity of this name its value; else an equation that the text states. */
  premises: z.record(Name, z.union([z.literal('given'), z.string().includes('=')])),
  /** Equations that every reader supplies. */
  background: z.array(z.string().includes('=')).default([]),
  target: Name,
  wordings: z.array(Wording).min(1),
  /** Per given premise: a sentence that states the quantity once more, with the slot {value}. */
  again: z.record(Name, z.string().includes('{value}')).default({}),
  /** Per quantity that several premises imply together: a sentence that states it, with {value}. */
  claims: z.record(Name, z.string().includes('{value}')).default({}),
  asides: z.array(Aside).min(1),
});
export type Family = z.infer<typeof Family>;
export type FamilyQuantity = Family['quantities'][string];
