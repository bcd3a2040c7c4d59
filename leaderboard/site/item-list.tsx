import { ChoiceBox, SearchBox, ShownCount } from './filters.tsx';
import {
  ITEM_CHOICES,
  ITEM_ORDERS,
  type ItemChoice,
  type ItemOrder,
  type ItemRow,
  type ItemsView,
  problemName,
  shownItems,
} from './item-row.ts';
import { Outside } from './text.tsx';

const NAMES: Readonly<Record<ItemChoice, { name: string; all: string }>> = {
  operator: { name: 'Change', all: 'All changes' },
  topic: { name: 'Topic', all: 'All topics' },
  stratum: { name: 'Difficulty', all: 'Any' },
  split: { name: 'Split', all: 'All splits' },
};

const ORDERS: Readonly<Record<ItemOrder, string>> = {
  listed: 'As in the release',
  hardest: 'Fewest right first',
  easiest: 'Most right first',
};

export interface ItemListProps {
  readonly rows: readonly ItemRow[];
  readonly view: ItemsView;
  readonly onView?: (view: ItemsView) => void;
}

/** The pairs as a table, with a script under filters. */
export function ItemList({ rows, view, onView }: ItemListProps) {
  const shown = shownItems(rows, view);
  // A column of dashes says nothing: before the first model there is none.
  const judged = rows.some(({ right }) => right !== null);
  return (
    <>
      {onView ? (
        <Filters {...{ rows, view, onView }} />
      ) : (
        <div class="filters" aria-hidden="true" />
      )}
      <ShownCount shown={shown.length} all={rows.length} one="pair" />
      <table class="board items">
        <caption class="unseen">Pairs of problems, a row each</caption>
        <thead>
          <tr>
            <th scope="col" class="model">
              Problem
            </th>
            <th scope="col" class="words wide">
              What was done
            </th>
            <th scope="col" class="words wide">
              Difficulty
            </th>
            {judged ? (
              <th scope="col" title="Share of all models’ replies that got both halves right">
                Right
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.id}>
              <th scope="row" class="model">
                <a href={`items/${encodeURIComponent(row.id)}.html`}>
                  <Outside text={problemName(row)} />
                  <span class="unseen">, {row.operator}</span>
                </a>
                <span class="from">
                  <Outside text={row.topic} />
                </span>
                <span class="from narrow">
                  {row.operator}: <Outside text={row.what} />
                </span>
              </th>
              <td class="words wide">
                <span class="operator">{row.operator}</span> <Outside text={row.what} />
              </td>
              <td class="words wide">{row.stratum}</td>
              {judged ? <td>{row.right === null ? '–' : `${Math.round(row.right)}%`}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length === 0 ? <p class="nothing">No pair fits these filters.</p> : null}
    </>
  );
}

function Filters({ rows, view, onView }: Required<ItemListProps>) {
  const several = ITEM_CHOICES.map((choice) => ({
    choice,
    names: [...new Set(rows.map((row) => row[choice]))].filter((name) => name !== ''),
  })).filter(({ names }) => names.length > 1);
  return (
    <search class="filters">
      <SearchBox
        placeholder="Words or an id"
        text={view.text}
        onText={(text) => onView({ ...view, text })}
      />
      {several.map(({ choice, names }) => (
        <ChoiceBox
          key={choice}
          name={NAMES[choice].name}
          value={view[choice]}
          options={[
            ['', NAMES[choice].all],
            ...(choice === 'stratum' ? names : names.sort()).map((name) => [name, name] as const),
          ]}
          onValue={(value) => onView({ ...view, [choice]: value })}
        />
      ))}
      <ChoiceBox
        name="Order"
        value={view.order}
        options={ITEM_ORDERS.map((order) => [order, ORDERS[order]] as const)}
        onValue={(value) =>
          onView({ ...view, order: ITEM_ORDERS.find((order) => order === value) ?? 'listed' })
        }
      />
    </search>
  );
}
