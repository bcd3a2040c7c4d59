import { ChoiceBox, Scroll, SearchBox, ShownCount } from './filters.tsx';
import type { Row } from './row.ts';
import { COLUMNS, type Column, MODEL } from './table-columns.tsx';
import {
  BEST,
  CHOICES,
  type Choice,
  firstDirection,
  optionsOf,
  shownRows,
  type TableView,
} from './table-view.ts';
import { Outside } from './text.tsx';

const NAMES: Readonly<Record<Choice, { name: string; all: string }>> = {
  vendor: { name: 'Vendor', all: 'All vendors' },
  budget: { name: 'Budget', all: 'All budgets' },
  protocol: { name: 'Protocol', all: 'All protocols' },
  policy: { name: 'Policy', all: 'All policies' },
  items: { name: 'Items', all: 'All items' },
};

export interface TableProps {
  readonly rows: readonly Row[];
  readonly view: TableView;
  /** Absent where there is no script: then neither filters nor sorting are offered. */
  readonly onView?: (view: TableView) => void;
}

/** The leaderboard: a plain table, and with a script filters above it and heads that sort. */
export function LeaderboardTable({ rows, view, onView }: TableProps) {
  const shown = shownRows(rows, view);
  const several = CHOICES.filter((choice) => optionsOf(rows, choice).length > 1);
  const conditions = several.filter((choice) => ['protocol', 'policy', 'items'].includes(choice));
  return (
    <>
      <Filters {...{ rows, view, onView, several }} />
      <ShownCount shown={shown.length} all={rows.length} one="row" />
      <Scroll label="Leaderboard">
        <table class="board">
          <caption class="unseen">Models by Lacuna score, one row a budget</caption>
          <thead>
            <tr>
              <th scope="col" class="rank" title="Rank range among overlapping intervals">
                Rank
              </th>
              <Head column={MODEL} {...{ view, onView }} />
              {COLUMNS.map((column) => (
                <Head key={column.key} {...{ column, view, onView }} />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={`${row.slug} ${row.budget}`}>
                <td class="rank">{rank(row)}</td>
                <th scope="row" class="model">
                  <a href={`models/${row.slug}.html`}>
                    <Outside text={row.model} />
                  </a>
                  <span class="from">
                    <span class="narrow">
                      <Outside text={row.budget} />
                      {' · '}
                    </span>
                    {row.vendor === null ? 'vendor not stated' : <Outside text={row.vendor} />}
                    {conditions.map((choice) => (
                      <span key={choice}>
                        {' · '}
                        <Outside text={row[choice] ?? ''} />
                      </span>
                    ))}
                    {row.complete ? '' : ' · incomplete'}
                    {row.checked ? '' : ' · not checked'}
                  </span>
                </th>
                {COLUMNS.map(({ key, wide, cell }) => (
                  <td key={key} class={wide ? `${key} wide` : key}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {shown.length === 0 ? <p class="nothing">No run fits these filters.</p> : null}
    </>
  );
}

function Head({ column, view, onView }: Omit<TableProps, 'rows'> & { column: Column }) {
  const { key, head, title, wide } = column;
  const sorted = view.sort === key;
  const direction = view.descending ? 'descending' : 'ascending';
  return (
    <th
      scope="col"
      class={wide ? `${key} wide` : key}
      title={title}
      aria-sort={sorted ? direction : undefined}
    >
      {onView ? (
        <button
          type="button"
          onClick={() =>
            onView({
              ...view,
              sort: key,
              descending: sorted ? !view.descending : firstDirection(key),
            })
          }
        >
          <span class="arrow" aria-hidden="true">
            {sorted ? (view.descending ? '↓' : '↑') : ''}
          </span>
          {head}
        </button>
      ) : (
        head
      )}
    </th>
  );
}

function Filters({ rows, view, onView, several }: TableProps & { several: readonly Choice[] }) {
  if (!onView) return <div class="filters" aria-hidden="true" />;
  const changed = view.text !== '' || CHOICES.some((choice) => view[choice] !== '');
  return (
    <search class="filters">
      <SearchBox
        placeholder="Model or vendor"
        text={view.text}
        onText={(text) => onView({ ...view, text })}
      />
      {several.map((choice) => (
        <ChoiceBox
          key={choice}
          name={NAMES[choice].name}
          value={view[choice]}
          options={[
            ['', NAMES[choice].all],
            ...(choice === 'budget' ? [[BEST, 'Each model’s best'] as const] : []),
            ...optionsOf(rows, choice).map((name) => [name, name] as const),
          ]}
          onValue={(value) => onView({ ...view, [choice]: value })}
        />
      ))}
      {changed ? (
        <button
          type="button"
          class="clear"
          onClick={() =>
            onView({
              ...view,
              ...{ text: '', vendor: '', budget: '', protocol: '', policy: '', items: '' },
            })
          }
        >
          Clear
        </button>
      ) : null}
    </search>
  );
}

function rank({ rank }: Row): string {
  if (rank === null) return '–';
  return rank[0] === rank[1] ? `${rank[0]}` : `${rank[0]}–${rank[1]}`;
}
