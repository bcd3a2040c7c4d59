import { z } from 'zod';
import { InputError } from '../input-error.ts';

const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;

/** One setting of inference-time compute. */
export const Budget = z.discriminatedUnion('kind', [
  /** What the endpoint does unasked. */
  z.strictObject({ name: z.string(), kind: z.literal('default') }),
  z.strictObject({
    name: z.string(),
    kind: z.literal('effort'),
    value: z.enum(EFFORTS),
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

/**
 * Reads a budget as a user writes it: "default", "low", "effort:low", "think", "nothink",
 * "tokens:2048", "cap:4000", "samples:5", "revise:2", "wait:2".
 * Throws InputError that lists the forms.
 */
export function parseBudget(text: string): Budget {
  const [word = '', amount, ...rest] = text.split(':');
  const parsed = Budget.safeParse({ name: text, ...formOf(word, amount) });
  if (parsed.success && rest.length === 0) return canonical(parsed.data);
  throw new InputError(
    `no budget "${text}": use default, ${EFFORTS.join(', ')}, think, nothink, tokens:N, cap:N, ` +
      'samples:N (up to 100), revise:N or wait:N (up to 20)',
  );
}

function formOf(word: string, amount: string | undefined): Record<string, unknown> {
  if (amount === undefined) {
    if (word === 'default') return { kind: 'default' };
    if (word === 'think' || word === 'nothink')
      return { kind: 'thinking', value: word === 'think' };
    return { kind: 'effort', value: word };
  }
  if (word === 'effort') return { kind: 'effort', value: amount };
  const value = /^\d{1,9}$/.test(amount) ? Number(amount) : undefined;
  return { kind: word === 'tokens' ? 'thinking-tokens' : word, value };
}

/** One name per setting, however it was written. */
function canonical(budget: Budget): Budget {
  return budget.kind === 'effort' ? { ...budget, name: budget.value } : budget;
}
