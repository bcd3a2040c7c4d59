import { dollars, percent, tokens, withInterval } from './numbers.ts';
import type { BudgetReport } from './report.ts';

interface Column {
  /** As short as it can be: it stands above numbers. */
  readonly head: string;
  readonly name: string;
  /** `digits`: decimals of percentages other than the score. */
  cell(budget: BudgetReport, digits: number): string;
}

/** The columns that follow the budget's name, in the table and in markdown alike. */
export const COLUMNS: readonly Column[] = [
  { head: 'Lacuna', name: 'Lacuna', cell: ({ scores }) => withInterval(scores.lacuna) },
  { head: 'asks', name: 'asks', cell: ({ scores }, n) => percent(scores.asks.share, n) },
  { head: 'over', name: 'over-asks', cell: ({ scores }, n) => percent(scores.overasks.share, n) },
  { head: 'guess', name: 'guesses', cell: ({ scores }, n) => percent(scores.guesses.share, n) },
  { head: 'abst', name: 'abstains', cell: ({ scores }, n) => percent(scores.abstains.share, n) },
  { head: 'REQ', name: 'REQ', cell: ({ scores }, n) => percent(scores.requests.share, n) },
  { head: 'ACC', name: 'ACC', cell: ({ scores }, n) => percent(scores.accuracy?.share ?? null, n) },
  { head: 'tokens', name: 'tokens', cell: ({ usage }) => tokens(usage.mean) },
  { head: 'cost', name: 'cost', cell: ({ usage }) => dollars(usage.cost) },
];

/** What the heads mean, in one breath. */
export const LEGEND =
  'Lacuna: % of pairs right in both halves [95% interval]. Of corrupted problems, %: asks for ' +
  'what is missing, guess = answers regardless, abst = asks, names or balks, REQ = requests ' +
  'anything, ACC = right in the end. over: % of intact problems with a needless question. ' +
  'tokens: output a conversation.';
