import { join } from 'node:path';
import { z } from 'zod';
import { gradeRun } from '../../../graders/grade-run.ts';
import { rules } from '../../../graders/rules/index.ts';
import { InputError } from '../../input-error.ts';
import { counted } from '../../report/numbers.ts';
import { StoreAddress } from '../../store/address.ts';
import { Database } from '../../store/database.ts';
import { pullRun } from '../../store/pull.ts';
import { readRuns } from '../../store/runs.ts';
import { runStatus } from '../../store/status.ts';
import { parseOptions } from '../options.ts';

const Options = z.strictObject({
  store: StoreAddress,
  run: z.string().min(1).optional(),
  out: z.string().min(1, 'expected a folder'),
});

/** `lacuna pull`: run folders of the runs of a store. Exit code 3 where one is incomplete. */
export async function pull(flags: unknown): Promise<void> {
  const { store, run: name, out } = parseOptions(Options, flags);
  const database = await Database.open(store);
  try {
    const runs = await readRuns(database, name);
    if (runs.length === 0) throw new InputError(`${database.name} holds no runs`);
    for (const run of runs) {
      const dir = runs.length === 1 ? out : join(out, ...run.name.split('/'));
      const { lines } = await pullRun(database, run, dir);
      await gradeRun(dir, rules);
      process.stdout.write(`${dir}: ${counted(lines, 'line')} of ${run.name}.\n`);
      const { ended } = await runStatus(database, run);
      if (ended === run.conversations) continue;
      process.stderr.write(
        `Incomplete: ${ended} of ${counted(run.conversations, 'conversation')} by now. The same command brings it up to date.\n`,
      );
      process.exitCode = 3;
    }
    process.stderr.write(`\n  lacuna report ${out}\n`);
  } finally {
    await database.close();
  }
}
