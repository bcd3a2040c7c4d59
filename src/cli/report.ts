import { z } from 'zod';
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
import { countErrors, readRecorded } from '../run/replies.ts';
import { parseOptions } from './options.ts';
import { terminalWidth, useColor } from './terminal.ts';

const Options = z.object({
  format: z.enum(['table', 'json', 'md', 'csv']),
  grader: z.string().regex(/^[a-z]+$/, 'expected the name of a grader'),
  width: z.coerce.number('expected columns').int().min(80).optional(),
});

/** `lacuna report DIR…`. Exit 3 where a run is incomplete: its numbers may still change. */
export async function report(dirs: readonly string[], flags: unknown): Promise<void> {
  const { format, grader, width } = parseOptions(Options, flags);
  const built = await reportOn(dirs, grader);
  process.stdout.write(render(built, format, width));
  if (built.runs.some((run) => !run.complete)) process.exitCode = 3;
}

export async function reportOn(dirs: readonly string[], grader: string): Promise<Report> {
  return buildReport(await Promise.all(dirs.map((dir) => reportInput(dir, grader))));
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

async function reportInput(dir: string, grader: string): Promise<ReportInput> {
  const files = runFiles(dir);
  const run = await readRun(dir);
  const { errors } = await readRecorded(files.replies);
  return {
    run,
    items: await readRunItems(dir),
    verdicts: readVerdicts(dir, grader),
    errors: countErrors(errors.values()),
  };
}

async function* readVerdicts(dir: string, grader: string): AsyncGenerator<Verdict> {
  const path = runFiles(dir).verdicts(grader);
  try {
    for await (const { value } of readJsonLines(path, Verdict)) yield value;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(`${error.message}. \`lacuna grade ${dir}\` grades the run anew.`);
  }
}
