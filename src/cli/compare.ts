import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { readInspectLog } from '../import/inspect-log.ts';
import { InputError } from '../input-error.ts';
import { renderComparison, renderComparisonMarkdown } from '../report/comparison.ts';
import { renderJson } from '../report/json.ts';
import { otherFields, refuseIncomparable } from '../stats/comparable.ts';
import { type Comparison, compareRuns } from '../stats/comparison.ts';
import { measure } from '../stats/measured.ts';
import { measureLog, refuseOtherTask } from '../stats/measured-log.ts';
import { MetricName } from '../stats/metrics.ts';
import { readGradedRun, recordOf } from './graded-run.ts';
import { columnsFrom, parseOptions } from './options.ts';
import { terminalWidth, useColor } from './terminal.ts';

const Options = z.object({
  format: z.enum(['table', 'json', 'md']),
  metric: MetricName,
  grader: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/, 'expected the name of a grader'),
  flips: z.coerce.number('expected a number of items').int().min(0).max(100_000),
  cluster: z.string().optional(),
  width: columnsFrom(80).optional(),
});
type Options = z.infer<typeof Options>;

/** `lacuna compare BEFORE AFTER`. Exit 3 where a run is incomplete: its numbers may still change. */
export async function compare(before: string, after: string, flags: unknown): Promise<void> {
  const options = parseOptions(Options, flags);
  const logs = await Promise.all([before, after].map(isLog));
  if (logs[0] !== logs[1]) {
    throw new InputError('a run folder and a log of Inspect AI cannot be compared with each other');
  }
  const comparison = logs[0]
    ? await compareLogs(before, after, options)
    : await compareFolders(before, after, options);
  process.stdout.write(print(comparison, options));
  if (comparison.before.missing + comparison.after.missing > 0) process.exitCode = 3;
}

async function isLog(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function compareFolders(
  before: string,
  after: string,
  { grader, metric, flips, cluster }: Options,
): Promise<Comparison> {
  if (cluster !== undefined) {
    throw new InputError('--cluster is for logs of Inspect AI: runs are clustered by family');
  }
  const first = await readGradedRun(before, grader);
  const second = await readGradedRun(after, grader);
  const [one, other] = [recordOf(first), recordOf(second)];
  refuseIncomparable(one, other);
  const notes = otherFields(one, other);
  return compareRuns(measure(first.tally, metric), measure(second.tally, metric), {
    metric: metric === 'lacuna' ? 'Lacuna score' : metric,
    flips,
    notes: notes.map((note) => `Other settings: ${note}.`),
  });
}

async function compareLogs(
  before: string,
  after: string,
  { flips, metric, cluster }: Options,
): Promise<Comparison> {
  if (metric !== 'lacuna') throw new InputError('--metric is for runs: logs have their scorers');
  const [first, second] = [
    { where: before, log: await readInspectLog(before) },
    { where: after, log: await readInspectLog(after) },
  ];
  refuseOtherTask(first, second);
  const notes = [first, second].flatMap(({ where, log: { status, unscored } }) => [
    ...(status === 'success' ? [] : [`${where} ended with "${status}", not with success.`]),
    ...(unscored === 0 ? [] : [`${where}: ${unscored} scores are no number and are left out.`]),
  ]);
  return compareRuns(
    measureLog(first.log, cluster ?? null),
    measureLog(second.log, cluster ?? null),
    {
      metric: `task ${first.log.task}`,
      flips,
      notes,
    },
  );
}

function print(comparison: Comparison, { format, width }: Options): string {
  if (format === 'json') return renderJson(comparison);
  if (format === 'md') return renderComparisonMarkdown(comparison);
  return renderComparison(comparison, { width: width ?? terminalWidth(), color: useColor() });
}
