import { budgetCurve, type CurveModel } from '../../src/charts/budget-curve.ts';
import { interval, percent, points, tokens, withInterval } from '../../src/report/numbers.ts';
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
  const respondents = entries.filter(({ kind }) => kind === 'respondent');
  // Beside models, the respondents whose scores do not change with the tokens would only be in the way.
  const references =
    models.length === 0 ? respondents : respondents.filter(({ model }) => model === 'fading');
  const together = coinciding(references.map((entry) => curveOf(entry)));
  const lines = [
    ...models.map((entry) => curveOf(entry, !front.has(entry))),
    ...together.map(({ curve }) => curve),
  ];
  const shared = together.filter(({ names }) => names.length > 1);
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
      {shared.length > 0 ? (
        <p class="note">
          Respondents with the same scores share a line:{' '}
          <Outside text={shared.map(({ names }) => names.join(', ')).join('; ')} />.
        </p>
      ) : null}
      {references.length < respondents.length ? (
        <p class="note">
          {references.length === 0
            ? 'No respondent is drawn'
            : 'Of the respondents, fading alone is drawn'}
          : the scores of the others do not change with tokens. They are in the table.
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
          {[models, respondents].map((some, i) =>
            some.length === 0 ? null : (
              <tbody
                key={i === 0 ? 'models' : 'respondents'}
                class={i === 1 && models.length > 0 ? 'ruler' : ''}
              >
                {some.map((entry) => (
                  <SlopeRow key={entry.slug} entry={entry} />
                ))}
              </tbody>
            ),
          )}
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

/** Tokens this near to one another are one place on the chart. */
const NEAR = 1.1;

/** Lines that would lie on one another, drawn as one: eight bands in a pile are an opaque block. */
export function coinciding(
  curves: readonly CurveModel[],
): Array<{ curve: CurveModel; names: string[] }> {
  const groups: Array<{ first: CurveModel; names: string[] }> = [];
  for (const curve of curves) {
    const group = groups.find(({ first }) => coincide(first, curve));
    if (group) group.names.push(curve.name);
    else groups.push({ first: curve, names: [curve.name] });
  }
  return groups.map(({ first, names }) => ({
    curve: {
      ...first,
      name: names.length < 3 ? names.join(', ') : `${first.name} and ${names.length - 1} more`,
    },
    names,
  }));
}

function coincide(one: CurveModel, other: CurveModel): boolean {
  return (
    one.points.length === other.points.length &&
    one.points.every((point, i) => {
      const beside = other.points[i];
      if (!beside) return false;
      const apart = Math.abs(Math.log(point.tokens / beside.tokens));
      return (
        percent(point.share) === percent(beside.share) &&
        interval(point) === interval(beside) &&
        (point.tokens === beside.tokens || apart < Math.log(NEAR))
      );
    })
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
