import { alarmLevel, type Criterion, type GateVerdict } from '../stats/gate.ts';
import type { NullGate } from '../stats/null-gate.ts';
import { escaped } from './markdown-text.ts';
import { counted, grouped, percent, points, pointsBeside } from './numbers.ts';
import { ink, printable, wrap } from './plain-text.ts';
import { type Section, sectionLines, sectionMarkdown } from './section.ts';
import type { TerminalOptions } from './table.ts';

/** What a gate was asked, and what it found. */
export interface GateReport {
  readonly before: string;
  readonly after: string;
  readonly maxDrop: number;
  readonly confidence: number;
  readonly verdict: GateVerdict;
  readonly criteria: readonly Criterion[];
  /** Why no criterion could be looked at; null where they were. */
  readonly refused: string | null;
}

const WORD: Readonly<Record<GateVerdict, string>> = {
  pass: 'passes',
  fail: 'FAILS',
  inconclusive: 'inconclusive',
  refused: 'refused',
};

/** The gate for the terminal; fits 80 columns. */
export function renderGate(report: GateReport, { width, color }: TerminalOptions): string {
  const paint = ink(color);
  return [
    paint.bold(wrap(headline(report), width)),
    ...(report.criteria.length === 0
      ? []
      : [
          '',
          ...sectionLines(table(report), width, paint),
          '',
          paint.dim(wrap(legend(report), width)),
        ]),
    '',
    ...remarks(report).map((line) => wrap(line, width, '· ')),
    '',
  ].join('\n');
}

/** The same as GitHub markdown, as for a step's summary. */
export function renderGateMarkdown(report: GateReport): string {
  return [
    `### ${escaped(headline(report))}`,
    '',
    ...(report.criteria.length === 0
      ? []
      : [...sectionMarkdown(table(report)), '', escaped(legend(report)), '']),
    ...remarks(report).map((line) => `- ${escaped(line)}`),
    '',
  ].join('\n');
}

/**
 * A name from outside, on one line. Two colons would begin a command to the runner of a pipeline
 * (`::set-output …`), which reads what we print.
 */
export function safeName(text: string): string {
  return printable(text).replaceAll('::', ': :');
}

/** "lacuna · high", "overasks · low · remove". */
export function criterionName({ metric, budget, operator }: Criterion): string {
  return [metric, budget, ...(operator === null ? [] : [operator])].map(safeName).join(' · ');
}

/** What a criterion came to, in one sentence; the same in every format. */
export function criterionWords(criterion: Criterion, { maxDrop, confidence }: GateReport): string {
  const { verdict, change, low, high, before, after, reason, needed } = criterion;
  const bounds =
    low === null || high === null
      ? ''
      : `, bounds ${pointsBeside(low, -maxDrop)} and ${pointsBeside(high, -maxDrop)}`;
  const moved = `${percent(before)} before, ${percent(after)} after, change ${pointsBeside(change, -maxDrop)} points${bounds} (each at ${percentOf(confidence)}%)`;
  const allowed = `${pointsOf(maxDrop)} points`;
  switch (verdict) {
    case 'pass':
      return `${moved}: a drop of ${allowed} or more is excluded.`;
    case 'fail':
      return `${moved}: it dropped beyond doubt, by an estimate of ${allowed} or more.`;
    case 'refused':
      return `Refused: ${reason}.${needed === null ? '' : ` ${grouped(needed)} more items, of new families, could do.`}`;
    case 'inconclusive':
      return `${moved}: neither a drop of ${allowed} nor its absence is shown. ${
        needed === null
          ? 'No feasible number of items would settle it at this change.'
          : `Some ${grouped(needed)} more items, of new families, would settle it four times in five.`
      }`;
  }
}

/** On a rise that is as large as what the gate would stop as a drop. */
export function jumpWords(criterion: Criterion): string {
  return `${criterionName(criterion)} improved by ${points(criterion.change)} points, beyond doubt. A jump is often a fault of the grader or the set: look at the items that flipped (lacuna compare).`;
}

export function headline(report: GateReport): string {
  const { verdict, before, after, maxDrop, confidence } = report;
  return `Gate: ${WORD[verdict]} · ${safeName(after)} against ${safeName(before)} · at most ${pointsOf(maxDrop)} points lost, at ${percentOf(confidence)}%`;
}

function table({ criteria, maxDrop }: GateReport): Section {
  const beside = (fraction: number) => pointsBeside(fraction, -maxDrop);
  return {
    title: '',
    head: ['', 'before', 'after', 'change', 'bounds', 'won/lost/tied', ''],
    rows: criteria.map((criterion) => {
      const { before, after, change, low, high, wins, losses, ties, verdict } = criterion;
      return [
        criterionName(criterion),
        percent(before),
        percent(after),
        beside(change),
        low === null || high === null ? '' : `${beside(low)}, ${beside(high)}`,
        `${wins}/${losses}/${ties}`,
        verdict === 'inconclusive' ? 'unsure' : WORD[verdict],
      ];
    }),
  };
}

function legend({ confidence, criteria, maxDrop }: GateReport): string {
  const lower = criteria.some(({ better }) => better === 'lower');
  return (
    `Change: towards the better, in points, paired by item${lower ? ' (of metrics of which less is better, too)' : ''}. ` +
    `Bounds: one-sided, each at ${percentOf(confidence)}%, clustered by family. passes: the lower one is above ` +
    `−${pointsOf(maxDrop)}. FAILS: no drop is rejected at ${percentOf(alarmLevel(confidence))}%, by Holm over the rows, and the change is −${pointsOf(maxDrop)} or less.`
  );
}

function remarks(report: GateReport): string[] {
  if (report.refused !== null) return [`Refused: ${report.refused}`];
  return [
    ...report.criteria
      .filter(({ verdict }) => verdict !== 'pass')
      .map((criterion) => `${criterionName(criterion)}: ${criterionWords(criterion, report)}`),
    ...report.criteria.filter(({ jumped }) => jumped).map(jumpWords),
  ];
}

/** An A/A test for the terminal. */
export function renderNullGate(found: NullGate, { width, color }: TerminalOptions): string {
  const paint = ink(color);
  const { splits, split, verdicts, pointEstimate, maxDrop, confidence, budgets, seed } = found;
  const share = (count: number) =>
    `${grouped(count)} of ${grouped(splits)} (${percent(count / splits)}%)`;
  const how =
    split === 'epochs'
      ? 'the epochs of each item split in two'
      : 'families split in two, since there is but one epoch: unlike items are held against each other, and a gate of two runs is less noisy';
  return [
    paint.bold(wrap(`A/A: ${safeName(found.name)} against itself, ${how} (seed ${seed})`, width)),
    '',
    `  failed        ${share(verdicts.fail)}`,
    `  inconclusive  ${share(verdicts.inconclusive)}`,
    `  passed        ${share(verdicts.pass)}`,
    ...(verdicts.refused === 0 ? [] : [`  refused       ${share(verdicts.refused)}`]),
    '',
    wrap(
      `At most ${pointsOf(maxDrop)} points lost, at ${percentOf(confidence)}%: by promise it fails at most ${percentOf(alarmLevel(confidence))}% of releases that changed nothing. A gate of point estimates alone would have stopped ${share(pointEstimate)}.`,
      width,
      '· ',
    ),
    wrap(
      `${counted(found.units, 'item')} in ${counted(found.families, 'family', 'families')}; budgets ${budgets.map(safeName).join(', ')}, gated together.`,
      width,
      '· ',
    ),
    '',
  ].join('\n');
}

function pointsOf(fraction: number): string {
  return String(Number((100 * fraction).toFixed(2)));
}

function percentOf(fraction: number): string {
  return String(Number((100 * fraction).toFixed(2)));
}
