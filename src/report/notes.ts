import type { Spent } from '../protocol/transcript.ts';
import type { Agreement } from '../stats/agreement.ts';
import { counted, dollars, grouped, percent, UNKNOWN } from './numbers.ts';
import { printable } from './plain-text.ts';
import type { BudgetReport, Report, RunReport } from './report.ts';
import { runNames } from './run-name.ts';

/** What must stand beside the numbers: denominators, gaps, doubts. */
export interface Notes {
  /** The model that they are about; null for all of them. */
  readonly about: string | null;
  readonly lines: readonly string[];
}

/** The notes on each run, then those on all. */
export function notes({ runs, agreements }: Pick<Report, 'runs' | 'agreements'>): Notes[] {
  const all: string[] = [];
  if (runs.some(({ settings }) => settings.protocol !== 'resolve')) {
    all.push('ACC needs the protocol resolve, in which the user answers what the model asks.');
  }
  if (runs.some(({ settings }) => settings.prices === null)) {
    all.push('Cost needs the prices of the model.');
  }
  const names = runNames({ runs });
  const each = runs.map((run, i) => ({ about: names[i] ?? '', lines: notesOn(run) }));
  const compared = agreements.map((found) => ({
    about: printable(`${found.model}: ${found.graders.join(' and ')}`),
    lines: agreementLines(found),
  }));
  return [...each, ...compared, ...(all.length > 0 ? [{ about: null, lines: all }] : [])];
}

/** How far two graders agree, and what moved from the first to the second. */
function agreementLines(found: Agreement): string[] {
  const { both, onlyFirst, onlySecond, share, kappa, moved } = found;
  const same = both - moved.reduce((sum, { count }) => sum + count, 0);
  const alone = onlyFirst + onlySecond;
  const only =
    alone === 0 ? '' : ` ${counted(alone, 'reply', 'replies')} of one grader alone left out.`;
  return [
    `The same label for ${same} of ${counted(both, 'reply', 'replies')} (${percent(share)}%), Cohen's kappa ${kappa === null ? UNKNOWN : kappa.toFixed(3)}.${only}`,
    ...moved.map(
      ({ from, to, count, examples }) =>
        `${from} → ${to}: ${count} (${examples.map(printable).join(', ')}${count > examples.length ? ', …' : ''})`,
    ),
  ];
}

function notesOn(run: RunReport): string[] {
  const { pairs, families, findings, settings } = run;
  const epochs = settings.epochs > 1 ? `, ${settings.epochs} epochs averaged within each` : '';
  const clusters =
    families < 2 ? 'an interval needs two families' : 'intervals are clustered by family';
  return [
    `${counted(pairs, 'pair')} from ${counted(families, 'family', 'families')}${epochs}; ${clusters}.`,
    ...incomplete(run),
    ...ungraded(run),
    ...unsure(run),
    ...thinking(run),
    ...oneAnswer(run),
    ...inBatches(run),
    ...readForUser(run),
    ...judging(run),
    ...failedCalls(run),
    ...findings.map(({ message }) => printable(message)),
  ];
}

/** Verdicts that are not there, budget by budget. */
export function incomplete(run: RunReport): string[] {
  return run.budgets.flatMap((budget) => missing(budget, run));
}

/** Calls that failed for good; those whose budget was refused are told as a finding on it. */
export function failedCalls({ failed }: RunReport): string[] {
  return failed
    .filter(({ kind }) => kind !== 'budget')
    .map(
      ({ budget, kind, message, count }) =>
        `${counted(count, 'call')} failed for good under ${printable(budget)} (${printable(kind)}): ${printable(message)}`,
    );
}

function missing({ budget, scores: { verdicts, lacuna } }: BudgetReport, run: RunReport): string[] {
  if (verdicts.missing === 0) return [];
  const name = printable(budget.name);
  const unscored = (run.grading?.unscored ?? []).filter((entry) => entry.budget === budget.name);
  const reasons = unscored.map(({ why, count }) => `${count} ${printable(why)}`).join(', ');
  const why =
    reasons === '' ? '' : ` (judges gave no answer: ${reasons}; \`lacuna grade\` asks them again)`;
  return [
    `Incomplete: under ${name} ${verdicts.missing} of ${verdicts.expected} verdicts are missing${why}; its score is over ${counted(lacuna.units, 'pair')}.`,
  ];
}

/** Verdicts that are counted as their best label, though the grader is not sure of it. */
export function unsure({ budgets }: RunReport): string[] {
  const some = budgets.filter(({ scores }) => scores.unsure > 0);
  if (some.length === 0) return [];
  const where = some.map(({ budget, scores: { unsure, suspect, verdicts } }) => {
    const talking = suspect > 0 ? `, ${suspect} of them suspect` : '';
    return `under ${printable(budget.name)} ${unsure} of ${verdicts.present}${talking}`;
  });
  const suspects = some.some(({ scores }) => scores.suspect > 0)
    ? ' Suspect: the reply speaks to its grader, and judges read it otherwise than the rules, whose label stands.'
    : '';
  return [`Unsure, and counted as the best label: ${where.join('; ')}.${suspects}`];
}

/** What was noticed in thought and not said, and the reverse, where thinking was recorded. */
export function thinking({ budgets }: Pick<RunReport, 'budgets'>): string[] {
  const some = budgets.filter(({ scores }) => scores.noticed.recorded > 0);
  if (some.length === 0) return [];
  const where = some.map(({ budget, scores: { noticed } }) => {
    const { recorded, thoughtOnly, replyOnly } = noticed;
    return `under ${printable(budget.name)} ${thoughtOnly} of ${recorded} noticed in thought and silent in the answer, ${replyOnly} the reverse`;
  });
  return [`Corrupted items with recorded thinking: ${where.join('; ')}.`];
}

function oneAnswer({ settings }: RunReport): string[] {
  return settings.answers === 'one' ? ['The user answered one question a turn.'] : [];
}

/** Where the cost is known, why it is less. */
function inBatches({ settings: { batch, prices } }: RunReport): string[] {
  if (!batch || prices === null) return [];
  const share = `${percent(batch.discount, 0)}%`;
  return [`Asked in batches, ${share} below the price of single calls: the cost is what was paid.`];
}

/** Who read for the user, where no rules did, and what that took. */
function readForUser({ user }: RunReport): string[] {
  if (!user) return [];
  const { model, spent, cost, byRules } = user;
  const suspect =
    byRules === 0
      ? ''
      : ` ${counted(byRules, 'turn')} of his followed a reply that speaks to whoever reads it: rules read it.`;
  return [
    `${printable(model)} read for the user what was asked; what he said is made from the item alone. That took ${took(spent, cost)}.${suspect}`,
  ];
}

/** Beside what the model took. */
function took({ calls, input, output }: Spent, cost: number | null): string {
  const tokens = (count: number | null) => (count === null ? 'unknown' : grouped(count));
  return `${counted(calls, 'call')}, ${tokens(input)} tokens in and ${tokens(output)} out, ${cost === null ? 'at an unknown cost' : dollars(cost)}: no part of the tokens and cost above`;
}

/** Who came to how many verdicts, and what that took: it is no part of what the model took. */
function judging({ grading }: RunReport): string[] {
  if (!grading) return [];
  const { byRules, byJudges, spent, cost, judges } = grading;
  return [
    `${counted(byRules, 'verdict')} by rules alone, ${byJudges} by ${judges.map(printable).join(' + ')}. Judging took ${took(spent, cost)}.`,
  ];
}

/** Replies in which there is nothing to grade, and the score without them. */
export function ungraded({ budgets }: RunReport): string[] {
  const some = budgets.filter(({ scores }) => Object.keys(scores.none).length > 0);
  if (some.length === 0) return [];
  const where = some.map(({ budget, scores }) => {
    const reasons = Object.entries(scores.none).map(([why, count]) => `${count} ${printable(why)}`);
    return `under ${printable(budget.name)} ${reasons.join(', ')} of ${scores.verdicts.present}`;
  });
  const without = some.map(
    ({
      budget,
      scores: {
        lacunaGradable: { share, units },
      },
    }) => `${printable(budget.name)} ${percent(share)} over ${counted(units, 'pair')}`,
  );
  return [
    `Nothing to grade, and counted as not right: ${where.join('; ')}. Without these: ${without.join(', ')}.`,
  ];
}
