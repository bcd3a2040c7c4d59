import { z } from 'zod';
import { InputError } from '../input-error.ts';
import { FrozenReleases } from '../release/frozen.ts';
import { releaseFile } from '../release/named.ts';
import { printable } from '../report/plain-text.ts';
import { withBundle } from '../submission/bundle.ts';
import { type BundleCheck, type CheckRow, checkBundle } from '../submission/check.ts';
import { parseOptions } from './options.ts';

const Options = z.object({ releases: z.string().default(releaseFile('')) });

/**
 * `lacuna leaderboard check BUNDLE…`: says of each what was checked. Exit 1 where something does not
 * hold, 2 where a bundle is malformed.
 */
export async function checkBundles(paths: readonly string[], flags: unknown): Promise<void> {
  const { releases } = parseOptions(Options, flags);
  const frozen = new FrozenReleases(releases);
  let worst = 0;
  for (const path of paths) {
    try {
      const faults = await withBundle(path, frozen, async (bundle) => {
        const check = await checkBundle(bundle);
        const { model } = bundle.manifest;
        const by = model.vendor === null ? '' : ` (${model.vendor})`;
        process.stdout.write(describe(`${path}: ${printable(`${model.name}${by}`)}`, check));
        return check.faults;
      });
      for (const fault of faults) process.stderr.write(`${path}: ${printable(fault)}\n`);
      if (faults.length > 0) worst = Math.max(worst, 1);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      process.stderr.write(`lacuna: ${printable(error.message)}\n`);
      worst = Math.max(worst, error.exitCode);
    }
  }
  process.exitCode = worst;
}

function describe(title: string, { rows, faults }: BundleCheck): string {
  const width = Math.max(...rows.map(({ what }) => what.length));
  const line = ({ what, holds, found }: CheckRow) =>
    `  ${what.padEnd(width)}  ${mark(holds)}  ${printable(found)}`;
  const verdict = faults.length === 0 ? 'Everything holds.' : 'It does not hold.';
  return `${[title, ...rows.map(line), `  ${verdict}`].join('\n')}\n`;
}

function mark(holds: boolean | null): string {
  if (holds === null) return '–   ';
  return holds ? 'ok  ' : 'FAIL';
}
