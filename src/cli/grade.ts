import { z } from 'zod';
import { gradeRun } from '../../graders/grade-run.ts';
import type { Grading } from '../../graders/grading.ts';
import { rules } from '../../graders/rules/index.ts';
import { InputError } from '../input-error.ts';
import { counted, dollars, grouped } from '../report/numbers.ts';
import { printable } from '../report/plain-text.ts';
import { Stopped } from '../run/paced-endpoint.ts';
import { onInterrupt } from './interrupt.ts';
import { findJudges, gradeByJudges, JudgeSettings } from './judges.ts';
import { flagName, parseOptions } from './options.ts';

const Options = JudgeSettings.extend({
  grader: z.enum(['rules', 'judge', 'hybrid']),
  as: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,40}$/, 'expected a short name of a-z, 0-9 and -')
    .optional(),
  quiet: z.boolean().default(false),
});

/** `lacuna grade DIR…`: reads the recorded replies again; the model under test is not asked. */
export async function grade(dirs: readonly string[], flags: unknown): Promise<void> {
  const { grader, as, quiet, ...settings } = parseOptions(Options, flags);
  if (grader === 'rules') {
    refuseJudgeFlags(flags);
    for (const dir of dirs) {
      const { verdicts } = await gradeRun(dir, rules);
      process.stdout.write(`${dir}: ${verdicts} conversations graded by ${rules.name}.\n`);
    }
    return;
  }
  if (as === 'rules') throw new InputError('--as: rules is the name of the rules grader');
  const target = await findJudges(settings, process.env);
  const interrupt = onInterrupt();
  let unscored = 0;
  try {
    for (const dir of dirs) {
      const how = { signal: interrupt.signal, quiet, as };
      const grading = await gradeByJudges(dir, grader, settings, target, how);
      unscored += grading.unscored.reduce((sum, { count }) => sum + count, 0);
      process.stdout.write(`${dir}: ${describe(grading)}\n`);
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    process.stderr.write(
      'Interrupted. What the judges said is recorded; the same command goes on.\n',
    );
    process.exitCode = 130;
    return;
  } finally {
    interrupt.release();
  }
  if (unscored > 0) {
    process.stderr.write(
      `Incomplete: ${counted(unscored, 'conversation')} without a verdict. The same command asks the judges again.\n`,
    );
    process.exitCode = 3;
  }
}

/** The rules ask nobody: a judge that is named is a mistake in the command. */
export function refuseJudgeFlags(flags: unknown): void {
  const given = Object.keys(z.record(z.string(), z.unknown()).parse(flags));
  const stray = given.find((name) => name === 'as' || name.startsWith('judge'));
  if (stray !== undefined) {
    throw new InputError(`${flagName(stray)} is for --grader judge or hybrid`);
  }
}

function describe(grading: Grading): string {
  const { grader, byRules, byJudges, unscored, spent, cost } = grading;
  const reasons = unscored.reduce<Map<string, number>>(
    (sums, { why, count }) => sums.set(why, (sums.get(why) ?? 0) + count),
    new Map(),
  );
  const left = [...reasons].map(([why, count]) => `${count} ${why}`).join(', ');
  const tokens = (count: number | null) => (count === null ? 'unknown' : grouped(count));
  return [
    `${counted(byRules + byJudges, 'conversation')} graded by ${printable(grader)}: ${byRules} by rules, ${byJudges} by judges${left === '' ? '' : `; unscored: ${left}`}.`,
    `  Judging took ${counted(spent.calls, 'call')}, ${tokens(spent.input)} tokens in, ${tokens(spent.output)} out` +
      `${cost === null ? '' : `, ${dollars(cost)}`} (calls of earlier sessions included).`,
  ].join('\n');
}
