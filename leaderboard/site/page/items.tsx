import { ItemList } from '../item-list.tsx';
import { ALL_ITEMS, type ItemRow, itemsFromQuery, itemsToQuery } from '../item-row.ts';
import { useAddress } from './address.ts';

/** The list of items with its filters. */
export function Items({ rows }: { rows: readonly ItemRow[] }) {
  const [view, change] = useAddress(
    ALL_ITEMS,
    ({ search }) => itemsFromQuery(search),
    itemsToQuery,
  );
  return <ItemList rows={rows} view={view} {...(change ? { onView: change } : {})} />;
}
