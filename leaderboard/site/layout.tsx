import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** What every page needs to know of the site. */
export interface Site {
  /** Of scripts and styles, so that a new one is never taken for an old one. */
  readonly version: string;
}

export interface PageOptions {
  readonly site: Site;
  readonly title: string;
  readonly description: string;
  /** From the page to the site's root: "" or "../"; an absolute path where the page's own is unknown. */
  readonly root: string;
  /** The entry of the navigation that the page belongs to. */
  readonly section: Section | null;
  /** Whether search engines may list it. */
  readonly listed: boolean;
  readonly children: ComponentChildren;
  /** Stands at the page's end, as it does in every item. */
  readonly canary?: string;
}

const SECTIONS = [
  { name: 'Scores', path: 'index.html' },
  { name: 'Compute', path: 'compute.html' },
  { name: 'Outcomes', path: 'outcomes.html' },
  { name: 'Items', path: 'items.html' },
  { name: 'Method', path: 'method.html' },
  { name: 'Data', path: 'data.html' },
] as const;
export type Section = (typeof SECTIONS)[number]['name'];

/** Nothing but the site's own files, and no script or style within a page. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/** A whole page as HTML. Everything in it is escaped by the renderer. */
export function renderPage(options: PageOptions): string {
  return `<!doctype html>\n${renderToString(<Page {...options} />)}\n`;
}

function Page({ site, title, description, root, section, listed, children, canary }: PageOptions) {
  const asset = (name: string) => `${root}assets/${name}?${site.version}`;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        {listed ? null : <meta name="robots" content="noindex" />}
        <meta name="description" content={description} />
        <title>{title === 'Lacuna' ? title : `${title} · Lacuna`}</title>
        <link rel="icon" type="image/svg+xml" href={asset('icon.svg')} />
        <link rel="stylesheet" href={asset('charts.css')} />
        <link rel="stylesheet" href={asset('site.css')} />
        <script type="module" src={asset('site.js')} />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header class="top">
          <a class="wordmark" href={`${root}index.html`}>
            <span class="unseen">Lacuna</span>
            <span aria-hidden="true">
              Lac
              <i class="gap" />
              na
            </span>
          </a>
          <nav aria-label="Site">
            {SECTIONS.map(({ name, path }) => (
              <a
                key={path}
                href={`${root}${path}`}
                aria-current={name === section ? 'page' : undefined}
              >
                {name}
              </a>
            ))}
          </nav>
        </header>
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <footer>
          <p>
            Lacuna is free software under the MIT licence. This site sets no cookies and loads
            nothing from elsewhere.
          </p>
          {canary === undefined ? null : <p class="canary">{canary}</p>}
        </footer>
      </body>
    </html>
  );
}

/** A part of a page that a script takes over, with the record that it needs. */
export function Island({
  id,
  data,
  children,
}: {
  id: string;
  data: unknown;
  children?: ComponentChildren;
}) {
  return (
    <>
      <div id={id}>{children}</div>
      <script
        type="application/json"
        id={`${id}-data`}
        // inertJson leaves no markup in it.
        dangerouslySetInnerHTML={{ __html: inertJson(data) }}
      />
    </>
  );
}

/** JSON that ends no element and starts none, wherever it stands. */
export function inertJson(data: unknown): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A chart, once for wide columns and once for narrow ones, so that its text is readable in both. */
export function Chart({ draw }: { draw: (width: number) => string }) {
  return (
    <figure class="chart-frame">
      {[
        ['broad', 880],
        ['slim', 350],
      ].map(([name, width]) => (
        <div
          key={name}
          class={String(name)}
          // The chart escapes what it is given.
          dangerouslySetInnerHTML={{ __html: draw(Number(width)) }}
        />
      ))}
    </figure>
  );
}
