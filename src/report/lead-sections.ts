import { MOVES } from '../protocol/lead/move.ts';
import type { Estimate } from '../stats/ratio.ts';
import type { LeadBudget, LeadReport, LeadRow } from './lead.ts';
import { counted, percent, tokens, UNKNOWN, withInterval } from './numbers.ts';
import { printable } from './plain-text.ts';
import { countsOf, incomplete, troubles } from './problem-notes.ts';
import { signed } from './reveal-sections.ts';
import type { Section } from './section.ts';
import { slopeLine } from './slope-line.ts';

/** Conversations that the model had to lead: scores, what policies make good, and what replies did. */
export function leadSections(report: LeadReport): Section[] {
  return report.budgets.flatMap((budget) =>
    [scores(report, budget), turns(budget), recovered(budget), moves(budget)].filter(
      ({ rows }) => rows.length > 0,
    ),
  );
}

/** What the heads mean, in one breath. */
export const LEAD_LEGEND =
  'within: % of problems right within the fewest turns and two more [95% interval]; solved: right at all; early: % of ' +
  'conversations with an answer before it followed. over: turns beyond the fewest, where solved; fewest: turns that ' +
  'a problem takes. irrelevant: % of questions that ask for nothing that helps; moved: % of replies that gained a ' +
  'needed fact or were the right answer. tokens: output a conversation.';

function scores({ settings, grader }: LeadReport, { budget, rows }: LeadBudget): Section {
  const parts = [settings.model, 'lead', budget, ...(grader === null ? [] : [grader])];
  return {
    title: parts.map(printable).join(' · '),
    head: ['', 'within', 'solved', 'early', 'tokens'],
    rows: rows.map((row) => [
      printable(row.policy),
      withInterval(row.scores.within),
      withInterval(row.scores.solved),
      withInterval(row.scores.early),
      tokens(row.usage.mean),
    ]),
  };
}

function turns({ rows }: LeadBudget): Section {
  return {
    title: 'How it led',
    head: ['', 'irrelevant', 'moved', 'over', 'fewest'],
    rows: rows.map(({ policy, scores }) => [
      printable(policy),
      signed(scores.irrelevant),
      signed(scores.moved),
      number(scores.over),
      scores.fewest.value?.toFixed(1) ?? UNKNOWN,
    ]),
  };
}

/** "0.8 [0.5, 1.1]". */
function number({ value, low, high }: Estimate): string {
  if (value === null) return UNKNOWN;
  const around = low === null || high === null ? '' : ` [${low.toFixed(1)}, ${high.toFixed(1)}]`;
  return `${value.toFixed(1)}${around}`.replaceAll('-', '−');
}

function recovered({ recovered: policies }: LeadBudget): Section {
  return {
    title: 'Of what plain loses from 100 within, recovered by a policy',
    head: ['', '%'],
    rows: policies.map(({ policy, share }) => [
      printable(policy),
      share.value === null ? 'no clear loss' : signed(share),
    ]),
  };
}

function moves({ rows }: LeadBudget): Section {
  return {
    title: 'Replies, %',
    head: ['', ...MOVES],
    rows: rows.map(({ policy, scores }) => {
      const counts = MOVES.map((move) => scores.moves[move]);
      const all = counts.reduce((sum, count) => sum + count, 0);
      return [printable(policy), ...counts.map((count) => percent(all === 0 ? null : count / all))];
    }),
  };
}

/** What must stand beside the numbers. */
export function leadNotes(report: LeadReport): string[] {
  const { settings, budgets, slopes } = report;
  const several = budgets.length > 1;
  return [
    countsOf(report),
    `The user keeps two facts or more to himself and answers one question a turn; a conversation has at most ${settings.maxTurns} turns.`,
    ...slopes.flatMap(({ policy, slope }) =>
      several ? [slopeLine(`within, ${printable(policy)}`, { slope })] : [],
    ),
    ...budgets.flatMap(({ budget, rows }) => rows.flatMap((row) => gaps(budget, row))),
    ...troubles(report),
  ];
}

function gaps(budget: string, { policy, scores }: LeadRow): string[] {
  const { capped, none, conversations } = scores;
  const where = [policy, budget].map(printable).join(', ');
  return [
    ...incomplete(where, conversations),
    ...(capped > 0
      ? [
          `${where}: the turn cap ended ${counted(capped, 'conversation')} without an answer: not solved.`,
        ]
      : []),
    ...(none > 0 ? [`${where}: nothing to grade in ${none} last replies: not solved.`] : []),
  ];
}
