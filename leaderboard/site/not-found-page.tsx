import { renderPage, type Site } from './layout.tsx';

/** What a host shows where there is no page. `base`: the path of the site on its host, "/" at its end. */
export function notFoundPage(base: string, site: Site): string {
  return renderPage({
    site,
    title: 'Not found',
    description: 'There is no such page.',
    root: base,
    section: null,
    listed: false,
    children: (
      <section class="lede">
        <h1>
          This page is <i class="gap" aria-hidden="true" />
        </h1>
        <p>
          Missing, that is, and we would rather say so than guess. The{' '}
          <a href={`${base}index.html`}>leaderboard</a> and the{' '}
          <a href={`${base}items.html`}>items</a> are where they were.
        </p>
      </section>
    ),
  });
}
