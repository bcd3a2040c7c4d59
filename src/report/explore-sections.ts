import { type Condition, INSTANCES, partsOf } from '../protocol/explore/condition.ts';
import type { Estimate } from '../stats/ratio.ts';
import type { ExploreBudget, ExploreReport } from './explore.ts';
import { counted, percent, tokens, withInterval } from './numbers.ts';
import { printable } from './plain-text.ts';
import { incomplete, troubles } from './problem-notes.ts';
import type { Section } from './section.ts';
import { slopeLine } from './slope-line.ts';

/** Whom a model asks of several sources: what that came to, beside what strategies come to. */
export function exploreSections(report: ExploreReport): Section[] {
  return report.budgets.flatMap((budget) => [failures(report, budget), rewards(report, budget)]);
}

/** What the heads mean, in one breath. */
export const EXPLORE_LEGEND =
  'hard: five sources, of which the best knows on 60% of days and each other one on 40%; easy: four, 75% and 25%. ' +
  'found: % of conversations in whose second half the best source is asked most [95% interval]; whoever ignores ' +
  'what comes of asking is at most at 20 (easy: 25). suffix failure: % in which it is not asked at all ' +
  'from the middle on (SuffFailFreq(T/2)). evenness: K × MinFrac, 100 where all are asked alike to the end. reward: ' +
  'days on which the number was got, 0 as of the others and 100 as of the best, mean and median. greedy: % of ' +
  'questions to a source with the best mean so far. void: % of days without a readable choice. "hard = ucb": ' +
  'what that strategy comes to with the same sources and the same luck.';

function failures(report: ExploreReport, { budget, rows }: ExploreBudget): Section {
  const { settings, grader, strategies } = report;
  const parts = [settings.model, 'explore', budget, ...(grader === null ? [] : [grader])];
  const all = [
    ...rows.map((row) => ({ name: nameOf(row), scores: row.scores })),
    ...strategies.map((each) => ({ name: strategyName(each), scores: each.scores })),
  ];
  return {
    title: parts.map(printable).join(' · '),
    head: ['', 'found', 'suffix failure', 'evenness'],
    rows: all.map(({ name, scores }) => [
      name,
      share(scores.found),
      share(scores.suffixFailure),
      share(scores.evenness),
    ]),
  };
}

function rewards({ strategies }: ExploreReport, { rows }: ExploreBudget): Section {
  const all = [
    ...rows.map((row) => ({ name: nameOf(row), scores: row.scores, used: row.usage.mean })),
    ...strategies.map((each) => ({ name: strategyName(each), scores: each.scores, used: null })),
  ];
  return {
    title: 'Reward, and how it was sought',
    head: ['', 'reward', 'median', 'greedy', 'void', 'tokens'],
    rows: all.map(({ name, scores, used }) => [
      name,
      share(scores.reward),
      share(scores.median),
      percent(scores.greedy.value),
      percent(scores.void.of === 0 ? null : scores.void.days / scores.void.of),
      tokens(used),
    ]),
  };
}

function nameOf({ condition, policy }: { condition: Condition; policy: string }): string {
  return [condition, policy].map(printable).join(' · ');
}

function strategyName({ instance, strategy }: { instance: string; strategy: string }): string {
  return `${instance} = ${strategy}`;
}

function share({ value, low, high }: Estimate): string {
  return withInterval({ share: value, low, high }).replaceAll('-', '−');
}

/** What must stand beside the numbers. */
export function exploreNotes(report: ExploreReport): string[] {
  const { settings, problems, families, budgets, slopes } = report;
  const { epochs, maxTurns } = settings;
  const held = problems * epochs;
  const clusters =
    families < 2
      ? 'all of one family, so that intervals are over its draws'
      : 'intervals are clustered by family';
  const instances = new Set(
    budgets.flatMap(({ rows }) => rows.map(({ condition }) => partsOf(condition).instance)),
  );
  const chance = [...instances].map(
    (name) => `${name} ${percent(1 / INSTANCES[name].sources, 0)}%`,
  );
  return [
    `${counted(held, 'conversation')} of ${counted(maxTurns, 'day')} each: ${counted(problems, 'problem')} from ${counted(families, 'family', 'families')}${epochs > 1 ? `, ${epochs} epochs` : ''}; ${clusters}.`,
    `Found by chance, at most: ${chance.join(', ')}.`,
    ...(budgets.length > 1 ? slopes : []).map((row) => `found, ${slopeLine(nameOf(row), row)}`),
    ...budgets.flatMap(({ budget, rows }) => rows.flatMap((row) => gaps(budget, row))),
    ...troubles(report),
  ];
}

function gaps(budget: string, row: ExploreBudget['rows'][number]): string[] {
  const { conversations, void: lost } = row.scores;
  const where = `${nameOf(row)}, ${printable(budget)}`;
  return [
    ...incomplete(where, conversations),
    ...(lost.days > 0
      ? [
          `${where}: ${lost.days} of ${lost.of} replies named nobody that could be asked: these days are lost.`,
        ]
      : []),
  ];
}
