import { budgetCurve, type CurveModel } from '../../src/charts/budget-curve.ts';
import { points, tokens, withInterval } from '../../src/report/numbers.ts';
import { type Board, boardsOf } from './boards.ts';
import type { Entry, SiteData } from './entry.ts';
import { Scroll } from './filters.tsx';
import { Chart, renderPage, type Site } from './layout.tsx';
import { Outside } from './text.tsx';

/** Models whose lines are drawn in colour and labelled; the others stand grey behind them. */
const LABELLED = 8;

/** Score against tokens used. */
export function computePage({ entries }: SiteData, site: Site): string {
  return renderPage({
    site,
    title: 'Compute',
    description: 'Lacuna score against the tokens that models used, with 95% bands.',
    root: '',
    section: 'Compute',
    listed: true,
    children: (
      <>
        <section class="lede">
          <h1>Does more thinking help?</h1>
          <p>
            Each line is a model at its budgets, drawn at the tokens that it really used, not at
            those it was allowed. Bands are 95% intervals. Dashed lines are respondents, whose true
            scores are known.
          </p>
        </section>
        {boardsOf(entries).map((board) => (
          <Curves key={board.name} board={board} />
        ))}
      </>
    ),
  });
}

function Curves({ board: { name, entries } }: { board: Board }) {
  const models = entries.filter(({ kind }) => kind === 'model');
  const front = new Set(models.slice(0, LABELLED));
  const lines = entries
    // A respondent's tokens are its reply's: where they do not change, it is no curve.
    .filter((entry) => entry.kind === 'model' || models.length === 0 || entry.model === 'fading')
    .map((entry) => curveOf(entry, !front.has(entry) && entry.kind === 'model'));
  const hidden = models.length - front.size;
  return (
    <section>
      <h2>
        <Outside text={name} />
      </h2>
      <Chart
        draw={(width) => budgetCurve(lines, { width, title: `Score against tokens: ${name}` })}
      />
      {hidden > 0 ? (
        <p class="note">
          The {front.size} models with the highest scores are labelled; {hidden} others are grey.
        </p>
      ) : null}
      <Scroll label={`Slopes: ${name}`}>
        <table class="board">
          <caption>Change of the score for each doubling of the tokens used</caption>
          <thead>
            <tr>
              <th scope="col" class="model">
                Model
              </th>
              <th scope="col">Points a doubling</th>
              <th scope="col">95% interval</th>
              <th scope="col" class="wide">
                Fewest tokens → score
              </th>
              <th scope="col" class="wide">
                Most tokens → score
              </th>
            </tr>
          </thead>
          {[models, entries.filter(({ kind }) => kind === 'respondent')].map((some, i) => (
            <tbody key={i === 0 ? 'models' : 'respondents'} class={i === 0 ? '' : 'ruler'}>
              {some.map((entry) => (
                <SlopeRow key={entry.slug} entry={entry} />
              ))}
            </tbody>
          ))}
        </table>
      </Scroll>
    </section>
  );
}

function SlopeRow({ entry: { slug, model, kind, report } }: { entry: Entry }) {
  const { perDoubling, low, high } = report.slope;
  const ends = [...report.budgets]
    .filter(({ usage }) => usage.mean !== null)
    .sort((a, b) => (a.usage.mean ?? 0) - (b.usage.mean ?? 0));
  const end = (at: number) => {
    const budget = ends.at(at);
    return budget
      ? `${tokens(budget.usage.mean)} → ${withInterval({ ...budget.scores.lacuna, low: null })}`
      : '–';
  };
  return (
    <tr>
      <th scope="row" class="model">
        <a href={`models/${slug}.html`}>
          <Outside text={model} />
        </a>
        {kind === 'respondent' ? <span class="budget"> respondent</span> : null}
      </th>
      <td>
        <b>{perDoubling === null ? '–' : points(perDoubling)}</b>
      </td>
      <td>{low === null || high === null ? '–' : `${points(low)} to ${points(high)}`}</td>
      <td class="wide">{end(0)}</td>
      <td class="wide">{ends.length > 1 ? end(-1) : '–'}</td>
    </tr>
  );
}

/** An entry as a line of the chart. */
export function curveOf({ model, kind, report }: Entry, muted = false): CurveModel {
  return {
    name: model,
    muted,
    reference: kind === 'respondent',
    points: report.budgets.flatMap(({ budget, scores: { lacuna }, usage }) =>
      lacuna.share === null || usage.mean === null
        ? []
        : [
            {
              budget: budget.name,
              tokens: usage.mean,
              share: lacuna.share,
              low: lacuna.low,
              high: lacuna.high,
            },
          ],
    ),
  };
}
