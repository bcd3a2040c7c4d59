import { randomBytes, randomInt } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { writeItems } from '../corrupt/item-file.ts';
import { InputError } from '../input-error.ts';
import { packageFile } from '../package-root.ts';
import { readBank } from '../release/bank-files.ts';
import { commitmentOf, newSeal, openSeal, Seal } from '../release/seal.ts';
import { parseOptions } from './options.ts';

const NewOptions = z.object({
  out: z.string().min(1),
  pairs: z.coerce.number('expected a whole number').int().positive(),
  bank: z.string().default(packageFile('problems')),
});

/** `lacuna seal new`: draws a secret seed, and prints the commitment to it. */
export async function sealNew(flags: unknown): Promise<void> {
  const { out, pairs, bank } = parseOptions(NewOptions, flags);
  const seal = newSeal(await readBank(bank), pairs, {
    below: (limit) => randomInt(limit),
    salt: () => randomBytes(32).toString('hex'),
  });
  try {
    await writeFile(out, `${JSON.stringify(seal, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new InputError(`${out}: the seal cannot be written (${why}); give a new file`);
  }
  process.stdout.write(`${commitmentOf(seal)}\n`);
  process.stderr.write(
    `That is the commitment: publish it before the runs. ${out} is the secret: publish it after them.\n`,
  );
}

const OpenOptions = z.object({
  commitment: z.string().regex(/^[0-9a-fA-F]{64}$/, 'expected 64 hexadecimal digits'),
  out: z.string().min(1),
  bank: z.string().default(packageFile('problems')),
});

/** `lacuna seal open`: checks a seal against its commitment, and draws the items; exit 1 if it is another. */
export async function sealOpen(file: string, flags: unknown): Promise<void> {
  const { commitment, out, bank } = parseOptions(OpenOptions, flags);
  const items = openSeal(await readSeal(file), commitment, await readBank(bank));
  const written = await writeItems(out, items);
  const pairs = items.filter(({ twin }) => twin !== null).length;
  process.stdout.write(
    `${file} is what was committed to. ${out}: ${written} items, ${pairs} pairs.\n`,
  );
}

/** Throws InputError where a file is no seal. */
export async function readSeal(file: string): Promise<Seal> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new InputError(`${file}: cannot be read`);
  });
  try {
    return Seal.parse(JSON.parse(text));
  } catch {
    throw new InputError(`${file}: no seal of \`lacuna seal new\``);
  }
}
