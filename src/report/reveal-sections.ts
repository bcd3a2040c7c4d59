import { TURN_CLASSES } from '../../graders/verdict.ts';
import type { Estimate } from '../stats/ratio.ts';
import { counted, percent, tokens, UNKNOWN, withInterval } from './numbers.ts';
import { printable } from './plain-text.ts';
import { countsOf, incomplete, troubles } from './problem-notes.ts';
import type { RevealBudget, RevealReport, RevealRow } from './reveal.ts';
import type { Section } from './section.ts';
import { slopeLine } from './slope-line.ts';

/** Problems told at once and bit by bit: scores, losses, what policies make good, and kinds of replies. */
export function revealSections(report: RevealReport): Section[] {
  return report.budgets.flatMap((budget) =>
    [scores(report, budget), losses(budget), recovered(budget), classes(budget)].filter(
      ({ rows }) => rows.length > 0,
    ),
  );
}

/** What the heads mean, in one breath. */
export const REVEAL_LEGEND =
  'full: the problem as it stands; concat: the same as a list; sharded: one premise a turn; user-only: ' +
  'sharded, without its own replies. solved: % of problems right in the last reply [95% interval]; ever: in any reply. ' +
  'A90, U: 90th percentile over epochs, and its distance from the 10th. early: % of conversations with an answer ' +
  'before all was told; mended: of those in which it was wrong, % right in the end. turn: of the first ' +
  'answer. tokens: output a conversation.';

function scores({ settings, grader }: RevealReport, { budget, rows }: RevealBudget): Section {
  const parts = [settings.model, 'reveal', budget, ...(grader === null ? [] : [grader])];
  return {
    title: parts.map(printable).join(' · '),
    head: ['', 'solved', 'ever', 'A90', 'U', 'early', 'mended', 'turn', 'tokens'],
    rows: rows.map((row) => [
      nameOf(row),
      withInterval(row.scores.solved),
      percent(row.scores.solvedEver.share),
      percent(row.scores.aptitude?.value ?? null),
      percent(row.scores.unreliability?.value ?? null),
      percent(row.scores.early.share),
      percent(row.scores.recovered.share),
      row.scores.firstAttempt.value?.toFixed(1) ?? UNKNOWN,
      tokens(row.usage.mean),
    ]),
  };
}

function losses({ drops }: RevealBudget): Section {
  return {
    title: 'Lost from full, over the same problems',
    head: ['', 'points', '% of full'],
    rows: drops.map(({ policy, to, drop }) => [
      nameOf({ variant: to, policy }),
      signed(drop.absolute),
      signed(drop.relative),
    ]),
  };
}

function recovered({ recovered: policies }: RevealBudget): Section {
  return {
    title: 'Of the loss from full to sharded, recovered by a policy',
    head: ['', '%'],
    rows: policies.map(({ policy, share }) => [
      printable(policy),
      share.value === null ? 'no clear loss' : signed(share),
    ]),
  };
}

function classes({ rows }: RevealBudget): Section {
  return {
    title: 'Replies, %',
    head: ['', 'attempt', 'clarify', 'interrogate', 'discuss', 'hedge', 'refuse', 'none'],
    rows: rows.map((row) => {
      const counts = TURN_CLASSES.map((name) => row.scores.classes[name]);
      const all = counts.reduce((sum, count) => sum + count, 0);
      return [nameOf(row), ...counts.map((count) => percent(all === 0 ? null : count / all))];
    }),
  };
}

function nameOf({ variant, policy }: { variant: string; policy: string }): string {
  return [variant, policy].map(printable).join(' · ');
}

/** A percentage with its interval; a loss that is a gain has a sign. */
export function signed({ value, low, high }: Estimate): string {
  return withInterval({ share: value, low, high }).replaceAll('-', '−');
}

/** What must stand beside the numbers. */
export function revealNotes(report: RevealReport): string[] {
  const { settings, budgets, slopes } = report;
  const { epochs, maxTurns } = settings;
  const several = budgets.length > 1;
  const coarse =
    epochs > 1 && epochs < 20 ? ` A90 and U are coarse with ${epochs} epochs of 0 or 1.` : '';
  return [
    `${countsOf(report)}${coarse}`,
    `The last reply counts, in every variant, under the same request fields and at most ${maxTurns} turns.`,
    ...slopes.flatMap(({ variant, policy, slope }) =>
      several ? [slopeLine(`solved, ${nameOf({ variant, policy })}`, { slope })] : [],
    ),
    ...budgets.flatMap(({ budget, rows }) => rows.flatMap((row) => gaps(budget, row))),
    ...troubles(report),
  ];
}

function gaps(budget: string, row: RevealRow): string[] {
  const { capped, none, conversations, always, never } = row.scores;
  const where = `${nameOf(row)}, ${printable(budget)}`;
  return [
    ...incomplete(where, conversations),
    ...(capped > 0
      ? [
          `${where}: the turn cap ended ${counted(capped, 'conversation')} before all was told: not solved.`,
        ]
      : []),
    ...(none > 0 ? [`${where}: nothing to grade in ${none} last replies: not solved.`] : []),
    ...(row.scores.aptitude === null
      ? []
      : [
          `${where}: ${percent(always.share)}% of the problems solved in every epoch, ${percent(never.share)}% in none.`,
        ]),
  ];
}
