import { boardName } from './boards.ts';
import type { Entry } from './entry.ts';
import { renderPage, type Site } from './layout.tsx';
import type { Row } from './row.ts';
import { Outside } from './text.tsx';

export interface ModelPageOptions {
  readonly entry: Entry;
  /** Its rows of the table; none for a respondent. */
  readonly rows: readonly Row[];
  /** Its model card, as HTML. */
  readonly card: string;
}

/** The page of one submission. */
export function modelPage({ entry, rows, card }: ModelPageOptions, site: Site): string {
  const { slug, model, vendor, url, date, registered, checked, kind, report } = entry;
  return renderPage({
    site,
    title: model,
    description: `${model}: its Lacuna scores, what they cost in tokens, and what its replies did.`,
    root: '../',
    section: 'Scores',
    listed: true,
    children: (
      <>
        <section class="lede">
          <h1>
            <Outside text={model} />
          </h1>
          <p class="facts">
            {kind === 'respondent' ? (
              <span>a scripted respondent, whose true score is known</span>
            ) : (
              <span>{vendor === null ? 'vendor not stated' : <Outside text={vendor} />}</span>
            )}
            <span>
              <Outside text={boardName(entry)} />
            </span>
            <span>{date}</span>
            {kind === 'respondent' ? null : (
              <span>
                {registered === null
                  ? 'no register of runs'
                  : `${registered} registered ${registered === 1 ? 'run' : 'runs'}`}
              </span>
            )}
            {report.complete ? null : <span>incomplete</span>}
            {url === null ? null : (
              <a href={url} rel="nofollow noopener external">
                About the model
              </a>
            )}
          </p>
          {checked ? null : (
            <p class="note">
              Not checked: it was put here as a run folder and not as a bundle, and nobody has
              graded its replies anew.
            </p>
          )}
        </section>
        <Ranks entry={entry} rows={rows} />
        <div
          class="card"
          // The card's own renderer has escaped it.
          dangerouslySetInnerHTML={{ __html: card }}
        />
        <section>
          <h2>All of it to download</h2>
          <p>
            <a href={`../data/models/${slug}.json`}>All figures (JSON)</a> ·{' '}
            <a href={`../data/verdicts/${slug}.csv`}>All verdicts (CSV)</a> ·{' '}
            <a href="../items.html">Its replies, problem by problem</a>
          </p>
        </section>
      </>
    ),
  });
}

/** Where each of its budgets may stand in the table. */
function Ranks({ entry, rows }: Pick<ModelPageOptions, 'entry' | 'rows'>) {
  const ranked = entry.report.budgets.flatMap(({ budget }) => {
    const rank = rows.find((row) => row.budget === budget.name)?.rank ?? null;
    return rank === null ? [] : [{ budget: budget.name, rank }];
  });
  if (ranked.length === 0) return null;
  return (
    <p class="facts ranks">
      {ranked.map(({ budget, rank }) => (
        <span key={budget}>
          <Outside text={budget} /> rank <b>{[...new Set(rank)].join('–')}</b>
        </span>
      ))}
    </p>
  );
}
