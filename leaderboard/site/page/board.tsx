import type { Row } from '../row.ts';
import { LeaderboardTable } from '../table.tsx';
import { DEFAULT_VIEW, viewFromQuery, viewToQuery } from '../table-view.ts';
import { useAddress } from './address.ts';

/** The leaderboard with filters and sorting. */
export function Board({ rows }: { rows: readonly Row[] }) {
  const [view, change] = useAddress(
    DEFAULT_VIEW,
    ({ search }) => viewFromQuery(search),
    viewToQuery,
  );
  return <LeaderboardTable rows={rows} view={view} {...(change ? { onView: change } : {})} />;
}
