import { ABRUPT, BRIDGES, type Kind } from '../protocol/distract/kind.ts';
import type { OfTurns } from '../stats/distract.ts';
import type { DistractReport, DistractRow } from './distract.ts';
import { counted, percent, tokens, withInterval } from './numbers.ts';
import { printable } from './plain-text.ts';
import { countsOf, incomplete, troubles } from './problem-notes.ts';
import { signed } from './reveal-sections.ts';
import type { Section } from './section.ts';
import { slopeLine } from './slope-line.ts';

/** A user who strays: the headline, staying on topic, the answer, the kinds, and what policies make good. */
export function distractSections(report: DistractReport): Section[] {
  const { settings, grader } = report;
  const parts = [settings.model, 'distract', ...(grader === null ? [] : [grader])];
  return [
    scores(parts.map(printable).join(' · '), report),
    // Tables enough that each fits a terminal of 80 columns, with intervals too.
    staying('Staying on topic: deflecting what leads away', report, 'distractors'),
    staying('Staying on topic: taking up the problem', report, 'onTopic'),
    kinds('Led away abruptly, deflected, %', report, ABRUPT),
    kinds('Led away by the way, deflected, %', report, [...BRIDGES, 'irrelevant-number']),
    kinds('On the problem, taken up, %', report, ['changed-premise', 'on-topic']),
    recovered(report),
  ].filter(({ rows }) => rows.length > 0);
}

/** What the heads mean, in one breath. */
export const DISTRACT_LEGEND =
  'kept: % of conversations with every turn handled right and the right answer [95% interval]: always ' +
  'deflecting keeps none, nor does following. solved: % right in the end, with a changed premise the changed answer; stale: of ' +
  'those with a change, % with the old one. leaked: % with the irrelevant number in the answer. resumed: % of the ' +
  'turns that lead away after which the next one on the problem is taken up. F1: the harmonic mean of precision and ' +
  'recall. tokens: output a conversation.';

function scores(title: string, { rows }: DistractReport): Section {
  return {
    title,
    head: ['', 'kept', 'solved', 'stale', 'leaked', 'resumed', 'tokens'],
    rows: rows.map((row) => [
      nameOf(row),
      withInterval(row.scores.kept),
      withInterval(row.scores.solved),
      percent(row.scores.stale.share),
      percent(row.scores.leaked.share),
      percent(row.scores.resumed.share),
      tokens(row.usage.mean),
    ]),
  };
}

function staying(
  title: string,
  { rows }: DistractReport,
  side: 'distractors' | 'onTopic',
): Section {
  return {
    title,
    head: ['', 'precision', 'recall', 'F1'],
    rows: rows.map((row) => {
      const { precision, recall, f1 } = row.scores[side];
      return [nameOf(row), percent(precision.value), percent(recall.value), bounded(f1)];
    }),
  };
}

function bounded({ value, low, high }: OfTurns): string {
  return withInterval({ share: value, low, high });
}

function kinds(title: string, { rows }: DistractReport, shown: readonly Kind[]): Section {
  return {
    title,
    head: ['', ...shown],
    rows: rows.map((row) => [
      nameOf(row),
      ...shown.map((kind) => percent(row.scores.kinds[kind].share)),
    ]),
  };
}

function recovered({ rows }: DistractReport): Section {
  return {
    title: 'Of what plain loses from 100 kept, recovered by a policy',
    head: ['', '%'],
    rows: rows.flatMap((row) =>
      row.recovered === null
        ? []
        : [[nameOf(row), row.recovered.value === null ? 'no clear loss' : signed(row.recovered)]],
    ),
  };
}

function nameOf({ budget, policy }: Pick<DistractRow, 'budget' | 'policy'>): string {
  return [budget, policy].map(printable).join(' · ');
}

/** What must stand beside the numbers. */
export function distractNotes(report: DistractReport): string[] {
  const { settings, rows, slopes } = report;
  const severalBudgets = new Set(rows.map(({ budget }) => budget)).size > 1;
  return [
    ...(severalBudgets
      ? slopes.map(({ policy, slope }) => slopeLine(`kept, ${printable(policy)}`, { slope }))
      : []),
    `${countsOf(report)} Those of F1 are bootstrapped. Script of seed ${settings.seed}, the same for every model.`,
    'What a reply did is read by rules, which err: docs/protocols.md says how often.',
    ...rows.flatMap(gaps),
    ...troubles(report),
  ];
}

function gaps(row: DistractRow): string[] {
  const { capped, none, conversations, did } = row.scores;
  const neither = did.distractors.other + did.onTopic.other;
  const where = nameOf(row);
  return [
    ...incomplete(where, conversations),
    ...(capped > 0
      ? [
          `${where}: the turn cap ended ${counted(capped, 'conversation')} before the answer was asked for: not solved.`,
        ]
      : []),
    ...(neither > 0
      ? [
          `${where}: ${counted(neither, 'reply', 'replies')} did neither of what could be right or wrong: counted as missed.`,
        ]
      : []),
    ...(none > 0 ? [`${where}: nothing to grade in ${none} last replies: not solved.`] : []),
  ];
}
