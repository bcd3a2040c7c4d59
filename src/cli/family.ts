import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { checkFamily, THOROUGH } from '../bank/family/check.ts';
import { printFamily } from '../bank/family/print.ts';
import { InputError } from '../input-error.ts';
import { familyFiles } from '../problem/load.ts';
import { parseOptions } from './options.ts';

const Whole = z.coerce.number('expected a whole number').int().positive();

const Options = z.object({
  print: z.boolean().default(false),
  seed: z.coerce.number('expected a whole number').int().default(1),
  draws: Whole.default(THOROUGH.draws),
  problems: Whole.default(THOROUGH.problems),
});

/** `lacuna family check`: one finding a line, a summary, exit 1 where there is one; or prints the texts. */
export async function checkFamilies(paths: readonly string[], flags: unknown): Promise<void> {
  const { print, seed, draws, problems } = parseOptions(Options, flags);
  const files = (await Promise.all(paths.map(familyFiles))).flat();
  const ids = new Map<string, string>();
  const total = { findings: 0, admitted: 0, tried: 0 };
  for (const file of files) {
    const { findings, family, admitted, tried } = checkFamily(await readFile(file, 'utf8'), file, {
      draws,
      problems,
    });
    if (family) {
      const other = ids.get(family.family);
      if (other) findings.push(`${file}:1: family: "${family.family}" is the id of ${other} too`);
      ids.set(family.family, file);
      if (print && tried > 0) process.stdout.write(`${printFamily(family, seed)}\n`);
    }
    if (findings.length > 0) process.stdout.write(`${findings.join('\n')}\n`);
    total.findings += findings.length;
    total.admitted += admitted;
    total.tried += tried;
  }
  const share = total.tried === 0 ? '0' : ((100 * total.admitted) / total.tried).toFixed(1);
  const what = files.length === 1 ? '1 family' : `${files.length} families`;
  const found = total.findings === 1 ? '1 finding' : `${total.findings || 'no'} findings`;
  const summary = `${what}: ${found}; ${share}% of ${total.tried} items admitted`;
  if (total.findings > 0) throw new InputError(summary, 1);
  process.stdout.write(`${summary}.\n`);
}
