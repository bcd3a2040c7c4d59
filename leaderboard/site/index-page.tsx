import { DEFINITIONS } from '../../src/label/definitions.ts';
import type { SiteData } from './entry.ts';
import { Island, renderPage, type Site } from './layout.tsx';
import { LeaderboardTable } from './table.tsx';
import { type CalibrationMark, calibrationMarks, tableRows } from './table-rows.ts';
import { DEFAULT_VIEW } from './table-view.ts';
import { Outside } from './text.tsx';

/** The leaderboard itself. */
export function indexPage(data: SiteData, site: Site): string {
  const rows = tableRows(data.entries);
  const models = data.entries.filter(({ kind }) => kind === 'model');
  const newest = models
    .map(({ date }) => date)
    .sort()
    .at(-1);
  return renderPage({
    site,
    title: 'Lacuna',
    description:
      'Which language models ask for exactly the premise that a math problem lacks, and still solve the whole one?',
    root: '',
    section: 'Scores',
    listed: true,
    children: (
      <>
        <section class="lede">
          <h1>Does it ask for what is missing?</h1>
          <p>
            Every problem comes twice: whole, and with one premise removed, blurred or contradicted.
            A model scores where it asks for exactly what the broken one lacks <em>and</em> solves
            the whole one. Both halves, or nothing. <a href="method.html">How it is measured</a>
          </p>
          <p class="facts">
            <span>
              <b>{models.length}</b> {models.length === 1 ? 'model' : 'models'}
            </span>
            <span>
              <b>{data.pairs.length.toLocaleString('en')}</b> <a href="items.html">pairs</a>, each
              with its proof
            </span>
            {newest === undefined ? null : (
              <span>
                updated <b>{newest}</b>
              </span>
            )}
          </p>
        </section>
        {rows.length === 0 ? (
          <p class="none-yet">
            No model has been submitted yet. The figures below are of scripts whose true scores are
            known: they test the ruler.
          </p>
        ) : (
          <Island id="board" data={rows}>
            <LeaderboardTable rows={rows} view={DEFAULT_VIEW} />
          </Island>
        )}
        <CalibrationMarks marks={calibrationMarks(data.entries)} />
        <Reading />
      </>
    ),
  });
}

function CalibrationMarks({ marks }: { marks: readonly CalibrationMark[] }) {
  if (marks.length === 0) return null;
  return (
    <section class="marks">
      <h2>Marks on the ruler</h2>
      <p>
        Respondents are scripts whose true score is known. They are asked and graded like any model:
        where what is measured were not what is true, the instrument would be at fault.
      </p>
      <table class="board slim-table">
        <caption class="unseen">Respondents, measured and true</caption>
        <thead>
          <tr>
            <th scope="col" class="model">
              Respondent
            </th>
            <th scope="col">Measured</th>
            <th scope="col">True</th>
            <th scope="col" class="wide">
              Asks
            </th>
            <th scope="col" class="wide">
              Guesses
            </th>
            <th scope="col" class="wide">
              Over-asks
            </th>
          </tr>
        </thead>
        <tbody>
          {marks.map(({ row, truth, budgets }) => (
            <tr key={`${row.slug} ${row.budget}`}>
              <th scope="row" class="model">
                <a href={`models/${row.slug}.html`}>
                  <Outside text={row.model} />
                </a>{' '}
                <span class="budget">
                  <Outside text={budgets.join(', ')} />
                </span>
              </th>
              <td>
                <b>{one(row.score)}</b>
              </td>
              <td>{one(truth)}</td>
              <td class="wide">{one(row.asks)}</td>
              <td class="wide">{one(row.guesses)}</td>
              <td class="wide">{one(row.overasks)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Reading() {
  return (
    <section class="reading">
      <h2>How to read it</h2>
      <dl>
        <div>
          <dt>Score</dt>
          <dd>
            Of all pairs, the percentage with both halves right. Always asking scores 0, and so does
            always answering. Beneath it stands the 95% interval, clustered by problem family.
          </dd>
        </div>
        <div>
          <dt>Rank</dt>
          <dd>
            A range. A row stands behind those whose interval lies wholly above its own, and before
            those whose interval lies wholly below; rows that overlap share ranks. Only runs on the
            same items, under the same protocol and policy, are ranked against each other.
          </dd>
        </div>
        <div>
          <dt>Asks, guesses</dt>
          <dd>
            Of the corrupted problems: {DEFINITIONS.asks.brief}; {DEFINITIONS.guesses.brief}. What
            else replies do is under <a href="outcomes.html">Outcomes</a>.
          </dd>
        </div>
        <div>
          <dt>Solves, over-asks</dt>
          <dd>
            Of the whole problems: {DEFINITIONS.solves.brief}; {DEFINITIONS.overasks.brief}.
          </dd>
        </div>
        <div>
          <dt>Tokens, cost</dt>
          <dd>
            Output tokens of a conversation as the endpoint counted them, thinking included, and the
            price of the whole run. A dash stands for what is not known.
          </dd>
        </div>
        <div>
          <dt>Runs</dt>
          <dd>
            How many runs of this model on these items its vendor registered beforehand. The more
            there were, the more a best one owes to luck; without a register nobody can tell.
          </dd>
        </div>
      </dl>
    </section>
  );
}

function one(percent: number | null): string {
  return percent === null ? '–' : percent.toFixed(1);
}
