import type { RunPlan } from '../stats/run-plan.ts';
import { escaped } from './markdown-text.ts';
import { counted, dollars, grouped, percent, tokens, UNKNOWN } from './numbers.ts';
import { ink, printable, wrap } from './plain-text.ts';
import { type Section, sectionLines, sectionMarkdown } from './section.ts';
import type { TerminalOptions } from './table.ts';

/** A plan for the terminal; fits 80 columns. */
export function renderPlan(plan: RunPlan, { width, color }: TerminalOptions): string {
  const paint = ink(color);
  return [
    paint.bold(wrap(heading(plan), width)),
    ...sections(plan).flatMap((section) => ['', ...sectionLines(section, width, paint)]),
    '',
    ...remarks(plan).map((line) => wrap(line, width, '· ')),
    '',
  ].join('\n');
}

/** The same as GitHub markdown. */
export function renderPlanMarkdown(plan: RunPlan): string {
  return [
    `**${escaped(heading(plan))}**`,
    '',
    ...sections(plan).flatMap((section) => [...sectionMarkdown(section), '']),
    ...remarks(plan).map((line) => `- ${escaped(line)}`),
    '',
  ].join('\n');
}

function heading({ detect, power, level, set, budgets, protocol }: RunPlan): string {
  return (
    `To detect a difference of ${short(detect)} points with ${short(power)}% power (two-sided, ${short(level)}%) · ` +
    `${printable(set.name)} · ${protocol} · ${budgets.map(printable).join(', ')}`
  );
}

function sections(plan: RunPlan): Section[] {
  const { options, detectable } = plan;
  const models = [...new Set(options.flatMap(({ cost }) => Object.keys(cost)))];
  const epochs = [...new Set(detectable.map((each) => each.epochs))];
  const sizes = [...new Set(detectable.map((each) => each.pairs))];
  const number = (count: number | null) => (count === null ? UNKNOWN : grouped(count));
  return [
    {
      title: '',
      head: ['epochs', 'pairs', 'items', 'calls', 'tokens in', 'out', 'time'],
      rows: options.map((option) => [
        String(option.epochs),
        number(option.pairs),
        number(option.items),
        number(option.calls),
        tokens(option.inputTokens),
        tokens(option.outputTokens),
        duration(option.minutes),
      ]),
    },
    ...(models.length === 0
      ? []
      : [
          {
            title: 'Cost, by epochs',
            head: ['', ...options.map(({ epochs }) => String(epochs))],
            rows: models.map((model) => [
              printable(model),
              ...options.map(({ cost }) => dollars(cost[model] ?? null)),
            ]),
          },
        ]),
    {
      title: 'Smallest difference that is detected, in points, by pairs and epochs',
      head: ['pairs', ...epochs.map(String)],
      rows: sizes.map((pairs) => [
        grouped(pairs) + (pairs === plan.set.pairs ? ' (all of the set)' : ''),
        ...detectable
          .filter((each) => each.pairs === pairs)
          .map(({ difference }) => percent(difference)),
      ]),
    },
  ];
}

function remarks(plan: RunPlan): string[] {
  const { set, options, variances, pilot, correlation } = plan;
  const { family, item, reply } = variances;
  const needed = options.flatMap(({ pairs }) => pairs ?? []);
  const impossible = options.filter(({ pairs }) => pairs === null).map(({ epochs }) => epochs);
  return [
    `The set has ${grouped(set.pairs)} pairs (${grouped(set.items)} items) from ${counted(set.families, 'family', 'families')}.`,
    ...(needed.length > 0 && Math.min(...needed) > set.pairs
      ? [
          'Every way takes more pairs than it has: draw more problems with `lacuna corrupt --per-family N`.',
        ]
      : []),
    ...(impossible.length === 0
      ? []
      : [`${UNKNOWN}: at ${impossible.join(', ')} epochs no feasible number of items detects it.`]),
    `However many items of ${counted(set.families, 'family', 'families')}: a difference under ${percent(plan.floor)} points stays hidden; that takes more families.`,
    `Variances of one run's score: families ${variance(family)}, items ${variance(item)}, replies ${variance(reply)} (${source(pilot)}); true item scores of the two models correlate at ${short(correlation / 100)}.`,
    'Calls and tokens are of one run, all budgets together; those of a run to compare it with come on top.',
    ...(options.some(({ minutes }) => minutes !== null) ? [] : ['Time needs --rpm or --tpm.']),
    ...(options.some(({ cost }) => Object.keys(cost).length > 0) ? [] : ['Cost needs --prices.']),
  ];
}

function source(pilot: RunPlan['pilot']): string {
  if (pilot === null) return 'assumed: Miller 2024; give --pilot RUN to measure them';
  if (pilot.assumed.length === 0) return `measured on ${printable(pilot.name)}`;
  return `measured on ${printable(pilot.name)}, but for ${pilot.assumed.join(', and ')}: assumed`;
}

/** "45 min", "7 h 30 min", "3 d 4 h". */
function duration(minutes: number | null): string {
  if (minutes === null) return UNKNOWN;
  const whole = Math.ceil(minutes);
  if (whole < 60) return `${whole} min`;
  if (whole < 48 * 60) return `${Math.floor(whole / 60)} h ${whole % 60} min`;
  const hours = Math.round(whole / 60);
  return `${grouped(Math.floor(hours / 24))} d ${hours % 24} h`;
}

const variance = (value: number) => value.toFixed(4);

/** A fraction in percent, without decimals that say nothing. */
function short(fraction: number): string {
  return String(Number((100 * fraction).toFixed(2)));
}
