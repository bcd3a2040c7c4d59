import Table from 'cli-table3';
import { COLUMNS, LEGEND } from './columns.ts';
import { CORRECTION, correctedSection } from './corrected-section.ts';
import { notes } from './notes.ts';
import { uncertifiedMark } from './numbers.ts';
import { columns, type Ink, ink, printable, shorten, wrap } from './plain-text.ts';
import { policySection } from './policies.ts';
import { type ProblemPart, problemParts } from './problem-parts.ts';
import { profilesOf } from './profile.ts';
import { profilePart } from './profile-sections.ts';
import type { Report, RunReport } from './report.ts';
import { sectionLines } from './section.ts';

export interface TerminalOptions {
  /** Columns of the terminal; the table fits from 80 on. */
  width: number;
  /** Bold and dim, by ANSI escapes. */
  color: boolean;
}

/** From roomy to tight: columns between columns, and decimals of the lesser percentages. */
const LAYOUTS = [
  { gap: 3, digits: 1 },
  { gap: 2, digits: 1 },
  { gap: 2, digits: 0 },
  { gap: 1, digits: 0 },
];
const TIGHTEST = { gap: 1, digits: 0 };
const NARROWEST_NAME = 6;

/** The report for the terminal: profiles where it has several faces of a model, a table of the runs on pairs, then what there is of protocols that put single problems. */
export function renderTable(report: Report, options: TerminalOptions): string {
  const profiles = profilesOf(report);
  return [
    ...(profiles.length === 0 ? [] : [renderPart(profilePart(profiles), options)]),
    ...(report.runs.length === 0 ? [] : [renderPairs(report, options)]),
    ...problemParts(report).map((part) => renderPart(part, options)),
  ].join('\n');
}

/** The profiles alone: what a suite comes to. */
export function renderProfiles(report: Report, options: TerminalOptions): string {
  return renderPart(profilePart(profilesOf(report)), options);
}

function renderPart(
  { sections, legend, notes }: ProblemPart,
  { width, color }: TerminalOptions,
): string {
  const paint = ink(color);
  return [
    ...sections.flatMap((section) => [...sectionLines(section, width, paint), '']),
    paint.dim(wrap(legend, width)),
    ...(notes.length === 0 ? [] : ['', ...notes.map((line) => wrap(line, width, '· '))]),
    '',
  ].join('\n');
}

/** A row a budget, grouped by run, with notes beneath. */
function renderPairs(report: Report, { width, color }: TerminalOptions): string {
  const fitting = LAYOUTS.find((layout) => totalWidth(report, layout) <= width);
  const { gap, digits } = fitting ?? TIGHTEST;
  const numbers = numberWidths(report, digits).reduce((sum, each) => sum + each + gap, 0);
  const room = fitting ? Number.POSITIVE_INFINITY : Math.max(NARROWEST_NAME, width - numbers);
  const total = Math.min(nameWidth(report), room) + numbers;
  const paint = ink(color);

  const table = new Table({
    head: ['', ...COLUMNS.map(({ head }) => ' '.repeat(gap) + paint.dim(head))],
    colAligns: ['left', ...COLUMNS.map(() => 'right' as const)],
    chars: BORDERS,
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
  });
  for (const run of report.runs) {
    table.push([{ content: heading(run, total, paint), colSpan: COLUMNS.length + 1 }]);
    const mark = uncertifiedMark(run);
    if (mark !== null) {
      table.push([{ content: paint.bold(`  ${mark}`), colSpan: COLUMNS.length + 1 }]);
    }
    for (const budget of run.budgets) {
      const name = shorten(`  ${printable(budget.budget.name)}`, room);
      const cells = COLUMNS.map((column) => column.cell(budget, digits));
      table.push([
        name,
        ...cells.map((cell, i) => ' '.repeat(gap) + (i === 0 ? score(cell, paint) : cell)),
      ]);
    }
  }
  const rows = table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
  return [
    ...rows,
    paint.dim(wrap(LEGEND, width)),
    '',
    ...corrections(report, width, paint),
    ...gains(report, width, paint),
    ...remarks(report, width),
    '',
  ].join('\n');
}

function corrections({ runs }: Report, width: number, paint: Ink): string[] {
  const sections = runs.flatMap((run) => correctedSection(run) ?? []);
  if (sections.length === 0) return [];
  return [
    ...sections.flatMap((section) => [...sectionLines(section, width, paint), '']),
    paint.dim(wrap(CORRECTION, width)),
    '',
  ];
}

function gains({ policies }: Report, width: number, paint: Ink): string[] {
  const section = policySection(policies);
  return section === null ? [] : [...sectionLines(section, width, paint), ''];
}

function remarks(report: Report, width: number): string[] {
  const groups = notes(report);
  const named = report.runs.length > 1;
  return groups.flatMap(({ about, lines }) => [
    ...(named ? [about === null ? '' : shorten(about, width)] : []),
    ...lines.map((line) => wrap(line, width, '· ')),
  ]);
}

/** Rules above, below and under the heads; none between columns. */
export const BORDERS = {
  ...{ top: '─', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ mid: '─', 'mid-mid': '', 'left-mid': '', 'right-mid': '' },
  ...{ bottom: '─', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', right: '', middle: '' },
};

/** The model, once, and how it was asked. */
function heading({ settings, grader, budgets }: RunReport, width: number, paint: Ink): string {
  const unsure = budgets.reduce((sum, { scores }) => sum + scores.unsure, 0);
  const how = [
    '',
    settings.protocol,
    settings.policy,
    ...(grader === null ? [] : [grader]),
    ...(unsure === 0 ? [] : [`${unsure} unsure`]),
  ]
    .map(printable)
    .join(' · ');
  const model = shorten(printable(settings.model), Math.max(20, width - columns(how)));
  return paint.bold(model) + paint.dim(shorten(how, Math.max(0, width - columns(model))));
}

/** "83.3 [71.2, 91.0]" with the score in bold. */
function score(cell: string, paint: Ink): string {
  const [share = '', ...interval] = cell.split(' ');
  return [paint.bold(share), ...(interval.length > 0 ? [paint.dim(interval.join(' '))] : [])].join(
    ' ',
  );
}

function totalWidth(report: Report, { gap, digits }: { gap: number; digits: number }): number {
  return numberWidths(report, digits).reduce((sum, each) => sum + each + gap, nameWidth(report));
}

function numberWidths(report: Report, digits: number): number[] {
  return COLUMNS.map(({ head, cell }) =>
    Math.max(
      head.length,
      ...report.runs.flatMap(({ budgets }) => budgets.map((budget) => cell(budget, digits).length)),
    ),
  );
}

function nameWidth(report: Report): number {
  const names = report.runs.flatMap(({ budgets }) => budgets.map(({ budget }) => budget.name));
  return Math.max(NARROWEST_NAME, ...names.map((name) => 2 + columns(printable(name))));
}
