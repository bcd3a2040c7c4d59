import type { Row } from './row.ts';

/** What a reader has chosen to see of the table. It stands in the address. */
export interface TableView {
  readonly sort: SortKey;
  readonly descending: boolean;
  readonly text: string;
  /** "" for all. */
  readonly vendor: string;
  readonly budget: string;
  readonly protocol: string;
  readonly policy: string;
  readonly items: string;
}

export const SORT_KEYS = [
  'score',
  'model',
  'budget',
  'asks',
  'guesses',
  'overasks',
  'solves',
  'tokens',
  'cost',
  'registered',
  'date',
] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** Filters that are one of some names. `budget` has BEST among them. */
export const CHOICES = ['vendor', 'budget', 'protocol', 'policy', 'items'] as const;
export type Choice = (typeof CHOICES)[number];

/** Of each model, the budget with its highest score. */
export const BEST = 'best';

export const DEFAULT_VIEW: TableView = {
  ...{ sort: 'score', descending: true, text: '' },
  ...{ vendor: '', budget: '', protocol: '', policy: '', items: '' },
};

/** Sorted so when a column is first chosen: names from a to z, numbers from above. */
export function firstDirection(key: SortKey): boolean {
  return !['model', 'budget', 'tokens', 'cost'].includes(key);
}

/** The rows to show, in order. Unknown numbers stand last, whichever the direction. */
export function shownRows(rows: readonly Row[], view: TableView): Row[] {
  const words = view.text.toLowerCase().split(/\s+/).filter(Boolean);
  const kept = rows.filter(
    (row) =>
      words.every((word) => `${row.model} ${row.vendor ?? ''}`.toLowerCase().includes(word)) &&
      CHOICES.every((choice) => passes(row, choice, view[choice])),
  );
  const sign = view.descending ? -1 : 1;
  return kept.sort((a, b) => {
    const [one, other] = [a[view.sort], b[view.sort]];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    if (typeof one === 'string' || typeof other === 'string') {
      return sign * COLLATOR.compare(String(one), String(other));
    }
    return sign * (one - other);
  });
}

const COLLATOR = new Intl.Collator('en', { numeric: true });

function passes(row: Row, choice: Choice, wanted: string): boolean {
  if (wanted === '') return true;
  if (choice === 'budget' && wanted === BEST) return row.best;
  return (row[choice] ?? '') === wanted;
}

/** What a filter can be set to, in order. */
export function optionsOf(rows: readonly Row[], choice: Choice): string[] {
  const names = new Set(rows.flatMap((row) => row[choice] ?? []));
  return [...names].sort(COLLATOR.compare);
}

/** The view as the query of an address: only what differs from the default. */
export function viewToQuery(view: TableView): string {
  const query = new URLSearchParams();
  if (view.text !== '') query.set('q', view.text);
  for (const choice of CHOICES) if (view[choice] !== '') query.set(choice, view[choice]);
  if (view.sort !== DEFAULT_VIEW.sort || view.descending !== DEFAULT_VIEW.descending) {
    query.set('sort', `${view.descending ? '-' : ''}${view.sort}`);
  }
  return query.size === 0 ? '' : `?${query}`;
}

/** The view that an address asks for; what it says wrongly stands at its default. */
export function viewFromQuery(search: string): TableView {
  const query = new URLSearchParams(search);
  const [, minus = '', name] = /^(-?)(\w{1,20})$/.exec(query.get('sort') ?? '') ?? [];
  const sort = SORT_KEYS.find((key) => key === name);
  const choice = (key: Choice) => (query.get(key) ?? '').slice(0, 200);
  return {
    sort: sort ?? DEFAULT_VIEW.sort,
    descending: sort ? minus === '-' : DEFAULT_VIEW.descending,
    text: (query.get('q') ?? '').slice(0, 200),
    vendor: choice('vendor'),
    budget: choice('budget'),
    protocol: choice('protocol'),
    policy: choice('policy'),
    items: choice('items'),
  };
}
