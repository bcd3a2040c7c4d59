import type { ComponentChildren } from 'preact';
import { dollars, tokens } from '../../src/report/numbers.ts';
import type { Row } from './row.ts';
import type { SortKey } from './table-view.ts';
import { Outside } from './text.tsx';

export interface Column {
  readonly key: SortKey;
  readonly head: string;
  /** In full, for those who wonder. */
  readonly title: string;
  /** On a narrow screen it is left to the page of the model. */
  readonly wide: boolean;
  cell(row: Row): ComponentChildren;
}

/** The columns that follow rank and model. */
export const COLUMNS: readonly Column[] = [
  {
    ...{ key: 'budget', head: 'Budget', wide: true },
    title: 'How much computation the model was allowed',
    cell: (row) => <Outside text={row.budget} />,
  },
  {
    ...{ key: 'score', head: 'Score', wide: false },
    title: 'Lacuna score: % of pairs with both halves right, with its 95% interval',
    cell: (row) => <Score row={row} />,
  },
  {
    ...{ key: 'asks', head: 'Asks', wide: true },
    title: '% of corrupted problems on which it asks for exactly what is missing',
    cell: (row) => share(row.asks),
  },
  {
    ...{ key: 'guesses', head: 'Guesses', wide: true },
    title: '% of corrupted problems that it answers as if nothing were wrong',
    cell: (row) => share(row.guesses),
  },
  {
    ...{ key: 'solves', head: 'Solves', wide: true },
    title: '% of intact problems that it solves',
    cell: (row) => share(row.solves),
  },
  {
    ...{ key: 'overasks', head: 'Over-asks', wide: true },
    title: '% of intact problems on which it asks needlessly',
    cell: (row) => share(row.overasks),
  },
  {
    ...{ key: 'tokens', head: 'Tokens', wide: false },
    title: 'Output tokens of a conversation, on average, thinking included',
    cell: (row) => tokens(row.tokens),
  },
  {
    ...{ key: 'cost', head: 'Cost', wide: true },
    title: 'Of the whole run under this budget, at the list price',
    cell: (row) => dollars(row.cost),
  },
  {
    ...{ key: 'registered', head: 'Runs', wide: true },
    title: 'Runs of this model on this release that its vendor registered beforehand',
    cell: (row) => row.registered ?? <span class="none">none registered</span>,
  },
];

export const MODEL: Column = {
  key: 'model',
  head: 'Model',
  title: 'Model and budget',
  wide: false,
  cell: () => null,
};

function Score({ row: { score, low, high } }: { row: Row }) {
  return (
    <>
      <b>{share(score)}</b>
      <span class="interval">
        {low === null || high === null ? '' : `${share(low)}–${share(high)}`}
      </span>
    </>
  );
}

function share(percent: number | null): string {
  return percent === null ? '–' : percent.toFixed(1);
}
