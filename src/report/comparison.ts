import type { Comparison, Difference } from '../stats/comparison.ts';
import { escaped } from './markdown-text.ts';
import { counted, percent, pointsWithInterval, probability, UNKNOWN } from './numbers.ts';
import { ink, printable, wrap } from './plain-text.ts';
import { type Section, sectionLines, sectionMarkdown } from './section.ts';
import type { TerminalOptions } from './table.ts';

const MINUS = '−';

/** Two runs item by item, for the terminal; fits 80 columns. */
export function renderComparison(
  comparison: Comparison,
  { width, color }: TerminalOptions,
): string {
  const paint = ink(color);
  return [
    paint.bold(wrap(heading(comparison), width)),
    '',
    ...sectionLines(differences(comparison), width, paint),
    '',
    paint.dim(wrap(legend(comparison), width)),
    '',
    ...remarks(comparison).map((line) => wrap(line, width, '· ')),
    ...flipLines(comparison).flatMap(({ title, lines }) => [
      '',
      paint.bold(wrap(title, width)),
      ...lines.map((line) => wrap(line, width, '  ')),
    ]),
    '',
  ].join('\n');
}

/** The same as GitHub markdown. */
export function renderComparisonMarkdown(comparison: Comparison): string {
  return [
    `**${escaped(heading(comparison))}**`,
    '',
    ...sectionMarkdown(differences(comparison)),
    '',
    escaped(legend(comparison)),
    '',
    ...remarks(comparison).map((line) => `- ${escaped(line)}`),
    '',
    ...flipLines(comparison).flatMap(({ title, lines }) => [
      `### ${escaped(title)}`,
      '',
      ...lines.map((line) => `- ${escaped(line)}`),
      '',
    ]),
  ].join('\n');
}

function heading({ metric, before, after }: Comparison): string {
  const graders = [...new Set([before, after].flatMap(({ grader }) => grader ?? []))].map(
    printable,
  );
  const names = `${printable(before.name)} (before) and ${printable(after.name)} (after)`;
  return [names, printable(metric), ...graders].join(' · ');
}

function differences({ budgets, shares }: Comparison): Section {
  return {
    title: '',
    head: ['', 'before', 'after', 'difference [95%]', 'won/lost/tied', 'McNemar', 'Holm'],
    rows: budgets.flatMap(({ budget, overall, operators }) => {
      const several = Object.keys(operators).length > 1;
      return [
        cells(printable(budget), overall, shares),
        ...(several
          ? Object.entries(operators).map(([name, row]) =>
              cells(`· ${printable(name)}`, row, shares),
            )
          : []),
      ];
    }),
  };
}

function cells(name: string, row: Difference, shares: boolean): string[] {
  const { before, after, difference, low, high, wins, losses, ties } = row;
  return [
    name,
    shares ? percent(before) : before.toFixed(3),
    shares ? percent(after) : after.toFixed(3),
    shares ? pointsWithInterval(difference, low, high) : plain(difference, low, high),
    `${wins}/${losses}/${ties}`,
    probability(row.mcnemar),
    probability(row.holm),
  ];
}

/** Values that are no shares, in their own unit. */
function plain(difference: number, low: number | null, high: number | null): string {
  const signed = (value: number) => `${value < 0 ? MINUS : '+'}${Math.abs(value).toFixed(3)}`;
  return low === null || high === null
    ? signed(difference)
    : `${signed(difference)} [${signed(low)}, ${signed(high)}]`;
}

function legend({ shares, budgets }: Comparison): string {
  const several = budgets.some(({ operators }) => Object.keys(operators).length > 1);
  const over = several ? 'budgets, and over all rows of operators' : 'rows';
  return (
    `Paired by item; difference = after − before, in ${shares ? 'percentage points' : 'the units of the score'}, ` +
    'with its 95% interval clustered by family. Holm: p of no difference, clustered alike, ' +
    `adjusted over ${over}. McNemar: exact, takes items as independent; ${UNKNOWN} where too few are ` +
    'discordant (under 6) for it to reach 0.05.'
  );
}

function remarks({ before, after, budgets, shares, notes }: Comparison): string[] {
  const sizes = new Set(budgets.map(({ overall }) => `${overall.units} ${overall.families}`));
  const [first] = budgets;
  const over = (units: number, families: number) =>
    `${counted(units, 'item')} in ${counted(families, 'cluster')}`;
  return [
    ...(sizes.size === 1 && first
      ? [`${over(first.overall.units, first.overall.families)}.`]
      : budgets.map(
          ({ budget, overall: { units, families } }) =>
            `${printable(budget)}: ${over(units, families)}.`,
        )),
    ...(before.epochs === after.epochs && before.epochs <= 1
      ? []
      : [
          `Epochs are averaged within each item: ${before.epochs} before, ${after.epochs} after. An item is won or lost by the higher average.`,
        ]),
    ...[before, after].flatMap(({ name, missing, expected }, i) =>
      missing === 0
        ? []
        : [
            `Incomplete: ${missing} of ${expected} verdicts of the run ${i === 0 ? 'before' : 'after'} (${printable(name)}) are missing; the numbers may change.`,
          ],
    ),
    ...[before, after].flatMap(({ only }, i) =>
      only.length === 0
        ? []
        : [
            `Left out, since only the run ${i === 0 ? 'before' : 'after'} has it: ${only.map(printable).join(', ')}.`,
          ],
    ),
    ...budgets.flatMap(({ budget, unpaired }) =>
      unpaired === 0
        ? []
        : [
            `${printable(budget)}: ${counted(unpaired, 'item')} left out, on which one run has nothing.`,
          ],
    ),
    ...(shares ? [] : ['Values go beyond 0 to 1: the interval is Student’s t.']),
    ...notes.map(printable),
  ];
}

function flipLines({ flips: { total, shown }, budgets }: Comparison) {
  if (shown.length === 0) return [];
  const lines = shown.map(({ item, budget, before, after, was, is }) => {
    const sign = after < before ? MINUS : '+';
    const where = budgets.length > 1 ? ` (${printable(budget)})` : '';
    return `${sign} ${printable(item)}${where}: ${printable(was)} → ${printable(is)}`;
  });
  const which = total > shown.length ? `${shown.length} of ${total}, losses first` : `all ${total}`;
  return [{ title: `Flipped: ${which} (${MINUS} lost, + won)`, lines }];
}
