import { z } from 'zod';
import { readGrading } from '../../graders/grading.ts';
import { findVerdicts, skimVerdicts } from '../../graders/skim-verdicts.ts';
import { Verdict } from '../../graders/verdict.ts';
import type { ModelCard } from '../card/model-card.ts';
import type { Item } from '../corrupt/item.ts';
import { InputError } from '../input-error.ts';
import { readJsonLines } from '../jsonl.ts';
import { goesByProblems } from '../protocol/index.ts';
import { renderJson } from '../report/json.ts';
import { renderPlot } from '../report/plot.ts';
import { profilesOf } from '../report/profile.ts';
import { buildReport, type Report, type ReportInput } from '../report/report.ts';
import { renderProfiles, renderTable, type TerminalOptions } from '../report/table.ts';
import { readRun, readRunItems, runFiles, runsIn } from '../run/folder.ts';
import { readLabels } from '../run/labels.ts';
import { countErrors, readRecorded } from '../run/recorded.ts';
import type { Place } from '../run/replies.ts';
import type { Verdicts } from '../stats/tally.ts';
import { columnsFrom, parseOptions } from './options.ts';
import { putFile } from './put-file.ts';
import { terminalWidth, useColor } from './terminal.ts';

const Options = z.object({
  format: z.enum(['table', 'html', 'md', 'json', 'csv']),
  grader: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,40}(,[a-z][a-z0-9-]{0,40})*$/, 'expected names of graders')
    .transform((names) => [...new Set(names.split(','))]),
  out: z.string().min(1).optional(),
  width: columnsFrom(80).optional(),
});
type Options = z.infer<typeof Options>;

/** `lacuna report DIR…`. Exit 3 where a run is incomplete: its numbers may still change. */
export async function report(dirs: readonly string[], flags: unknown): Promise<void> {
  const options = parseOptions(Options, flags);
  const runs = (await Promise.all(dirs.map(runsIn))).flat();
  const { text, complete } = await rendered(runs, options);
  const { out } = options;
  if (out === undefined) process.stdout.write(text);
  else {
    await putFile(out, text);
    process.stderr.write(`Written to ${out}\n`);
  }
  if (!complete) process.exitCode = 3;
}

interface Rendered {
  readonly text: string;
  /** Whether every run is. */
  readonly complete: boolean;
}

async function rendered(dirs: readonly string[], options: Options): Promise<Rendered> {
  if (options.format === 'table') return table(dirs, options);
  const records = await Promise.all(dirs.map(readRun));
  const protocols = new Set(records.map(({ protocol }) => protocol));
  const own = [...protocols].find(goesByProblems);
  if (own === undefined) return card(dirs, options);
  if (protocols.size === 1) return onProblems(own, dirs, options);
  return profiled(dirs, options);
}

/** Runs of several protocols have no figures in common: their profile, with all of them in json and md. */
async function profiled(dirs: readonly string[], { format, grader }: Options): Promise<Rendered> {
  const built = await reportOn(dirs, grader);
  const profiles = profilesOf(built);
  const complete = isComplete(built);
  if (profiles.length === 0) {
    throw new InputError(
      'these runs are of several protocols and of no model in common: report them apart, or as a table',
    );
  }
  if (format === 'json') return { text: renderJson({ ...built, profiles }), complete };
  if (format === 'md') {
    const { renderMarkdown } = await import('../report/markdown.ts');
    return { text: renderMarkdown(built), complete };
  }
  if (format === 'csv') {
    const { renderCsv } = await import('../report/csv.ts');
    const { profileRows } = await import('../report/profile-sections.ts');
    return { text: renderCsv(profileRows(profiles)), complete };
  }
  const { profileHtml } = await import('../card/profile-html.tsx');
  return { text: profileHtml(profiles), complete };
}

async function table(dirs: readonly string[], options: Options): Promise<Rendered> {
  const built = await reportOn(dirs, options.grader);
  const width = options.width ?? terminalWidth();
  const color = options.out === undefined && useColor();
  return { text: renderReport(built, { width, color }), complete: isComplete(built) };
}

async function card(dirs: readonly string[], { format, grader }: Options): Promise<Rendered> {
  const { cardInputs } = await import('./card-inputs.ts');
  const { modelCard } = await import('../card/model-card.ts');
  const made = await modelCard(await cardInputs(dirs, grader));
  return { text: await renderCard(made, format), complete: isComplete(made) };
}

async function renderCard(made: ModelCard, format: Options['format']): Promise<string> {
  if (format === 'json') return renderJson(made);
  if (format === 'csv') return (await import('../card/csv.ts')).cardCsv(made);
  if (format === 'md') return (await import('../card/markdown.ts')).cardMarkdown(made);
  return (await import('../card/html.tsx')).cardHtml(made);
}

/** There is no card of a protocol that puts single problems: its report in other formats. */
async function onProblems(
  protocol: string,
  dirs: readonly string[],
  { format, grader }: Options,
): Promise<Rendered> {
  if (format === 'html') {
    throw new InputError(`there is no page on runs of ${protocol}: use table, md, json or csv`);
  }
  const built = await reportOn(dirs, grader);
  const complete = isComplete(built);
  if (format === 'json') return { text: renderJson(built), complete };
  if (format === 'md') {
    const { renderMarkdown } = await import('../report/markdown.ts');
    return { text: renderMarkdown(built), complete };
  }
  const { renderCsv } = await import('../report/csv.ts');
  const { revealRows } = await import('../report/reveal-csv.ts');
  const { leadRows } = await import('../report/lead-csv.ts');
  const { exploreRows } = await import('../report/explore-csv.ts');
  const { distractRows } = await import('../report/distract-csv.ts');
  // Of one protocol, so that all rows have the same columns.
  const rows = [
    ...revealRows(built.reveal),
    ...leadRows(built.lead),
    ...exploreRows(built.explore),
    ...distractRows(built.distract),
  ];
  return { text: renderCsv(rows), complete };
}

interface Completeness {
  readonly runs: ReadonlyArray<{ readonly complete: boolean }>;
  readonly reveal: ReadonlyArray<{ readonly complete: boolean }>;
  readonly lead: ReadonlyArray<{ readonly complete: boolean }>;
  readonly explore: ReadonlyArray<{ readonly complete: boolean }>;
  readonly distract: ReadonlyArray<{ readonly complete: boolean }>;
}

function isComplete({ runs, reveal, lead, explore, distract }: Completeness): boolean {
  return [...runs, ...reveal, ...lead, ...explore, ...distract].every((run) => run.complete);
}

/**
 * `graders` by their names in file names; a folder of run folders stands for all of them. `known` has the items of
 * runs that need not be read again.
 */
export async function reportOn(
  dirs: readonly string[],
  graders: readonly string[],
  known: ReadonlyMap<string, readonly Item[]> = new Map(),
): Promise<Report> {
  const runs = (await Promise.all(dirs.map(runsIn))).flat();
  const inputs = await Promise.all(
    runs.map(async (dir) =>
      reportInputs(dir, graders, known.get(dir) ?? (await readRunItems(dir))),
    ),
  );
  return buildReport(inputs.flat());
}

/** The table, with the plot beneath. */
export function renderReport(
  built: Report,
  options: TerminalOptions = { width: terminalWidth(), color: useColor() },
): string {
  const text = renderTable(built, options);
  return built.runs.length === 0 ? text : `${text}\n${renderPlot(built, options)}`;
}

/** What a suite comes to: the profiles alone. */
export function renderProfile(built: Report): string {
  return renderProfiles(built, { width: terminalWidth(), color: useColor() });
}

async function reportInputs(
  dir: string,
  graders: readonly string[],
  items: readonly Item[],
): Promise<ReportInput[]> {
  const run = await readRun(dir);
  const { errors, user, answeredBy } = await readRecorded(runFiles(dir).replies);
  const labels = await readLabels(dir);
  return Promise.all(
    graders.map(async (grader) => ({
      dir,
      run,
      items,
      verdicts: countedVerdicts(dir, grader),
      errors: countErrors(errors.values()),
      grading: await readGrading(dir, grader),
      user,
      answeredBy,
      labels,
    })),
  );
}

/**
 * A grader's verdicts on a run, or those that are wanted. Throws InputError, which says how to grade it, where they
 * cannot be read.
 */
export async function* readVerdicts(
  dir: string,
  grader: string,
  isWanted?: (place: Place) => boolean,
): AsyncGenerator<Verdict> {
  const path = runFiles(dir).verdicts(grader);
  try {
    if (isWanted) {
      yield* await findVerdicts(path, isWanted);
      return;
    }
    for await (const { value } of readJsonLines(path, Verdict)) yield value;
  } catch (error) {
    throw withGrading(error, dir, grader);
  }
}

/** The same, as far as statistics count them. Throws likewise, and as who takes them does. */
export function countedVerdicts(dir: string, grader: string): Verdicts {
  return async (take) => {
    let refused: unknown;
    try {
      await skimVerdicts(runFiles(dir).verdicts(grader), (verdict) => {
        try {
          take(verdict);
        } catch (error) {
          refused = error;
          throw error;
        }
      });
    } catch (error) {
      throw error === refused ? error : withGrading(error, dir, grader);
    }
  };
}

function withGrading(error: unknown, dir: string, grader: string): unknown {
  if (!(error instanceof InputError)) return error;
  return new InputError(
    `${error.message}. \`lacuna grade ${dir}${grader === 'rules' ? '' : ` --grader ${grader}`}\` grades the run anew.`,
  );
}
