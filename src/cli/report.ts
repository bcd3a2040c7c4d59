import { z } from 'zod';
import { readGrading } from '../../graders/grading.ts';
import { Verdict } from '../../graders/verdict.ts';
import { InputError } from '../input-error.ts';
import { readJsonLines } from '../jsonl.ts';
import { renderCsv } from '../report/csv.ts';
import { renderJson } from '../report/json.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { renderPlot } from '../report/plot.ts';
import { buildReport, type Report, type ReportInput } from '../report/report.ts';
import { renderTable } from '../report/table.ts';
import { readRun, readRunItems, runFiles } from '../run/folder.ts';
import { readLabels } from '../run/labels.ts';
import { countErrors, readRecorded } from '../run/replies.ts';
import { parseOptions } from './options.ts';
import { terminalWidth, useColor } from './terminal.ts';

const Options = z.object({
  format: z.enum(['table', 'json', 'md', 'csv']),
  grader: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,40}(,[a-z][a-z0-9-]{0,40})*$/, 'expected names of graders')
    .transform((names) => [...new Set(names.split(','))]),
  width: z.coerce.number('expected columns').int().min(80).optional(),
});

/** `lacuna report DIR…`. Exit 3 where a run is incomplete: its numbers may still change. */
export async function report(dirs: readonly string[], flags: unknown): Promise<void> {
  const { format, grader: graders, width } = parseOptions(Options, flags);
  const built = await reportOn(dirs, graders);
  process.stdout.write(render(built, format, width));
  if (built.runs.some((run) => !run.complete)) process.exitCode = 3;
}

/** `graders` by their names in file names. */
export async function reportOn(
  dirs: readonly string[],
  graders: readonly string[],
): Promise<Report> {
  const inputs = await Promise.all(dirs.map((dir) => reportInputs(dir, graders)));
  return buildReport(inputs.flat());
}

export function render(
  built: Report,
  format: 'table' | 'json' | 'md' | 'csv',
  width = terminalWidth(),
): string {
  if (format === 'json') return renderJson(built);
  if (format === 'md') return renderMarkdown(built);
  if (format === 'csv') return renderCsv(built);
  const options = { width, color: useColor() };
  return `${renderTable(built, options)}\n${renderPlot(built, options)}`;
}

async function reportInputs(dir: string, graders: readonly string[]): Promise<ReportInput[]> {
  const run = await readRun(dir);
  const { errors, user } = await readRecorded(runFiles(dir).replies);
  const items = await readRunItems(dir);
  const labels = await readLabels(dir);
  return Promise.all(
    graders.map(async (grader) => ({
      dir,
      run,
      items,
      verdicts: readVerdicts(dir, grader),
      errors: countErrors(errors.values()),
      grading: await readGrading(dir, grader),
      user,
      labels,
    })),
  );
}

/** A grader's verdicts on a run. Throws InputError, which says how to grade it, where they cannot be read. */
export async function* readVerdicts(dir: string, grader: string): AsyncGenerator<Verdict> {
  const path = runFiles(dir).verdicts(grader);
  try {
    for await (const { value } of readJsonLines(path, Verdict)) yield value;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(
      `${error.message}. \`lacuna grade ${dir}${grader === 'rules' ? '' : ` --grader ${grader}`}\` grades the run anew.`,
    );
  }
}
