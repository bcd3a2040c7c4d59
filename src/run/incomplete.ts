import { InputError } from '../input-error.ts';
import { exists, runFiles } from './folder.ts';
import type { RunRecord } from './record.ts';
import { readRecorded } from './recorded.ts';

/** Throws InputError (exit 3) where conversations of the run have not ended. */
export async function refuseIncomplete(dir: string, run: RunRecord): Promise<void> {
  const { replies } = runFiles(dir);
  const budgets = run.budgets.filter(({ sameAs }) => sameAs === null).length;
  const expected = run.items * budgets * run.epochs;
  const ended = (await exists(replies)) ? (await readRecorded(replies)).ended.size : 0;
  if (ended >= expected) return;
  throw new InputError(
    `${dir} is incomplete: ${ended} of ${expected} conversation${expected === 1 ? '' : 's'} have ended. The command that began the run goes on with it.`,
    3,
  );
}
