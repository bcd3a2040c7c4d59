import { z } from 'zod';
import type { Prices } from '../run/record.ts';
import { type Design, detectable, detectableFloor, pairsNeeded } from './power.ts';

const Count = z.int().nonnegative();

/** What one way to detect the difference takes. */
const Option = z.strictObject({
  epochs: Count,
  /** null where no feasible number of items of these families detects the difference. */
  pairs: Count.nullable(),
  items: Count.nullable(),
  calls: Count.nullable(),
  inputTokens: Count.nullable(),
  outputTokens: Count.nullable(),
  /** Dollars, by model. */
  cost: z.record(z.string(), z.number()),
  /** At the rate limits; null without any. */
  minutes: z.number().nullable(),
});
export type PlanOption = z.infer<typeof Option>;

/** What a run would have to be to detect a difference, before any money is spent. */
export const RunPlan = z.strictObject({
  format: z.literal('lacuna-plan/1'),
  set: z.strictObject({ name: z.string(), pairs: Count, items: Count, families: Count }),
  budgets: z.array(z.string()),
  protocol: z.string(),
  detect: z.number(),
  power: z.number(),
  level: z.number(),
  correlation: z.number(),
  variances: z.strictObject({ family: z.number(), item: z.number(), reply: z.number() }),
  /** The pilot, and what it could not tell; null where all is assumed. */
  pilot: z.strictObject({ name: z.string(), assumed: z.array(z.string()) }).nullable(),
  options: z.array(Option),
  /** Differences below stay hidden however many items of these families are put. */
  floor: z.number(),
  /** The smallest difference that is detected, as a fraction, by pairs and epochs. */
  detectable: z.array(z.strictObject({ pairs: Count, epochs: Count, difference: z.number() })),
});
export type RunPlan = z.infer<typeof RunPlan>;

/** What the whole set, put once, takes. */
export interface Usage {
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface PlanRequest {
  readonly set: RunPlan['set'];
  readonly budgets: readonly string[];
  readonly protocol: string;
  readonly detect: number;
  readonly design: Design;
  readonly pilot: RunPlan['pilot'];
  readonly epochs: readonly number[];
  /** All budgets together. */
  readonly perEpoch: Usage;
  readonly prices: Readonly<Record<string, Prices>>;
  readonly requestsPerMinute: number | null;
  readonly tokensPerMinute: number | null;
}

/** Pairs. Nobody puts more. */
const FEASIBLE = 100_000;

const SIZES = [100, 200, 500, 1000, 2000];

/** Calls and tokens grow in proportion with pairs and epochs; a set of more pairs is taken to be like this one. */
export function planRun(request: PlanRequest): RunPlan {
  const { set, design, detect, epochs } = request;
  const sizes = [...new Set([...SIZES, set.pairs])].sort((a, b) => a - b);
  return {
    format: 'lacuna-plan/1',
    set,
    budgets: [...request.budgets],
    protocol: request.protocol,
    detect,
    ...{ power: design.power, level: design.level, correlation: design.correlation },
    variances: design.variances,
    pilot: request.pilot,
    options: epochs.map((each) => optionOf(request, each)),
    floor: detectableFloor(design),
    detectable: sizes.flatMap((pairs) =>
      epochs.map((each) => ({
        pairs,
        epochs: each,
        difference: detectable(design, pairs, each),
      })),
    ),
  };
}

function optionOf(request: PlanRequest, epochs: number): PlanOption {
  const { set, design, detect, perEpoch, prices } = request;
  const pairs = pairsNeeded(design, detect, epochs);
  if (pairs === null || pairs > FEASIBLE) {
    const none = { pairs: null, items: null, calls: null, inputTokens: null, outputTokens: null };
    return { epochs, ...none, cost: {}, minutes: null };
  }
  const share = (pairs / set.pairs) * epochs;
  const [calls, inputTokens, outputTokens] = [
    perEpoch.calls,
    perEpoch.inputTokens,
    perEpoch.outputTokens,
  ].map((count) => Math.ceil(count * share));
  const tokens = { input: inputTokens ?? 0, output: outputTokens ?? 0 };
  return {
    epochs,
    pairs,
    items: Math.ceil((pairs / set.pairs) * set.items),
    calls: calls ?? 0,
    inputTokens: tokens.input,
    outputTokens: tokens.output,
    cost: Object.fromEntries(
      Object.entries(prices).map(([model, price]) => [
        model,
        (tokens.input * price.input + tokens.output * price.output) / 1e6,
      ]),
    ),
    minutes: minutesAt(request, calls ?? 0, tokens.input + tokens.output),
  };
}

/** The slower of the two limits. */
function minutesAt(
  { requestsPerMinute, tokensPerMinute }: PlanRequest,
  calls: number,
  tokens: number,
): number | null {
  const each = [
    ...(requestsPerMinute === null ? [] : [calls / requestsPerMinute]),
    ...(tokensPerMinute === null ? [] : [tokens / tokensPerMinute]),
  ];
  return each.length === 0 ? null : Math.max(...each);
}
