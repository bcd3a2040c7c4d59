import type { Judged } from '../../graders/calibrate/judged.ts';
import type { Calibration } from '../stats/calibration.ts';
import { calibrationSections, type Section } from './calibration-sections.ts';
import { escaped, row } from './markdown.ts';
import { counted } from './numbers.ts';
import { columns, type Ink, ink, printable, shorten, wrap } from './plain-text.ts';
import type { TerminalOptions } from './table.ts';
import { worstWords } from './worst-replies.ts';

/** A calibration for the terminal, with the replies that the grader got wrong beneath. */
export function renderCalibration(
  calibration: Calibration,
  worst: readonly Judged[],
  { width, color }: TerminalOptions,
): string {
  const paint = ink(color);
  return [
    paint.bold(wrap(heading(calibration), width)),
    ...calibrationSections(calibration).flatMap((section) => ['', ...lines(section, width, paint)]),
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
  worst: readonly Judged[],
): string {
  return [
    escaped(heading(calibration)),
    '',
    ...calibrationSections(calibration, Number.POSITIVE_INFINITY).flatMap(
      ({ title, head, rows }) => [
        ...(title === '' ? [] : [`### ${escaped(title)}`, '']),
        row(head.map(escaped)),
        row(head.map((_, i) => (i === 0 ? '---' : '---:'))),
        ...rows.map((cells) => row(cells.map((cell) => escaped(cell.trim())))),
        '',
      ],
    ),
    escaped(method(calibration)),
    '',
    ...worst.flatMap((reply) => {
      const { about, text } = worstWords(reply);
      return [`- **${escaped(about)}**`, ...text.split('\n').map((line) => `  > ${escaped(line)}`)];
    }),
    '',
  ].join('\n');
}

function heading({ grader, replies, items, clusters }: Calibration): string {
  return `${printable(grader)} · ${counted(replies, 'labelled reply', 'labelled replies')} to ${counted(items, 'item')} (${counted(clusters, 'pair')})`;
}

function method({ bootstrap: { seed, draws } }: Calibration): string {
  return (
    "Shares in percent with Wilson's 95% interval, clustered by pair; κ and F1 with the percentile " +
    `bootstrap of pairs (${draws} draws, seed ${seed}). κ, F1 and precision count replies with one right label.`
  );
}

function lines({ title, head, rows }: Section, width: number, paint: Ink): string[] {
  const widths = head.map((cell, i) =>
    Math.max(columns(cell), ...rows.map((cells) => columns(cells[i] ?? ''))),
  );
  const [first = 0, ...others] = widths;
  const numbers = others.reduce((sum, each) => sum + each, 0);
  const gap = first + numbers + 2 * others.length <= width ? 2 : 1;
  const room = Math.min(first, Math.max(12, width - numbers - gap * others.length));
  const line = (cells: readonly string[]) => {
    const name = shorten(cells[0] ?? '', room);
    const rest = others.map((each, i) => {
      const cell = cells[i + 1] ?? '';
      return ' '.repeat(gap + each - columns(cell)) + cell;
    });
    return (name + ' '.repeat(room - columns(name)) + rest.join('')).trimEnd();
  };
  return [
    ...(title === '' ? [] : [paint.bold(wrap(title, width))]),
    paint.dim(line(head)),
    ...rows.map(line),
  ];
}
