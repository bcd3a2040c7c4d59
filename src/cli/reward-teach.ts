import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import type { Item } from '../corrupt/item.ts';
import { readItems } from '../corrupt/item-file.ts';
import { InputError } from '../input-error.ts';
import { itemsFile } from '../release/named.ts';
import { drawTeaching, teachingTable } from '../reward/learn/summary.ts';
import { type TeachOptions, teach } from '../reward/learn/teach.ts';
import { readTeaching, writeTeaching } from '../reward/learn/teaching-file.ts';
import { HeldOut } from '../reward/serve/held-out.ts';
import { limitPairs } from '../run/plan.ts';
import { parseOptions } from './options.ts';
import { putFile } from './put-file.ts';

const number = (what: string) => z.coerce.number(`expected ${what}`);
const Whole = number('a whole number').int('expected a whole number');
const Cost = number('a number from 0 to 1').min(0).max(1);

const Options = z.object({
  items: z.string().min(1),
  unseen: z.string().min(1),
  limit: Whole.min(1),
  seeds: Whole.min(1).max(100),
  steps: Whole.min(1).max(10_000),
  window: Whole.min(1).max(6),
  samples: Whole.min(1).max(100),
  perQuestion: Cost,
  perToken: Cost,
  out: z.string().min(1).optional(),
  chart: z.string().min(1).optional(),
  from: z.string().min(1).optional(),
});

/** `lacuna reward teach`: teaches toy learners by the reward, and says what they score on unseen families. */
export async function rewardTeach(flags: unknown): Promise<void> {
  const options = parseOptions(Options, flags);
  const began = performance.now();
  const teaching = options.from ? await readTeaching(options.from) : await taught(options);
  if (options.out) await writeTeaching(options.out, teaching);
  if (options.chart) await putFile(options.chart, `${drawTeaching(teaching)}\n`);
  process.stdout.write(`${teachingTable(teaching)}\n`);
  if (!options.from) {
    process.stderr.write(`${((performance.now() - began) / 1000).toFixed(0)} s\n`);
  }
}

async function taught({ items, unseen, limit, ...given }: z.infer<typeof Options>) {
  const { seeds, steps, window, samples, perQuestion, perToken } = given;
  const options: TeachOptions = {
    ...{ seeds, steps, window, samples, perQuestion, perToken },
    ...{ batch: 16, candidates: 4, rate: 4, entropy: 0.01 },
  };
  const seen = await readAll(items);
  const heldOut = await HeldOut.ofReleases();
  for (const item of seen) {
    const why = heldOut.why(item);
    if (why) throw new InputError(`--items: ${item.id} may not be learned from: ${why}`);
  }
  const sets = { seen, unseen: limitPairs(await readAll(unseen), limit) };
  return teach(sets, options, ({ sees, reward, seed, points }) => {
    const end = (100 * (points.at(-1)?.lacuna ?? 0)).toFixed(1);
    process.stderr.write(`${sees}, ${reward}, seed ${seed}: ${end}\n`);
  });
}

async function readAll(name: string): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of readItems(itemsFile(name))) items.push(item);
  return items;
}
