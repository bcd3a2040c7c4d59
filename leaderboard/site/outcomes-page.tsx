import { outcomeBars } from '../../src/charts/outcome-bars.ts';
import { DEFINITIONS } from '../../src/label/definitions.ts';
import { CORRUPTED_LABELS, INTACT_LABELS, type Label } from '../../src/reading/labels.ts';
import { percent } from '../../src/report/numbers.ts';
import { type Board, boardsOf } from './boards.ts';
import type { Entry, SiteData } from './entry.ts';
import { Scroll } from './filters.tsx';
import { Chart, renderPage, type Site } from './layout.tsx';
import { Outside } from './text.tsx';

/** Submissions of a board whose bars are drawn; the table has all. */
const DRAWN = 12;

/** What replies did. */
export function outcomesPage({ entries }: SiteData, site: Site): string {
  return renderPage({
    site,
    title: 'Outcomes',
    description: 'What models do when a premise is missing: ask, name the gap, assume, or guess.',
    root: '',
    section: 'Outcomes',
    listed: true,
    children: (
      <>
        <section class="lede">
          <h1>What do they do instead?</h1>
          <p>
            A model that does not ask may still say what is missing, assume something and say so, or
            guess as if nothing were wrong. Each bar is all replies of a model under one budget to
            the corrupted problems.
          </p>
        </section>
        {boardsOf(entries).map((board) => (
          <Composition key={board.name} board={board} />
        ))}
        <section class="reading">
          <h2>What the labels mean</h2>
          <dl>
            {[...new Set<Label>([...CORRUPTED_LABELS, ...INTACT_LABELS])].map((label) => (
              <div key={label}>
                <dt>
                  <Swatch label={label} /> {label}
                </dt>
                <dd>{DEFINITIONS[label].full}</dd>
              </div>
            ))}
          </dl>
        </section>
      </>
    ),
  });
}

export function Swatch({ label }: { label: Label }) {
  return <i class={`swatch o-${label}`} aria-hidden="true" />;
}

function Composition({ board: { name, entries } }: { board: Board }) {
  const drawn = entries.slice(0, DRAWN);
  const rows = drawn.flatMap((entry) => outcomeRows(entry, 'corrupted'));
  return (
    <section>
      <h2>
        <Outside text={name} />
      </h2>
      <Chart
        draw={(width) =>
          outcomeBars(rows, { width, title: `Replies to corrupted problems: ${name}` })
        }
      />
      {drawn.length < entries.length ? (
        <p class="note">
          Drawn are the {drawn.length} submissions with the highest scores; the tables have all{' '}
          {entries.length}.
        </p>
      ) : null}
      <Shares title="Corrupted problems" kind="corrupted" {...{ name, entries }} />
      <Shares title="Whole problems" kind="intact" {...{ name, entries }} />
    </section>
  );
}

/** Bars of one submission, a budget each. */
export function outcomeRows({ model, report }: Entry, kind: 'corrupted' | 'intact') {
  return report.budgets.map(({ budget, scores }) => ({
    name: budget.name,
    group: model,
    counts: scores.composition[kind],
  }));
}

function Shares({
  title,
  kind,
  name,
  entries,
}: {
  title: string;
  kind: 'corrupted' | 'intact';
  name: string;
  entries: readonly Entry[];
}) {
  const labels = kind === 'corrupted' ? CORRUPTED_LABELS : INTACT_LABELS;
  return (
    <details>
      <summary>{title}: shares in a table</summary>
      <Scroll label={`${title}: ${name}`}>
        <table class="board many">
          <caption>{title}: share of replies, %</caption>
          <thead>
            <tr>
              <th scope="col" class="model">
                Model
              </th>
              {labels.map((label) => (
                <th key={label} scope="col" title={DEFINITIONS[label].brief}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entries.flatMap(({ slug, model, report }) =>
              report.budgets.map(({ budget, scores }) => {
                const counts = new Map(Object.entries(scores.composition[kind]));
                const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
                return (
                  <tr key={`${slug} ${budget.name}`}>
                    <th scope="row" class="model">
                      <a href={`models/${slug}.html`}>
                        <Outside text={model} />
                      </a>{' '}
                      <span class="budget">
                        <Outside text={budget.name} />
                      </span>
                    </th>
                    {labels.map((label) => (
                      <td key={label}>
                        {all === 0 ? '–' : percent((counts.get(label) ?? 0) / all)}
                      </td>
                    ))}
                  </tr>
                );
              }),
            )}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}
