import type { JudgedReply } from '../../graders/calibrate/judged-reply.ts';
import type { Calibration } from '../stats/calibration.ts';
import { calibrationSections } from './calibration-sections.ts';
import { escaped } from './markdown-text.ts';
import { counted } from './numbers.ts';
import { ink, printable, wrap } from './plain-text.ts';
import { sectionLines, sectionMarkdown } from './section.ts';
import type { TerminalOptions } from './table.ts';
import { worstWords } from './worst-replies.ts';

/** A calibration for the terminal, with the replies that the grader got wrong beneath. */
export function renderCalibration(
  calibration: Calibration,
  worst: readonly JudgedReply[],
  { width, color }: TerminalOptions,
): string {
  const paint = ink(color);
  return [
    paint.bold(wrap(heading(calibration), width)),
    ...calibrationSections(calibration).flatMap((section) => [
      '',
      ...sectionLines(section, width, paint),
    ]),
    '',
    paint.dim(wrap(method(calibration), width)),
    ...worst.flatMap((reply) => {
      const { about, text } = worstWords(reply);
      const body = text.split('\n').map((line) => wrap(line, width - 2, '  '));
      return ['', paint.bold(wrap(about, width)), ...body];
    }),
    '',
  ].join('\n');
}

/** The same as GitHub markdown, with every style. */
export function renderCalibrationMarkdown(
  calibration: Calibration,
  worst: readonly JudgedReply[],
): string {
  return [
    escaped(heading(calibration)),
    '',
    ...calibrationSections(calibration, Number.POSITIVE_INFINITY).flatMap((section) => [
      ...sectionMarkdown(section),
      '',
    ]),
    escaped(method(calibration)),
    '',
    ...worst.flatMap((reply) => {
      const { about, text } = worstWords(reply);
      return [`- **${escaped(about)}**`, ...text.split('\n').map((line) => `  > ${escaped(line)}`)];
    }),
    '',
  ].join('\n');
}

function heading({ grader, replies, items, clusters, clusteredBy }: Calibration): string {
  return `${printable(grader)} · ${counted(replies, 'labelled reply', 'labelled replies')} to ${counted(items, 'item')} (${counted(clusters, clusteredBy, clusteredBy === 'pair' ? 'pairs' : 'families')})`;
}

function method({ bootstrap: { seed, draws }, clusteredBy, unscored }: Calibration): string {
  const without =
    unscored === 0 ? '' : `${counted(unscored, 'reply', 'replies')} without a verdict left out. `;
  return (
    without +
    `Shares in percent with Wilson's 95% interval, clustered by ${clusteredBy}; κ and F1 with the BCa ` +
    `bootstrap of clusters (${draws} draws, seed ${seed}). κ, F1 and precision count replies with one right label.`
  );
}
