import { z } from 'zod';

/** One setting of inference-time compute. */
export const Budget = z.discriminatedUnion('kind', [
  /** What the endpoint does unasked. */
  z.strictObject({ name: z.string(), kind: z.literal('default') }),
  z.strictObject({
    name: z.string(),
    kind: z.literal('effort'),
    value: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']),
  }),
  z.strictObject({ name: z.string(), kind: z.literal('thinking'), value: z.boolean() }),
  z.strictObject({
    name: z.string(),
    kind: z.literal('thinking-tokens'),
    value: z.int().positive(),
  }),
  /** Cap on all completion tokens, reasoning included. */
  z.strictObject({ name: z.string(), kind: z.literal('cap'), value: z.int().positive() }),
  /** Parallel samples; the majority's reply stands. */
  z.strictObject({ name: z.string(), kind: z.literal('samples'), value: z.int().min(1).max(100) }),
  /** Rounds in which the model reconsiders its reply. */
  z.strictObject({ name: z.string(), kind: z.literal('revise'), value: z.int().min(1).max(20) }),
  /** s1's forced waits: "Wait" is appended to the thinking and it goes on. */
  z.strictObject({ name: z.string(), kind: z.literal('wait'), value: z.int().min(1).max(20) }),
]);
export type Budget = z.infer<typeof Budget>;
