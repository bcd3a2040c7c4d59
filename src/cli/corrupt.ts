import { z } from 'zod';
import { generateItems } from '../corrupt/generate.ts';
import type { Item } from '../corrupt/item.ts';
import { writeItems } from '../corrupt/item-file.ts';
import { InputError } from '../input-error.ts';
import type { Family } from '../problem/family.ts';
import { defaultFamilies, loadFamilies } from '../problem/load.ts';
import { readBank } from '../release/bank-files.ts';
import { releaseItems } from '../release/build.ts';
import { readManifest } from '../release/check.ts';
import { BUILT_IN, releaseFile } from '../release/named.ts';
import { counted } from '../report/numbers.ts';
import { builtInItems } from './built-in.ts';
import { parseOptions } from './options.ts';

const Options = z.object({
  release: z
    .string()
    .regex(/^v\d{1,6}\/(dev|test)$/, 'expected a split of a release, such as v1/test')
    .optional(),
  families: z.string().optional(),
  split: z.literal('dev', 'expected dev: the families of tests are for no training').optional(),
  operators: z.string(),
  perFamily: z.coerce.number('expected a whole number').int().positive(),
  seed: z.coerce.number('expected a whole number').int(),
  out: z.string().min(1),
});

/** `lacuna corrupt`: writes items with their certificates. */
export async function corrupt(flags: unknown): Promise<void> {
  const options = parseOptions(Options, flags);
  if (options.release) return rebuild(options.release, options.out);
  const families = await familiesFrom(options);
  const operators = options.operators.split(',').map((name) => name.trim());
  const rejected: string[] = [];
  let pairs = 0;
  function* admitted(): Generator<Item> {
    const { perFamily, seed } = options;
    for (const made of generateItems({ families, operators, perFamily, seed })) {
      if ('rejected' in made) {
        rejected.push(`${made.problem}.${made.operator}: ${made.rejected}`);
        continue;
      }
      if (made.twin !== null) pairs += 1;
      yield made;
    }
  }
  const written = await writeItems(options.out, admitted());
  process.stderr.write(
    `${options.out}: ${counted(written, 'item')} of ${counted(families.length, 'family', 'families')}, ${counted(pairs, 'pair')}, each with its certificate.\n`,
  );
  if (rejected.length > 0) {
    process.stderr.write(`Not admitted: ${rejected.length}\n  ${rejected.join('\n  ')}\n`);
  }
  if (written === 0) throw new InputError('no item was admitted');
}

/** Throws InputError where none is left. */
async function familiesFrom({
  families: path,
  split,
}: z.output<typeof Options>): Promise<Family[]> {
  const families = await loadFamilies(path ?? defaultFamilies());
  if (split === undefined) return families;
  const open = new Set((await builtInItems()).map(({ family }) => family));
  const kept = families.filter(({ family }) => open.has(family));
  if (kept.length > 0) return kept;
  throw new InputError(`--split dev: ${path} holds no family of ${BUILT_IN}`);
}

/** Draws a split of a release again, from the release's own families and seed. */
async function rebuild(name: string, out: string): Promise<void> {
  const [version = '', split] = name.split('/');
  const dir = releaseFile(version);
  const { seed, pairs } = await readManifest(dir);
  const items = releaseItems(
    await readBank(dir),
    { seed, pairs },
    split === 'dev' ? 'dev' : 'test',
  );
  const written = await writeItems(out, items);
  process.stderr.write(`${out}: ${written} items, drawn again as ${name}.\n`);
}
