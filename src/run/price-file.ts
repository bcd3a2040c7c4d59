import { readFile } from 'node:fs/promises';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { InputError } from '../input-error.ts';
import { discounted } from './plan.ts';
import { Prices } from './record.ts';

const Priced = Prices.extend({
  /** By what share batches cost less, where the provider has them. */
  batchDiscount: z.number().min(0).max(1).optional(),
});

/** What models cost, by name: dollars per million tokens. Written by users: prices change. */
export const PriceFile = z.strictObject({
  models: z
    .record(z.string().min(1), Priced)
    .refine((models) => Object.keys(models).length > 0, 'expected a model'),
});
export type PriceFile = z.infer<typeof PriceFile>;

/** Reads a price file (YAML). Throws InputError with the line and the field that is wrong. */
export async function readPrices(path: string): Promise<PriceFile> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new InputError(`${path}: no such file, or it cannot be read`);
  });
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [fault] = document.errors;
  if (fault) {
    const { line } = lines.linePos(fault.pos[0]);
    throw new InputError(`${path}:${line}: ${fault.message.split('\n')[0]}`);
  }
  const parsed = PriceFile.safeParse(document.toJS({ maxAliasCount: 10 }));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
    const field = [...issue.path.map(String), ...keys].join('.') || 'file';
    const what =
      keys.length > 0
        ? 'no such field (known: models; of a model: input, output, batchDiscount)'
        : issue.message;
    return `${path}: ${field}: ${what}`;
  });
  throw new InputError(faults.join('\n'));
}

/** Prices by what is bought: a model, call by call, and where it has batches those too. */
export function offersIn({ models }: PriceFile): Record<string, Prices> {
  const offers = Object.entries(models).flatMap(
    ([model, { batchDiscount: discount, ...prices }]): Array<[string, Prices]> => [
      [model, prices],
      ...(discount === undefined
        ? []
        : ([[`${model}, in batches`, discounted(prices, discount)]] as Array<[string, Prices]>)),
    ],
  );
  return Object.fromEntries(offers);
}
