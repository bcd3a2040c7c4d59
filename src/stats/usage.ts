import { mean, sum } from 'simple-statistics';
import { z } from 'zod';
import type { Tally } from './tally.ts';

const Count = z.int().nonnegative();

/** Tokens and money of one budget. Unknown is null, never 0. */
export const Usage = z.strictObject({
  /** Conversations with a verdict. */
  conversations: Count,
  /** Those whose output tokens the endpoint reported: the mean is over them. */
  reported: Count,
  /** Output tokens of a conversation, reasoning included. */
  mean: z.number().nonnegative().nullable(),
  /** Over all conversations; null unless every one reported. */
  input: Count.nullable(),
  output: Count.nullable(),
  /** Dollars at the run's prices, cached input at the full price; null without prices or totals. */
  cost: z.number().nonnegative().nullable(),
});
export type Usage = z.infer<typeof Usage>;

/** What the graded conversations of a budget used. */
export function usage(tally: Tally, budget: string): Usage {
  const outputs: number[] = [];
  const inputs: number[] = [];
  let conversations = 0;
  for (const items of [tally.corrupted, tally.intact]) {
    for (const { id } of items) {
      for (const { input, output } of tally.outcomes(budget, id)) {
        conversations += 1;
        if (input !== null) inputs.push(input);
        if (output !== null) outputs.push(output);
      }
    }
  }
  const total = (known: readonly number[]) =>
    known.length > 0 && known.length === conversations ? sum(known) : null;
  const [input, output] = [total(inputs), total(outputs)];
  const { prices } = tally.run;
  return {
    conversations,
    reported: outputs.length,
    mean: outputs.length > 0 ? mean(outputs) : null,
    input,
    output,
    cost:
      prices !== null && input !== null && output !== null
        ? (input * prices.input + output * prices.output) / 1_000_000
        : null,
  };
}
