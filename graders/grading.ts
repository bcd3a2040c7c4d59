import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { InputError } from '../src/input-error.ts';
import { Spent } from '../src/protocol/transcript.ts';
import { runFiles } from '../src/run/folder.ts';
import { Prices } from '../src/run/record.ts';

const Count = z.int().nonnegative();

/** How a grader that asks judges came to its verdicts: grading.<grader>.json. Never a key. */
export const Grading = z.strictObject({
  format: z.literal('lacuna-grading/1'),
  /** Name and version, as in the verdicts. */
  grader: z.string(),
  judges: z.array(z.string()).min(1),
  /** Without user, password or query. */
  baseUrl: z.string(),
  /** Verdicts without a judge, and with. */
  byRules: Count,
  byJudges: Count,
  /** Conversations without a verdict. */
  unscored: z.array(z.strictObject({ budget: z.string(), why: z.string(), count: Count })),
  /** What the judges took for these verdicts, in all sessions; no part of what the model took. */
  spent: Spent,
  prices: Prices.nullable(),
  /** Dollars; null where prices or tokens are unknown. */
  cost: z.number().nonnegative().nullable(),
  at: z.string(),
});
export type Grading = z.infer<typeof Grading>;

/** Replaces the record at one stroke. `name` is the grader's in file names. */
export async function writeGrading(dir: string, name: string, grading: Grading): Promise<void> {
  const path = runFiles(dir).grading(name);
  await writeFile(`${path}.part`, `${JSON.stringify(grading, null, 2)}\n`);
  await rename(`${path}.part`, path);
}

/** null for a grader that asked no judges. Throws InputError where the file is damaged. */
export async function readGrading(dir: string, name: string): Promise<Grading | null> {
  const path = runFiles(dir).grading(name);
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return Grading.parse(JSON.parse(text));
  } catch {
    throw new InputError(`${path}: damaged. \`lacuna grade ${dir}\` writes it anew.`);
  }
}
