import { budgetCurve, type CurveModel } from '../../charts/budget-curve.ts';
import { intervalDots } from '../../charts/interval-dots.ts';
import {
  dollars,
  interval,
  percent,
  points,
  pointsInterval,
  tokens,
  UNKNOWN,
} from '../../report/numbers.ts';
import { printable } from '../../report/plain-text.ts';
import type { BudgetReport } from '../../report/report.ts';
import { CARD_METRICS } from '../card-metrics.ts';
import type { CardRun } from '../model-card.ts';
import { Chart } from './chart.tsx';
import { DataTable, Estimate } from './data-table.tsx';

/** A score for each budget, large. */
export function Tiles({ run }: { readonly run: CardRun }) {
  const { perDoubling } = run.slope;
  return (
    <dl class="tiles">
      {run.budgets.map(({ budget, scores, usage }) => (
        <div key={budget.name}>
          <dt>{printable(budget.name)}</dt>
          <dd class="big">{percent(scores.lacuna.share)}</dd>
          <dd class="small">{interval(scores.lacuna)}</dd>
          <dd class="small">{tokens(usage.mean)} tokens</dd>
        </div>
      ))}
      {perDoubling !== null && (
        <div class="slope">
          <dt>slope</dt>
          <dd class="big">{points(perDoubling)}</dd>
          <dd class="small">{pointsInterval(run.slope)}</dd>
          <dd class="small">points a doubling of tokens</dd>
        </div>
      )}
    </dl>
  );
}

/** Score against tokens, all runs in one picture; the slopes beneath where there are several. */
export function Curve({ runs }: { readonly runs: readonly CardRun[] }) {
  const models = runs.map(
    ({ name, settings, budgets }): CurveModel => ({
      name,
      reference: settings.baseUrl === 'embedded:',
      points: budgets.flatMap(({ budget, scores: { lacuna }, usage }) =>
        lacuna.share === null || usage.mean === null
          ? []
          : [
              {
                ...{ budget: budget.name, tokens: usage.mean, share: lacuna.share },
                ...{ low: lacuna.low, high: lacuna.high },
              },
            ],
      ),
    }),
  );
  const sloped = runs.filter(({ slope }) => slope.perDoubling !== null);
  const dashed = models.some(({ reference }) => reference)
    ? ' Dashed: scripted respondents, whose true scores are known.'
    : '';
  return (
    <>
      {models.some(({ points: some }) => some.length > 0) && (
        <Chart
          draw={(width) => budgetCurve(models, { width, title: 'Lacuna score by tokens used' })}
          caption={`Bands are 95% intervals, clustered by family of problems. Tokens on a log scale.${dashed}`}
        />
      )}
      {runs.length > 1 && sloped.length > 0 && (
        <Chart
          draw={(width) =>
            intervalDots(
              sloped.map(({ name, slope }) => ({
                ...{ name, series: runs.findIndex((run) => run.name === name) },
                ...{ value: slope.perDoubling, low: slope.low, high: slope.high },
              })),
              { width, of: 'changes', title: 'Slope per doubling of tokens' },
            )
          }
          caption="Change of the score, in points, for each doubling of the tokens used, with its 95% interval."
        />
      )}
    </>
  );
}

/** Every share of every budget with its interval. */
export function ScoreTable({ runs }: { readonly runs: readonly CardRun[] }) {
  const rows = runs.flatMap((run) => run.budgets.map((budget) => ({ run, budget })));
  const gradable = rows.every(({ budget }) => Object.keys(budget.scores.none).length === 0);
  const shown = CARD_METRICS.filter(
    ({ name, share }) =>
      rows.some(({ budget }) => share(budget) !== null) &&
      // The same as the score, where every reply could be graded.
      !(gradable && name === 'lacuna_gradable'),
  );
  const several = runs.length > 1;
  return (
    <>
      <DataTable
        caption="Scores in percent, with 95% intervals"
        head={[
          several ? 'model and budget' : 'budget',
          ...shown.map(({ title }) => title),
          'tokens',
          'cost',
          'pairs',
        ]}
        rows={rows.map(({ run, budget }) => [
          several ? (
            <>
              {run.name} <span class="budget">{printable(budget.budget.name)}</span>
            </>
          ) : (
            printable(budget.budget.name)
          ),
          ...shown.map(({ share }) => cell(share(budget))),
          tokens(budget.usage.mean),
          dollars(budget.usage.cost),
          String(budget.scores.lacuna.units),
        ])}
      />
      <details>
        <summary>What the columns mean</summary>
        <dl class="meanings">
          {shown.map(({ title, means }) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{means}</dd>
            </div>
          ))}
          <div>
            <dt>tokens</dt>
            <dd>mean output tokens of a conversation, thinking included</dd>
          </div>
        </dl>
      </details>
    </>
  );
}

function cell(share: { share: number | null; low: number | null; high: number | null } | null) {
  return share === null ? (
    UNKNOWN
  ) : (
    <Estimate value={percent(share.share)} bounds={interval(share)} />
  );
}

const CORRECTED = [
  ['lacuna', 'Lacuna'],
  ['asks', 'asks'],
  ['guesses', 'guesses'],
  ['overasks', 'over-asks'],
] as const;

/** The scores as corrected by hand labels; nothing where there are none. */
export function CorrectedTable({ budgets }: { readonly budgets: readonly BudgetReport[] }) {
  const rows = budgets.flatMap(({ budget, corrected, scores }) =>
    corrected === null
      ? []
      : CORRECTED.map(([name, title]) => [
          `${printable(budget.name)} · ${title}`,
          cell(scores[name]),
          cell(corrected[name]),
          String(corrected[name].labels),
        ]),
  );
  if (rows.length === 0) return null;
  return (
    <DataTable
      caption="As graded, and corrected by labels that people gave, in percent"
      head={['budget', 'as graded', 'corrected', 'labels']}
      rows={rows}
    />
  );
}
