import { budgetCurve } from '../../src/charts/budget-curve.ts';
import { intervalDots } from '../../src/charts/interval-dots.ts';
import { outcomeBars } from '../../src/charts/outcome-bars.ts';
import { notes } from '../../src/report/notes.ts';
import { dollars, interval, percent, tokens } from '../../src/report/numbers.ts';
import { boardName } from './boards.ts';
import { curveOf } from './compute-page.tsx';
import type { Entry } from './entry.ts';
import { Chart, renderPage, type Site } from './layout.tsx';
import { outcomeRows } from './outcomes-page.tsx';
import type { Row } from './row.ts';
import { Outside } from './text.tsx';

export interface ModelPageOptions {
  readonly entry: Entry;
  /** Its rows of the table; none for a respondent. */
  readonly rows: readonly Row[];
}

/** The page of one submission. */
export function modelPage({ entry, rows }: ModelPageOptions, site: Site): string {
  const { model, vendor, url, date, registered, checked, kind, report } = entry;
  const [all] = notes({ format: 'lacuna-report/1', runs: [report], agreements: [] });
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
        <Budgets entry={entry} rows={rows} />
        <section>
          <h2>Score against tokens used</h2>
          <Chart
            draw={(width) =>
              budgetCurve([curveOf(entry)], { width, title: 'Score against tokens used' })
            }
          />
        </section>
        <section>
          <h2>What its replies did</h2>
          <Chart
            draw={(width) =>
              outcomeBars(
                [
                  ...outcomeRows(entry, 'corrupted').map((row) => ({
                    ...row,
                    group: 'Corrupted problems',
                  })),
                  ...outcomeRows(entry, 'intact').map((row) => ({
                    ...row,
                    group: 'Whole problems',
                  })),
                ],
                { width, title: 'What its replies did' },
              )
            }
          />
        </section>
        <section>
          <h2>By what was done to the problem</h2>
          <Chart
            draw={(width) =>
              intervalDots(operatorRows(entry), {
                width,
                title: 'Lacuna score by change, with 95% intervals',
                of: 'shares',
              })
            }
          />
        </section>
        <Settings entry={entry} />
        {all === undefined ? null : (
          <section>
            <h2>To be known beside the numbers</h2>
            <ul class="notes">
              {all.lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </section>
        )}
      </>
    ),
  });
}

function Budgets({ entry, rows }: ModelPageOptions) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keys
    <section class="scroll" tabIndex={0} aria-label="Scores by budget">
      <table class="board many">
        <caption class="unseen">Scores by budget</caption>
        <thead>
          <tr>
            <th scope="col" class="model">
              Budget
            </th>
            <th scope="col">Score</th>
            {rows.length === 0 ? null : <th scope="col">Rank</th>}
            <th scope="col">Asks</th>
            <th scope="col">Guesses</th>
            <th scope="col">Solves</th>
            <th scope="col">Over-asks</th>
            <th scope="col">Tokens</th>
            <th scope="col">Cost</th>
          </tr>
        </thead>
        <tbody>
          {entry.report.budgets.map(({ budget, scores, usage }) => {
            const rank = rows.find((row) => row.budget === budget.name)?.rank ?? null;
            return (
              <tr key={budget.name}>
                <th scope="row" class="model">
                  <Outside text={budget.name} />
                </th>
                <td>
                  <b>{percent(scores.lacuna.share)}</b>
                  <span class="interval">
                    {interval(scores.lacuna).replace(/[[\]]/g, '').replace(', ', '–')}
                  </span>
                </td>
                {rows.length === 0 ? null : (
                  <td>{rank === null ? '–' : [...new Set(rank)].join('–')}</td>
                )}
                <td>{percent(scores.asks.share)}</td>
                <td>{percent(scores.guesses.share)}</td>
                <td>{percent(scores.solves.share)}</td>
                <td>{percent(scores.overasks.share)}</td>
                <td>{tokens(usage.mean)}</td>
                <td>{dollars(usage.cost)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function operatorRows({ report }: Entry) {
  const operators = Object.keys(report.budgets[0]?.scores.operators ?? {});
  return operators.flatMap((operator) =>
    report.budgets.map(({ budget, scores }, series) => {
      const share = scores.operators[operator];
      return {
        name: budget.name,
        group: operator,
        series,
        value: share?.share ?? null,
        low: share?.low ?? null,
        high: share?.high ?? null,
      };
    }),
  );
}

function Settings({ entry: { slug, report, items } }: { entry: Entry }) {
  const { settings, grader, pairs, families } = report;
  const facts: Array<[string, string]> = [
    ['Items', `${items}: ${pairs} pairs of ${families} families`],
    ['Release', settings.release],
    ['Protocol', settings.protocol],
    ['Policy', settings.policy],
    ['Epochs', String(settings.epochs)],
    ['Seed', String(settings.seed)],
    ['Endpoint', `${settings.baseUrl} (${settings.dialect}, ${settings.api})`],
    ['Grader', grader ?? 'none'],
    ['Version', `Lacuna ${settings.versions.lacuna}`],
    ['Begun', settings.createdAt],
  ];
  return (
    <section>
      <h2>Settings and evidence</h2>
      <dl class="settings">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Outside text={value} />
            </dd>
          </div>
        ))}
      </dl>
      <p>
        <a href={`../data/models/${slug}.json`}>All figures (JSON)</a> ·{' '}
        <a href={`../data/verdicts/${slug}.csv`}>All verdicts (CSV)</a> ·{' '}
        <a href="../items.html">Its replies, problem by problem</a>
      </p>
    </section>
  );
}
