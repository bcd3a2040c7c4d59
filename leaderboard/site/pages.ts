import { renderJson } from '../../src/report/json.ts';
import type { Report } from '../../src/report/report.ts';
import { boardName, byScore } from './boards.ts';
import { computePage } from './compute-page.tsx';
import { dataPage } from './data-page.tsx';
import type { Entry, SiteData } from './entry.ts';
import { indexPage } from './index-page.tsx';
import { itemPage } from './item-page.tsx';
import { itemRows, pairCounts } from './item-rows.ts';
import { itemsPage } from './items-page.tsx';
import type { Site } from './layout.tsx';
import { methodPage } from './method-page.tsx';
import { modelPage } from './model-page.tsx';
import { notFoundPage } from './not-found-page.tsx';
import type { MarkCounts } from './outcome-codes.ts';
import { outcomesPage } from './outcomes-page.tsx';
import { shardOf } from './replies.ts';
import { scoresCsv } from './scores-table.ts';
import type { MarksFile, ModelsFile } from './shown-reply.ts';
import { tableRows } from './table-rows.ts';

/** A file of the site: its path, and its text. */
export type SiteFile = readonly [path: string, text: string];

export interface PagesOptions extends Site {
  /** The site's path on its host, for the page that stands where there is none. */
  readonly base: string;
  /** The model card of a submission, as HTML. */
  readonly card: (slug: string) => string;
}

/** All pages and data files of a site but those of single submissions, one by one. Pure. */
export function* pages(data: SiteData, site: PagesOptions): Generator<SiteFile> {
  const counts = pairCounts(data.entries);
  const items = itemRows(data.pairs, counts);
  yield ['index.html', indexPage(data, site)];
  yield ['compute.html', computePage(data, site)];
  yield ['outcomes.html', outcomesPage(data, site)];
  yield ['items.html', itemsPage(data, items, site)];
  yield ['method.html', methodPage(data, site)];
  yield ['data.html', dataPage(data, site)];
  yield ['404.html', notFoundPage(site.base, site)];
  yield ['robots.txt', 'User-agent: *\nDisallow: /replies/\nDisallow: /data/items/\n'];
  yield* dataFiles(data);
  yield ['data/items.json', renderJson(items)];
  const rows = tableRows(data.entries);
  for (const entry of data.entries) {
    const own = rows.filter(({ slug }) => slug === entry.slug);
    yield [
      `models/${entry.slug}.html`,
      modelPage({ entry, rows: own, card: site.card(entry.slug) }, site),
    ];
  }
  yield* itemPages(data, counts, site);
}

function* dataFiles(data: SiteData): Generator<SiteFile> {
  const entries = [...data.entries].sort(byScore);
  const report: Report = {
    format: 'lacuna-report/1',
    runs: entries.map((entry) => entry.report),
    reveal: [],
    lead: [],
    explore: [],
    distract: [],
    policies: [],
    agreements: [],
  };
  yield ['data/scores.json', renderJson(report)];
  yield ['data/scores.csv', scoresCsv(entries)];
  yield ['data/models.json', renderJson(entries.map(modelOf))];
}

function modelOf(entry: Entry): ModelsFile[number] {
  const { slug, model, vendor, kind, report } = entry;
  return {
    ...{ slug, model, vendor, kind },
    how: boardName(entry),
    epochs: report.settings.epochs,
    budgets: report.budgets.map(({ budget }) => budget.name),
  };
}

function* itemPages(
  { pairs, entries }: SiteData,
  counts: ReadonlyMap<string, MarkCounts>,
  site: Site,
): Generator<SiteFile> {
  for (const [i, pair] of pairs.entries()) {
    const { id } = pair.corrupted;
    const marks: Record<string, string> = {};
    for (const entry of entries) {
      const own = entry.marks[id];
      if (own !== undefined) marks[entry.slug] = own;
    }
    const file: MarksFile = { shard: shardOf(pair.corrupted), intact: pair.intact.id, marks };
    yield [`data/items/${id}.json`, `${JSON.stringify(file)}\n`];
    yield [
      `items/${id}.html`,
      itemPage(
        {
          pair,
          before: pairs[i - 1]?.corrupted.id ?? null,
          after: pairs[i + 1]?.corrupted.id ?? null,
          counts: [...(counts.get(id)?.labels ?? [])].sort((a, b) => b[1] - a[1]),
          replied: Object.keys(marks).length > 0,
        },
        site,
      ),
    ];
  }
}
