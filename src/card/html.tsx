import { createHash } from 'node:crypto';
import { renderToString } from 'preact-render-to-string';
import { printable } from '../report/plain-text.ts';
import { CardBody } from './components/card-body.tsx';
import type { ModelCard } from './model-card.ts';
import { CARD_STYLES } from './styles.ts';

/**
 * The card as one HTML file that needs nothing else: no script, no request. Its policy allows its own style
 * sheet alone, by hash, so that nothing in a reply could run even if it were not escaped.
 */
export function cardHtml(card: ModelCard): string {
  return `<!doctype html>\n${renderToString(<CardPage card={card} />)}\n`;
}

function CardPage({ card }: { readonly card: ModelCard }) {
  const [first] = card.runs;
  const names = [...new Set(card.runs.map(({ settings }) => printable(settings.model)))];
  const title = card.runs.map(({ name }) => name).join(', ');
  const days = [
    ...new Set(card.runs.map(({ settings }) => printable(settings.createdAt.slice(0, 10)))),
  ].sort();
  const releases = [
    ...new Set(card.runs.map(({ provenance }) => provenance.release.name ?? 'own items')),
  ];
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy()} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{`Model card: ${title}`}</title>
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: CARD_STYLES }} />
      </head>
      <body>
        <a class="skip" href="#card">
          Skip to the card
        </a>
        <header class="top">
          <p class="kicker">Lacuna model card</p>
          <h1>{names.length === 1 && first ? names[0] : `${names.length} models compared`}</h1>
          <p class="under">
            {[
              releases.join(', '),
              days.length === 1 ? days[0] : `${days[0]} to ${days.at(-1)}`,
              `Lacuna ${[...new Set(card.runs.map(({ settings }) => printable(settings.versions.lacuna)))].join(', ')}`,
            ].join(' · ')}
          </p>
          <p class="about-lacuna">
            Does it notice that a problem lacks a premise, ask for just that, and still solve the
            intact problem? A pair counts only where both halves are right: always asking scores 0,
            always answering scores 0.
          </p>
        </header>
        <main id="card" class="card">
          <CardBody card={card} />
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
