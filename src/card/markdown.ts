import { renderMarkdown } from '../report/markdown.ts';
import { escaped, row } from '../report/markdown-text.ts';
import { percent, tokens, UNKNOWN, withInterval } from '../report/numbers.ts';
import { CARD_METRICS } from './card-metrics.ts';
import type { CardRun, ModelCard } from './model-card.ts';
import type { ShownText } from './shown-text.ts';
import { SLICED_BY, type Slice } from './slices.ts';
import { summary } from './summary.ts';
import { TELLING } from './telling.ts';
import type { Told } from './told.ts';
import { gradingWords, releaseCell, releaseWords } from './words.ts';

/** The card as GitHub markdown: the report's tables, and all that explains them. */
export function cardMarkdown(card: ModelCard): string {
  const several = card.runs.length > 1;
  const title = card.runs.map(({ name }) => name).join(', ');
  return [
    `# Model card: ${escaped(title)}`,
    '',
    ...card.incomparable.flatMap((line) => [`**Not comparable:** ${escaped(line)}`, '']),
    ...(several ? [] : card.runs.flatMap((run) => [...summaryLines(run), ''])),
    '## Scores',
    '',
    renderMarkdown(card, card.runs.map(releaseCell)),
    ...card.runs.flatMap((run) => [
      ...(several ? [`## ${escaped(run.name)}`, '', ...summaryLines(run), ''] : []),
      ...runSections(run, several ? '###' : '##'),
    ]),
  ].join('\n');
}

function summaryLines(run: CardRun): string[] {
  return summary(run).map(escaped);
}

function runSections(run: CardRun, level: string): string[] {
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`${level} ${title}`, '', ...lines, ''];
  return [
    ...section('Every share with its interval', everyShare(run)),
    ...section(
      'Where it does well and badly',
      SLICED_BY.flatMap((by) => sliceTable(run, by)),
    ),
    ...section('Where it over-asks', overAskLines(run)),
    ...section('Telling conversations', run.telling.flatMap(toldLines)),
    ...section(
      'The grader',
      gradingWords(run).map((line) => `- ${escaped(line)}`),
    ),
    ...section('How to get these numbers again', reproduction(run)),
  ];
}

function everyShare({ budgets }: CardRun): string[] {
  return table(
    ['% [95% interval]', ...budgets.map(({ budget }) => budget.name)],
    CARD_METRICS.filter(({ share }) => budgets.some((budget) => share(budget) !== null)).map(
      ({ title, share }) => [
        title,
        ...budgets.map((budget) => {
          const found = share(budget);
          return found === null ? UNKNOWN : withInterval(found);
        }),
      ],
    ),
  );
}

function sliceTable({ slices }: CardRun, by: Slice['by']): string[] {
  const some = slices.filter((slice) => slice.by === by);
  if (some.length === 0) return [];
  return [
    ...table(
      [
        by,
        'budget',
        'Lacuna',
        'asks',
        'guesses',
        ...(by === 'operator' ? [] : ['over-asks']),
        'pairs',
      ],
      some.map(({ value, budget, lacuna, asks, guesses, overasks }) => [
        ...[value, budget, withInterval(lacuna), withInterval(asks), withInterval(guesses)],
        ...(overasks === null ? [] : [withInterval(overasks)]),
        String(lacuna.units),
      ]),
    ),
    '',
  ];
}

function overAskLines({ overAsks: { budgets, topics, wordings, examples } }: CardRun): string[] {
  const share = (asked: number, of: number) => [`${asked} of ${of}`, percent(asked / of)];
  const list = (head: string, rows: string[][]) =>
    rows.length === 0 ? [] : [...table([head, 'asked', '%'], rows), ''];
  return [
    ...budgets.map(
      ({ budget, overasks }) =>
        `- ${escaped(budget)}: ${escaped(withInterval(overasks))}% of ${overasks.units} intact problems`,
    ),
    '',
    ...list(
      'topic',
      topics.map(({ topic, asked, of }) => [topic, ...share(asked, of)]),
    ),
    ...list(
      'family and wording',
      wordings.map(({ family, wording, asked, of }) => [
        `${family}, ${wording}`,
        ...share(asked, of),
      ]),
    ),
    ...examples.flatMap(toldLines),
  ];
}

/** A conversation: what was asked, and what came back. */
function toldLines(told: Told): string[] {
  const { kind, item, budget, label, beside, problem, settles, answer, turns, thought } = told;
  const about = [
    `${item} · ${budget}`,
    ...(told.tokens === null ? [] : [`${tokens(told.tokens)} tokens`]),
    `graded ${label}`,
    ...(beside === null ? [] : [`${beside.label} under ${beside.budget}`]),
  ].join(' · ');
  return [
    `**${escaped(TELLING[kind])}** (${escaped(about)})`,
    '',
    ...quote('Problem', escapedLines(problem)),
    ...(settles.length > 0
      ? settles.map((line) => `*${escaped(line)}*`)
      : [`*Right answer: ${escaped(answer)}*`]),
    '',
    ...(thought === null ? [] : quote('Thinking', shownLines(thought))),
    ...turns.flatMap(({ user, reply }) => [
      ...(user === null ? [] : quote('User', shownLines(user))),
      ...quote('Reply', shownLines(reply)),
    ]),
  ];
}

function quote(who: string, lines: readonly string[]): string[] {
  const [first = '', ...rest] = lines;
  return [`> **${who}:** ${first}`, ...rest.map((line) => `> ${line}`), ''];
}

function shownLines({ parts }: ShownText): string[] {
  const marked = parts.map(({ text, shows }) => (shows === null ? text : `⟦${shows}: ${text}⟧`));
  return escapedLines(marked.join(''));
}

function escapedLines(text: string): string[] {
  return text.split('\n').map((line) => escaped(line.trim()));
}

function reproduction({ provenance, settings }: CardRun): string[] {
  const { commands, files, requests, release } = provenance;
  return [
    `Lacuna ${escaped(settings.versions.lacuna)}, Node ${escaped(settings.versions.node)}; ${escaped(releaseWords(release, settings))}; seed ${settings.seed}.`,
    '',
    '```sh',
    ...commands,
    '```',
    '',
    ...table(
      ['budget', 'request fields'],
      requests.map(({ budget, fields, sameAs }) => [
        budget,
        sameAs === null ? fields : `as ${sameAs}`,
      ]),
      '---',
    ),
    '',
    ...table(
      ['file', 'SHA-256'],
      Object.entries(files).map(([name, digest]) => [name, digest]),
      '---',
    ),
  ];
}

function table(
  head: readonly string[],
  rows: ReadonlyArray<readonly string[]>,
  others = '---:',
): string[] {
  return [
    row(head.map(escaped)),
    row(head.map((_, i) => (i === 0 ? '---' : others))),
    ...rows.map((cells) => row(cells.map(escaped))),
  ];
}
