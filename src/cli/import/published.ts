import { z } from 'zod';
import type { Intake } from '../../import/intake.ts';
import { PUBLISHED, takePublished } from '../../import/published/index.ts';
import { InputError } from '../../input-error.ts';
import { writeJsonLines } from '../../jsonl.ts';
import { parseOptions } from '../options.ts';
import { sayRejected } from './rejected.ts';

const Options = z.object({
  out: z.string().min(1),
  repliesOut: z.string().min(1).optional(),
});

/**
 * `lacuna import <published set> FILE…`: its problems as external items, uncertified, and its labelled
 * replies. Exit 2 where a file has malformed records: the others are taken all the same.
 */
export async function importPublished(
  name: string,
  files: readonly string[],
  flags: unknown,
): Promise<void> {
  const options = parseOptions(Options, flags);
  const set = PUBLISHED.find((candidate) => candidate.name === name);
  if (!set) throw new RangeError(`no published set ${name}`);
  const intake = await takePublished(set, files);
  const { items, replies, rejected } = intake;
  if (items.size > 0) await writeFiles(intake, options);
  sayRejected(rejected);
  if (items.size === 0) throw new InputError('no item was taken');
  if (options.repliesOut !== undefined && replies.length === 0) {
    throw new InputError('these files hold no labelled replies');
  }
  if (rejected.some(({ malformed }) => malformed)) process.exitCode = 2;
}

async function writeFiles(
  intake: Intake,
  { out, repliesOut }: z.infer<typeof Options>,
): Promise<void> {
  const items = [...intake.items.values()];
  await writeJsonLines(out, items);
  const kinds = ['missing', 'contradicted', 'intact'].flatMap((kind) => {
    const count = items.filter((item) => item.kind === kind).length;
    return count === 0 ? [] : [`${count} ${kind}`];
  });
  process.stderr.write(`${out}: ${items.length} items (${kinds.join(', ')}), all uncertified.\n`);
  const { replies } = intake;
  if (replies.length === 0) return;
  if (repliesOut === undefined) {
    process.stderr.write(`${replies.length} labelled replies: --replies-out FILE takes them.\n`);
    return;
  }
  await writeJsonLines(repliesOut, replies);
  process.stderr.write(`${repliesOut}: ${replies.length} labelled replies.\n`);
}
