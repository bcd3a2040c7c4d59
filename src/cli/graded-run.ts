import type { Item } from '../corrupt/item.ts';
import { exists, readRun, readRunItems, runFiles } from '../run/folder.ts';
import { refuseIncomplete } from '../run/incomplete.ts';
import type { RunRecord } from '../run/record.ts';
import type { GradedRecord } from '../stats/comparable.ts';
import { Tally } from '../stats/tally.ts';
import { countedVerdicts } from './report.ts';

/** A run folder with a grader's verdicts on it. */
export interface GradedRun {
  readonly dir: string;
  readonly run: RunRecord;
  readonly items: readonly Item[];
  readonly tally: Tally;
}

/** `grader` by its name in file names. Throws InputError where the folder is no run, or is not graded: exit 3 where that is for want of replies. */
export async function readGradedRun(dir: string, grader: string): Promise<GradedRun> {
  const run = await readRun(dir);
  // A run that has not ended has nothing to grade yet: to be told to grade it would not help.
  if (!(await exists(runFiles(dir).verdicts(grader)))) await refuseIncomplete(dir, run);
  const items = await readRunItems(dir);
  const tally = await new Tally(run, items).addAll(countedVerdicts(dir, grader));
  return { dir, run, items, tally };
}

/** What decides whether another run can be held against it. */
export function recordOf({ dir, run, tally }: GradedRun): GradedRecord {
  return { where: dir, run, grader: tally.grader };
}
