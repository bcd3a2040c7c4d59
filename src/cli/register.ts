import { z } from 'zod';
import { InputError } from '../input-error.ts';
import { counted } from '../report/numbers.ts';
import { printable } from '../report/plain-text.ts';
import { exists, readRun, runFiles } from '../run/folder.ts';
import { runHash } from '../run/identity.ts';
import { readConversations } from '../run/replies.ts';
import { readRegister, registerRun } from '../submission/register.ts';
import { parseOptions } from './options.ts';

const Options = z.object({ run: z.string().min(1).optional() });

/** `lacuna register FILE`: checks the chain and counts runs; exit 1, with the line, where it is broken. */
export async function register(path: string, flags: unknown): Promise<void> {
  const { run: dir } = parseOptions(Options, flags);
  if (dir !== undefined) {
    const run = { record: await readRun(dir), hash: await runHash(dir) };
    const written = await registerRun(path, run, { now: Date.now(), begun: await hasReplies(dir) });
    process.stdout.write(`${path}: ${dir} ${written ? 'is registered' : 'stood there already'}.\n`);
  }
  const { lines, broken } = await readRegister(path);
  if (broken) throw new InputError(`${path}: ${broken}`, 1);
  const counts = new Map<string, number>();
  for (const { model, release } of lines) {
    const of = `${printable(model)} on release ${printable(release).slice(0, 12)}`;
    counts.set(of, (counts.get(of) ?? 0) + 1);
  }
  const listed = [...counts].map(([of, count]) => `  ${of}: ${counted(count, 'run')}`);
  process.stdout.write(
    `${[`${path}: ${counted(lines.length, 'run')}, the chain is whole; the last hash is ${lines.at(-1)?.hash ?? 'none'}`, ...listed].join('\n')}\n`,
  );
}

async function hasReplies(dir: string): Promise<boolean> {
  const { replies } = runFiles(dir);
  if (!(await exists(replies))) return false;
  for await (const _ of readConversations(replies)) return true;
  return false;
}
