import { COLUMNS, LEGEND } from './columns.ts';
import { CORRECTION, correctedSection } from './corrected-section.ts';
import { escaped, row } from './markdown-text.ts';
import { notes } from './notes.ts';
import { uncertifiedMark } from './numbers.ts';
import { policySection } from './policies.ts';
import { type ProblemPart, problemParts } from './problem-parts.ts';
import { profilesOf } from './profile.ts';
import { profilePart } from './profile-sections.ts';
import type { Report, RunReport } from './report.ts';
import { runNames } from './run-name.ts';
import { sectionMarkdown } from './section.ts';
import { slopeLine } from './slope-line.ts';

/** What of a report is written so. */
type Written = Pick<
  Report,
  'runs' | 'reveal' | 'lead' | 'explore' | 'distract' | 'policies' | 'agreements'
>;

/**
 * The report as GitHub markdown: profiles where it has several faces of a model, the table of the runs on pairs with its notes, then what there is of protocols
 * that put single problems.
 * `releases`: what the items of each run are called, where that is known; otherwise their hash stands.
 */
export function renderMarkdown(report: Written, releases: readonly string[] = []): string {
  const profiles = profilesOf(report);
  return [
    ...(profiles.length === 0 ? [] : [renderPart(profilePart(profiles))]),
    ...(report.runs.length === 0 ? [] : [renderPairs(report, releases)]),
    ...problemParts(report).map(renderPart),
  ].join('\n');
}

function renderPart({ sections, legend, notes }: ProblemPart): string {
  return [
    ...sections.flatMap((section) => [...sectionMarkdown(section), '']),
    escaped(legend),
    '',
    ...notes.map((line) => `- ${escaped(line)}`),
    '',
  ].join('\n');
}

/** The table, the slopes, notes and settings. */
function renderPairs(report: Written, releases: readonly string[]): string {
  const names = runNames(report);
  const rows = report.runs.flatMap(({ budgets }, r) =>
    budgets.map((budget, i) => [
      i === 0 ? escaped(names[r] ?? '') : '',
      escaped(budget.budget.name),
      ...COLUMNS.map(({ cell }) => cell(budget, 1)),
    ]),
  );
  const marks = report.runs.flatMap((run) => {
    const mark = uncertifiedMark(run);
    return mark === null ? [] : [`**${escaped(run.settings.model)}: ${mark}**`, ''];
  });
  return [
    ...marks,
    row(['model', 'budget', ...COLUMNS.map(({ name }) => name)]),
    row(['---', '---', ...COLUMNS.map(() => '---:')]),
    ...rows.map(row),
    '',
    escaped(LEGEND),
    '',
    ...report.runs.map((run, i) => `- ${escaped(slopeLine(names[i] ?? '', run))}`),
    '',
    ...corrections(report),
    ...gains(report),
    ...notes(report).flatMap(({ about, lines }) => [
      about === null ? '**All**' : `**${escaped(about)}**`,
      '',
      ...lines.map((line) => `- ${escaped(line)}`),
      '',
    ]),
    '### Settings',
    '',
    row(['model', 'release', ...SETTINGS.map(([name]) => name)]),
    row(['---', '---', ...SETTINGS.map(() => '---')]),
    ...report.runs.map((run, i) => {
      const { model, release } = run.settings;
      const cells = [model, releases[i] ?? release.slice(0, 12)];
      return row([...cells, ...SETTINGS.map(([, of]) => of(run))].map(escaped));
    }),
    '',
  ].join('\n');
}

function corrections({ runs }: Pick<Report, 'runs'>): string[] {
  const sections = runs.flatMap((run) => correctedSection(run) ?? []);
  if (sections.length === 0) return [];
  return [
    ...sections.flatMap((section) => [...sectionMarkdown(section), '']),
    escaped(CORRECTION),
    '',
  ];
}

function gains({ policies }: Written): string[] {
  const section = policySection(policies);
  return section === null ? [] : [...sectionMarkdown(section), ''];
}

const SETTINGS: ReadonlyArray<readonly [string, (run: RunReport) => string]> = [
  ['protocol', ({ settings }) => settings.protocol],
  ['policy', ({ settings }) => settings.policy],
  ['epochs', ({ settings }) => String(settings.epochs)],
  ['seed', ({ settings }) => String(settings.seed)],
  ['grader', ({ grader }) => grader ?? '–'],
  ['endpoint', ({ settings }) => `${settings.baseUrl} (${settings.api}, ${settings.dialect})`],
  ['lacuna', ({ settings }) => settings.versions.lacuna],
  ['node', ({ settings }) => settings.versions.node],
  ['started', ({ settings }) => settings.createdAt],
];
