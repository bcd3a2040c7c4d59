import { z } from 'zod';
import type { Item } from '../corrupt/item.ts';
import { readItems } from '../corrupt/item-file.ts';
import { InputError } from '../input-error.ts';
import { writeJsonLines } from '../jsonl.ts';
import { packageFile } from '../package-root.ts';
import { readBank } from '../release/bank-files.ts';
import { itemsFile } from '../release/named.ts';
import { commitmentOf, openSeal } from '../release/seal.ts';
import { counted } from '../report/numbers.ts';
import { GradedItems } from '../reward/serve/graded-items.ts';
import { HeldOut } from '../reward/serve/held-out.ts';
import { serveRewards } from '../reward/serve/server.ts';
import { onInterrupt } from './interrupt.ts';
import { parseOptions } from './options.ts';
import { readSeal } from './seal.ts';

const Cost = z.coerce.number('expected a number').min(0).max(1);

const From = z.object({ items: z.string().min(1), seal: z.array(z.string()).default([]) });

const Options = From.extend({
  host: z.string().min(1),
  port: z.coerce.number('expected a port').int().min(0).max(65_535),
  tokenEnv: z.string().optional(),
  perToken: Cost,
  perQuestion: Cost,
  maxBody: z.coerce.number('expected MiB').min(0.001).max(1_024),
});

const MIB = 2 ** 20;

/** `lacuna reward serve`: grades conversations until Ctrl-C, and then ends what is running. */
export async function rewardServe(flags: unknown): Promise<void> {
  const { host, port, perToken, perQuestion, maxBody, ...from } = parseOptions(Options, flags);
  const token = tokenFrom(from.tokenEnv);
  const items = new GradedItems(...(await trainable(from)));
  const costs = { perToken, perQuestion };
  items.warm(costs);
  const largestBody = Math.floor(maxBody * MIB);
  const server = await serveRewards({
    ...{ items, costs, host, port, largestBody, token },
    unexpected: (error) => process.stderr.write(`lacuna: unexpected fault: ${kindOf(error)}\n`),
  });
  process.stdout.write(
    `Rewards for ${counted(items.size, 'item')} of ${from.items} at ${server.url}/v1/grade\nCtrl-C stops.\n`,
  );
  if (token === null && !isLoopback(host)) {
    process.stderr.write(
      `lacuna: ${host} can be reached from other machines, and anyone there may ask for grades: --token-env asks for a token.\n`,
    );
  }
  const { signal, release } = onInterrupt();
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  await server.close();
  release();
}

const RowOptions = From.extend({ out: z.string().min(1) });

/** `lacuna reward rows`: what a trainer puts to its model, under the names that TRL, verl and OpenRLHF have. */
export async function rewardRows(flags: unknown): Promise<void> {
  const { out, ...from } = parseOptions(RowOptions, flags);
  const [items, heldOut, source] = await trainable(from);
  // Refuses what is held out.
  new GradedItems(items, heldOut, source);
  const rows = items.map(({ id, text }) => ({
    item: id,
    prompt: [{ role: 'user', content: text }],
    label: id,
    data_source: 'lacuna',
    reward_model: { style: 'rule', ground_truth: id },
  }));
  await writeJsonLines(out, rows);
  process.stderr.write(
    `${out}: ${counted(rows.length, 'row')}. The answers are in none of them.\n`,
  );
}

/** The named items, and what is held out. Throws InputError where one of them cannot be read. */
async function trainable({ items: name, seal: seals }: z.output<typeof From>) {
  const heldOut = await HeldOut.ofReleases();
  for (const path of seals) {
    const seal = await readSeal(path);
    const bank = await readBank(packageFile('problems'));
    for (const item of openSeal(seal, commitmentOf(seal), bank)) heldOut.add(item);
  }
  const items: Item[] = [];
  for await (const item of readItems(itemsFile(name))) items.push(item);
  return [items, heldOut, name] as const;
}

function tokenFrom(variable: string | undefined): string | null {
  if (variable === undefined) return null;
  const token = process.env[variable];
  if (token) return token;
  throw new InputError(`--token-env: the environment variable ${variable} is not set`);
}

function isLoopback(host: string): boolean {
  return /^(?:127(?:\.\d{1,3}){3}|::1|localhost)$/.test(host);
}

/** Without its message, which may quote what it is about; LACUNA_DEBUG=1 shows where it happened. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no error';
  return process.env.LACUNA_DEBUG ? `${error.stack}` : error.name;
}
