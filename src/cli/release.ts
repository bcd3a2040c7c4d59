import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { InputError } from '../input-error.ts';
import { packageFile } from '../package-root.ts';
import { readBank } from '../release/bank-files.ts';
import { buildRelease } from '../release/build.ts';
import { checkRelease, readManifest } from '../release/check.ts';
import { SPLITS } from '../release/manifest.ts';
import { parseOptions } from './options.ts';
import { verify } from './verify.ts';

const Options = z.object({
  name: z.string().regex(/^v\d{1,6}$/, 'expected v1, v2, …'),
  seed: z.coerce.number('expected a whole number').int().nonnegative(),
  pairs: z.coerce.number('expected a whole number').int().positive(),
  bank: z.string().default(packageFile('problems')),
  out: z.string().min(1),
});

/** `lacuna release build`: draws a release from the bank into a new folder. */
export async function build(flags: unknown): Promise<void> {
  const { bank, out, name, seed, pairs } = parseOptions(Options, flags);
  if (await readManifest(out).catch(() => undefined)) {
    throw new InputError(`${out} holds a release: what is released is never made over`);
  }
  const files = buildRelease(await readBank(bank), { version: name, seed, pairs });
  // The manifest is last: a folder that has one is complete.
  for (const [path, text] of files) {
    await mkdir(dirname(join(out, path)), { recursive: true });
    await writeFile(join(out, path), text);
  }
  const { splits } = await readManifest(out);
  for (const split of SPLITS) {
    const { pairs, items, problems, families } = splits[split];
    process.stdout.write(
      `${join(out, split)}.jsonl: ${pairs} pairs, ${items} items, ${problems} problems of ${families} families\n`,
    );
  }
}

/** `lacuna release check`: hashes, certificates, and the same bytes when made again; exit 1 if not. */
export async function check(dir: string): Promise<void> {
  const { manifest, faults, rebuilt } = await checkRelease(dir);
  if (faults.length > 0) {
    throw new InputError(`${dir} is not as it was released:\n  ${faults.join('\n  ')}`, 1);
  }
  await verify(
    SPLITS.map((split) => join(dir, `${split}.jsonl`)),
    { certifiedOnly: true },
  );
  process.stdout.write(
    rebuilt
      ? `${manifest.version}: every file is the one that was released, and made again it is the same bit for bit.\n`
      : `${manifest.version}: every file is the one that was released. It was made by generator ${manifest.generator}; this one does not make it again.\n`,
  );
}
