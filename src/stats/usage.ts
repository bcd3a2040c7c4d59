import { sum } from 'simple-statistics';
import { z } from 'zod';
import type { Tally, Tokens } from './tally.ts';

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
  const items = [...tally.corrupted, ...tally.intact];
  const conversations = sum(items.map(({ id }) => tally.outcomes(budget, id).length));
  const tokens = items.map(({ id }) => tally.tokens(budget, id));
  const [inputs, outputs] = [
    together(tokens.map(({ input }) => input)),
    together(tokens.map(({ output }) => output)),
  ];
  const total = ({ sum, known }: Tokens) => (known > 0 && known === conversations ? sum : null);
  const [input, output] = [total(inputs), total(outputs)];
  const { prices } = tally.run;
  return {
    conversations,
    reported: outputs.known,
    mean: outputs.known > 0 ? outputs.sum / outputs.known : null,
    input,
    output,
    cost:
      prices !== null && input !== null && output !== null
        ? (input * prices.input + output * prices.output) / 1_000_000
        : null,
  };
}

function together(all: readonly Tokens[]): Tokens {
  return { sum: sum(all.map((each) => each.sum)), known: sum(all.map(({ known }) => known)) };
}
