import { createHash } from 'node:crypto';
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { CARD_STYLES } from './styles.ts';

interface Props {
  /** Of the window. */
  readonly title: string;
  /** What kind of page it is. */
  readonly kicker: string;
  readonly heading: string;
  /** Under the heading: of what, and when. */
  readonly under: string;
  readonly about: string;
  readonly children: ComponentChildren;
}

/**
 * One HTML file that needs nothing else: no script, no request. Its policy allows its own style sheet alone,
 * by hash, so that nothing in a reply could run even if it were not escaped.
 */
export function pageHtml(props: Props): string {
  return `<!doctype html>\n${renderToString(<Page {...props} />)}\n`;
}

function Page({ title, kicker, heading, under, about, children }: Props) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy()} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: CARD_STYLES }} />
      </head>
      <body>
        <a class="skip" href="#card">
          Skip to the card
        </a>
        <header class="top">
          <p class="kicker">{kicker}</p>
          <h1>{heading}</h1>
          <p class="under">{under}</p>
          <p class="about-lacuna">{about}</p>
        </header>
        <main id="card" class="card">
          {children}
        </main>
        <footer>
          <p>
            Made by <code>lacuna report</code>. Shares are of problems, epochs averaged within each;
            95% intervals are clustered by family of problems.
          </p>
        </footer>
      </body>
    </html>
  );
}

function policy(): string {
  const hash = createHash('sha256').update(CARD_STYLES).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
}
