import { z } from 'zod';
import type { Item } from '../corrupt/item.ts';
import { readItems } from '../corrupt/item-file.ts';
import { InputError } from '../input-error.ts';
import { parseBudget } from '../model/budget.ts';
import { protocolNamed } from '../protocol/index.ts';
import { BUILT_IN, itemsFile } from '../release/named.ts';
import { renderJson } from '../report/json.ts';
import { renderPlan, renderPlanMarkdown } from '../report/run-plan.ts';
import { estimate } from '../run/plan.ts';
import { offersIn, readPrices } from '../run/price-file.ts';
import { measure } from '../stats/measured.ts';
import { pairRule } from '../stats/pair-outcomes.ts';
import { pilotVariances } from '../stats/pilot.ts';
import { ASSUMED } from '../stats/power.ts';
import { planRun, type RunPlan, type Usage } from '../stats/run-plan.ts';
import type { Tally } from '../stats/tally.ts';
import { usage } from '../stats/usage.ts';
import { Points } from './gate.ts';
import { type GradedRun, readGradedRun } from './graded-run.ts';
import { columnsFrom, parseOptions } from './options.ts';
import { Whole } from './settings.ts';
import { terminalWidth, useColor } from './terminal.ts';

const Options = z.object({
  release: z
    .string()
    .regex(/^v\d{1,6}\/[a-z]{1,20}$/, 'expected a release such as v1/test')
    .optional(),
  items: z.string().optional(),
  detect: Points.refine((points) => points > 0, 'expected points above 0'),
  power: z.coerce
    .number('expected a share such as 0.8')
    .min(0.5, 'expected a share from 0.5')
    .max(0.999, 'expected a share below 1'),
  correlation: z.coerce
    .number('expected a correlation such as 0.33')
    .min(0, 'expected a correlation from 0')
    .max(0.99, 'expected a correlation below 1'),
  pilot: z.string().optional(),
  grader: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/, 'expected the name of a grader'),
  budgets: z
    .string()
    .transform((text) => text.split(',').map((name) => name.trim()))
    .optional(),
  protocol: z.string(),
  maxTurns: Whole('expected a whole number of turns'),
  epochs: z
    .string()
    .regex(/^\d{1,4}(,\d{1,4}){0,9}$/, 'expected whole numbers such as 1,3,5')
    .transform((text) => [...new Set(text.split(',').map(Number))].sort((a, b) => a - b))
    .refine((each) => (each[0] ?? 0) > 0, 'expected whole numbers from 1'),
  prices: z.string().optional(),
  rpm: Whole('expected requests a minute').optional(),
  tpm: Whole('expected tokens a minute').optional(),
  format: z.enum(['table', 'json', 'md']),
  width: columnsFrom(80).optional(),
});
type Options = z.infer<typeof Options>;

/** `lacuna plan`: what it takes to detect a difference, before any money is spent. */
export async function plan(flags: unknown): Promise<void> {
  const options = parseOptions(Options, flags);
  protocolNamed(options.protocol);
  // Only what pairs decide is planned.
  pairRule(options.protocol);
  const { name, items } = await chooseSet(options);
  const pilot =
    options.pilot === undefined ? null : await readGradedRun(options.pilot, options.grader);
  const budgets = options.budgets ?? (pilot ? budgetsOf(pilot) : ['default']);
  const corrupted = items.filter(({ twin }) => twin !== null);
  const families = new Set(corrupted.map(({ family }) => family)).size;
  const { variances, assumed } = variancesOf(pilot);
  const made = planRun({
    set: { name, pairs: corrupted.length, items: items.length, families },
    budgets,
    protocol: options.protocol,
    detect: options.detect,
    design: {
      ...{ variances, families, level: 0.05 },
      ...{ power: options.power, correlation: options.correlation },
    },
    pilot: pilot && { name: pilot.dir, assumed: [...assumed] },
    epochs: options.epochs,
    perEpoch: perEpoch(items, budgets, options, pilot?.tally ?? null),
    prices: options.prices === undefined ? {} : offersIn(await readPrices(options.prices)),
    requestsPerMinute: options.rpm ?? null,
    tokensPerMinute: options.tpm ?? null,
  });
  process.stdout.write(print(made, options));
}

async function chooseSet({ release, items }: Options): Promise<{ name: string; items: Item[] }> {
  if (release !== undefined && items !== undefined) {
    throw new InputError('--release and --items: give one of them');
  }
  const name = items ?? release ?? BUILT_IN;
  const read: Item[] = [];
  for await (const item of readItems(items ?? itemsFile(name))) read.push(item);
  if (!read.some(({ twin }) => twin !== null)) {
    throw new InputError(`${name} holds no pair: nothing to score`);
  }
  return { name, items: read };
}

function budgetsOf({ run }: GradedRun): string[] {
  return run.budgets.flatMap(({ budget, sameAs }) => (sameAs === null ? [budget.name] : []));
}

function variancesOf(pilot: GradedRun | null) {
  if (pilot === null) return { variances: ASSUMED, assumed: [] };
  const found = pilotVariances(measure(pilot.tally, 'lacuna'));
  if (found) return found;
  throw new InputError(`${pilot.dir} has fewer than two families: no pilot`);
}

/** Of the whole set, put once under each budget: a pilot's own tokens where it has them, else a guess. */
function perEpoch(
  items: readonly Item[],
  budgets: readonly string[],
  { protocol, maxTurns }: Options,
  tally: Tally | null,
): Usage {
  const each = budgets.map((name) => {
    const budget = parseBudget(name);
    const planned = { budgets: [{ budget, fields: {}, sameAs: null }], epochs: 1 };
    const guess = estimate(items, { ...planned, protocol, maxTurns }, null);
    const used = tally?.run.protocol === protocol ? usage(tally, budget.name) : null;
    if (!used || used.input === null || used.output === null) return guess;
    const times = items.length / used.conversations;
    return { ...guess, inputTokens: used.input * times, outputTokens: used.output * times };
  });
  const sum = (part: keyof Usage) => each.reduce((total, usage) => total + usage[part], 0);
  return {
    calls: sum('calls'),
    inputTokens: sum('inputTokens'),
    outputTokens: sum('outputTokens'),
  };
}

function print(made: RunPlan, { format, width }: Options): string {
  if (format === 'json') return renderJson(made);
  if (format === 'md') return renderPlanMarkdown(made);
  return renderPlan(made, { width: width ?? terminalWidth(), color: useColor() });
}
