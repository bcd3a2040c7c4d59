import { tokens } from './numbers.ts';
import { ink, wrap } from './plain-text.ts';
import type { Report } from './report.ts';
import { runNames } from './run-name.ts';
import { slopeLine } from './slope-line.ts';
import type { TerminalOptions } from './table.ts';

const MARKS = ['●', '○', '■', '□', '▲', '△', '◆', '◇'];
const SEVERAL = '*';
/** Scores from 100 down to 0, a row for every ten points. */
const ROWS = Array.from({ length: 11 }, (_, i) => 100 - 10 * i);
const WIDEST = 80;

/** The Lacuna score against the tokens used (log scale), a mark a model, with each slope beneath. */
export function renderPlot(report: Report, { width, color }: TerminalOptions): string {
  const paint = ink(color);
  const dots = report.runs.flatMap(({ budgets }, i) =>
    budgets.flatMap(({ scores, usage }) => {
      const { share } = scores.lacuna;
      if (share === null || usage.mean === null || usage.mean <= 0) return [];
      return [{ tokens: usage.mean, share, mark: MARKS[i % MARKS.length] ?? SEVERAL }];
    }),
  );
  const names = runNames(report);
  const legend = report.runs.map((run, i) =>
    wrap(slopeLine(names[i] ?? '', run), width, `${MARKS[i % MARKS.length]} `),
  );
  if (dots.length === 0)
    return ['No budget has both a score and known tokens.', ...legend, ''].join('\n');

  const across = Math.min(WIDEST, width) - 6;
  const used = dots.map((dot) => dot.tokens);
  const from = Math.log2(Math.min(...used)) - 0.5;
  const to = Math.log2(Math.max(...used)) + 0.5;
  const column = (count: number) =>
    Math.round(((Math.log2(count) - from) / (to - from)) * (across - 1));

  const grid = ROWS.map(() => Array.from({ length: across }, () => ' '));
  for (const { tokens, share, mark } of dots) {
    const line = grid[Math.round(10 * (1 - share))];
    const x = column(tokens);
    if (line) line[x] = line[x] === ' ' || line[x] === mark ? mark : SEVERAL;
  }
  const body = ROWS.map((score, i) => {
    const label = score % 20 === 0 ? String(score) : '';
    return `${paint.dim(`${label.padStart(3)} ${label ? '┤' : '│'}`)}${grid[i]?.join('') ?? ''}`.trimEnd();
  });
  const { rule, labels } = axis(
    ticks(2 ** from, 2 ** to).map((at) => ({ at: column(at), text: tokens(at).replace('.0', '') })),
    across,
  );
  const several = grid.flat().includes(SEVERAL) ? [`${SEVERAL} several`] : [];
  return [
    'Lacuna score, % by output tokens a conversation (log scale)',
    ...body,
    paint.dim(`    └${rule}`),
    paint.dim(`     ${labels}`),
    ...legend,
    ...several,
    '',
  ].join('\n');
}

/** Round numbers of tokens within the range: 1, 2 and 5 times powers of ten. */
function ticks(from: number, to: number): number[] {
  const decades = Array.from({ length: 12 }, (_, exponent) => 10 ** exponent);
  return decades.flatMap((ten) => [ten, 2 * ten, 5 * ten]).filter((at) => at >= from && at <= to);
}

/** The line below the plot with its ticks, and their labels where there is room. */
function axis(marks: ReadonlyArray<{ at: number; text: string }>, across: number) {
  const rule = Array.from({ length: across }, () => '─');
  let labels = '';
  for (const { at, text } of marks) {
    const start = at - Math.floor(text.length / 2);
    if (start < labels.length + (labels === '' ? 0 : 2) || start + text.length > across) continue;
    rule[at] = '┬';
    labels = labels.padEnd(start) + text;
  }
  return { rule: rule.join(''), labels };
}
