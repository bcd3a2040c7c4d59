import { CANARY } from '../../src/corrupt/item.ts';
import type { SiteData } from './entry.ts';
import { ItemList } from './item-list.tsx';
import { ALL_ITEMS, type ItemRow } from './item-row.ts';
import { Island, renderPage, type Site } from './layout.tsx';

/** The item browser's first page: all pairs. */
export function itemsPage({ pairs }: SiteData, rows: readonly ItemRow[], site: Site): string {
  return renderPage({
    site,
    title: 'Items',
    description:
      'All problems of the benchmark in pairs, each with its proof and the replies to it.',
    root: '',
    section: 'Items',
    listed: pairs.every(({ split }) => split === 'dev'),
    canary: CANARY,
    children: (
      <>
        <section class="lede">
          <h1>The problems, pair by pair</h1>
          <p>
            Each page shows a problem as it was put, what was done to it, the proof that its answer
            is no longer fixed, and what every model replied.
          </p>
        </section>
        <Island id="items" data={rows}>
          <ItemList rows={rows} view={ALL_ITEMS} />
        </Island>
      </>
    ),
  });
}
