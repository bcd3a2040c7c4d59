import { z } from 'zod';
import type { CheckedEntries } from '../../leaderboard/site/checked-entries.ts';
import { InputError } from '../input-error.ts';
import { FrozenReleases } from '../release/frozen.ts';
import { releaseFile } from '../release/named.ts';
import { printable } from '../report/plain-text.ts';
import { type Bundle, withBundle } from '../submission/bundle.ts';
import {
  type BundleCheck,
  type CheckedRun,
  type CheckRow,
  checkBundle,
  checkedRun,
} from '../submission/check.ts';
import type { RegisterLine } from '../submission/register.ts';
import { goOnFromEachOther as goOn } from '../submission/register-check.ts';
import { exitOnInterrupt } from './interrupt.ts';
import { parseOptions } from './options.ts';

const Options = z.object({
  releases: z.string().default(releaseFile('')),
  site: z.string().optional(),
});

/**
 * `lacuna leaderboard check BUNDLE…`: says of each what was checked, and keeps what holds for the site.
 * Exit 1 where something does not hold, 2 where a bundle is malformed.
 */
export async function checkBundles(paths: readonly string[], flags: unknown): Promise<void> {
  const { releases, site } = parseOptions(Options, flags);
  exitOnInterrupt();
  const kept = site === undefined ? null : await entriesOf(site, releases);
  const frozen = new FrozenReleases(releases);
  const registers: VendorRegister[] = [];
  let worst = 0;
  for (const path of paths) {
    try {
      const keep = await kept?.of(path);
      const faults = await withBundle(path, frozen, (bundle) => checkOne(bundle, registers, keep));
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

/** The register that a vendor handed in with a bundle. */
interface VendorRegister {
  readonly path: string;
  readonly vendor: string | null;
  readonly lines: readonly RegisterLine[];
}

/** The parts that draw pages are loaded for that alone. */
async function entriesOf(site: string, releases: string): Promise<CheckedEntries> {
  const { CheckedEntries } = await import('../../leaderboard/site/checked-entries.ts');
  return CheckedEntries.into(site, releases);
}

/** Prints what was checked of a bundle, and keeps it where it holds; gives its faults. */
async function checkOne(
  bundle: Bundle,
  earlier: VendorRegister[],
  keep: (run: CheckedRun) => Promise<void> = async () => undefined,
): Promise<string[]> {
  const { path, manifest } = bundle;
  const check = await checkBundle(bundle);
  const { name, vendor } = manifest.model;
  const faults = [...check.faults];
  const { lines } = check.register;
  if (lines) {
    const other = earlier.find((one) => one.vendor === vendor && !goOn(one.lines, lines));
    if (other) faults.push(`register: it and that of ${other.path} are not one register`);
    earlier.push({ path, vendor, lines });
  }
  const title = `${path}: ${printable(vendor === null ? name : `${name} (${vendor})`)}`;
  process.stdout.write(describe(title, { rows: check.rows, faults }));
  const run = checkedRun(bundle, { ...check, faults });
  if (run) await keep(run);
  return faults;
}

function describe(title: string, { rows, faults }: Pick<BundleCheck, 'rows' | 'faults'>): string {
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
