import { counted, interval, percent, points, tokens } from '../report/numbers.ts';
import { printable } from '../report/plain-text.ts';
import type { BudgetReport } from '../report/report.ts';
import type { CardRun } from './model-card.ts';

/** What the figures say, in a few plain sentences. */
export function summary(run: CardRun): string[] {
  const scored = run.budgets
    .filter(({ scores }) => scores.lacuna.share !== null)
    .toSorted((a, b) => (a.usage.mean ?? 0) - (b.usage.mean ?? 0));
  const [first] = scored;
  const last = scored.at(-1);
  if (!first || !last) return ['No pair has been graded yet.'];
  const right =
    run.settings.protocol === 'resolve'
      ? 'reaches the right answers to a problem that lacks something and to its intact twin'
      : 'asks for what a problem lacks and solves its intact twin';
  return [
    `${under(first)} it ${right} in ${score(first)} of ${counted(first.scores.lacuna.units, 'pair')}${
      first === last ? '' : `; ${under(last).toLowerCase()}, in ${score(last)}`
    }.`,
    ...slopeWords(run),
    failing(last),
  ];
}

/** "53.4% [47.5, 59.2]". */
function score({ scores: { lacuna } }: BudgetReport): string {
  return [`${percent(lacuna.share)}%`, interval(lacuna)].filter(Boolean).join(' ');
}

function under({ budget, usage }: BudgetReport): string {
  const used = usage.mean === null ? '' : ` (${tokens(usage.mean)} tokens a conversation)`;
  return `Under ${printable(budget.name)}${used}`;
}

function slopeWords({ slope }: CardRun): string[] {
  const { perDoubling, low, high } = slope;
  if (perDoubling === null) return [];
  const change = `Each doubling of the tokens used changes the score by ${points(perDoubling)} points`;
  if (low === null || high === null) {
    return [points(perDoubling) === '0.0' ? `${change}: no change is seen.` : `${change}.`];
  }
  // As they are shown: a bound that reads 0.0 excludes nothing.
  const [least, most] = [shown(low), shown(high)];
  const verdict =
    most < 0
      ? 'more thinking makes it worse'
      : least > 0
        ? 'more thinking makes it better'
        : 'whether more thinking helps cannot be told';
  return [`${change} [${points(low)}, ${points(high)}]: ${verdict}.`];
}

function shown(fraction: number): number {
  return Number((100 * fraction).toFixed(1));
}

function failing({ budget, scores }: BudgetReport): string {
  return (
    `Under ${printable(budget.name)} it answers ${percent(scores.guesses.share)}% of corrupted problems as if nothing were wrong, ` +
    `and puts a needless question about ${percent(scores.overasks.share)}% of intact ones.`
  );
}
