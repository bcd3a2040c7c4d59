import { z } from 'zod';
import { Rational } from '../../math/fraction.ts';
import { KINDS } from './kind.ts';
import { Part } from './templates.ts';

/** A premise that the user corrects, and what the answer is from then on. */
export const Change = z.strictObject({
  quantity: z.string(),
  value: Rational,
  answer: Rational,
});
export type Change = z.infer<typeof Change>;

/** What a turn of the user is that was laid down before the conversation began. */
export const Scripted = z.strictObject({
  kind: z.enum(KINDS),
  template: z.string(),
  part: Part.optional(),
  /** Of an irrelevant number. */
  number: Rational.optional(),
  /** Of a changed premise. */
  change: Change.optional(),
});
export type Scripted = z.infer<typeof Scripted>;
