import { type OutcomeRow, outcomeBars } from '../../charts/outcome-bars.ts';
import { interval, percent } from '../../report/numbers.ts';
import { printable } from '../../report/plain-text.ts';
import type { CardRun } from '../model-card.ts';
import { FEWEST_FAMILIES, type Slice } from '../slices.ts';
import { Chart } from './chart.tsx';
import { DataTable, Estimate } from './data-table.tsx';
import { Heading, type Level } from './section.tsx';

interface Props {
  readonly run: CardRun;
  readonly level: Level;
}

/** What replies did, by budget. */
export function OutcomesByBudget({ run, level }: Props) {
  const bars = (half: 'corrupted' | 'intact', title: string) => {
    const rows = run.budgets.map(({ budget, scores }) => ({
      name: budget.name,
      counts: scores.composition[half],
    }));
    return <Chart draw={(width) => outcomeBars(rows, { width, title })} />;
  };
  return (
    <>
      <Heading level={below(level)}>On corrupted problems</Heading>
      {bars('corrupted', 'What it did with corrupted problems, by budget')}
      <Heading level={below(level)}>On their intact twins</Heading>
      {bars('intact', 'What it did with intact problems, by budget')}
    </>
  );
}

const TITLES = {
  operator: 'By operator: what was done to the problem',
  difficulty: 'By difficulty',
  topic: 'By topic',
} as const;

/** Topics are many: their picture has the budgets with the fewest and the most tokens alone. */
const MOST_ROWS = 40;

/** What replies did, and the scores, by operator, difficulty and topic. */
export function OutcomesBySlice({ run, level }: Props) {
  return (
    <>
      {(['operator', 'difficulty', 'topic'] as const).map((by) => {
        const some = run.slices.filter((slice) => slice.by === by);
        if (some.length === 0) return null;
        const picture = some.length > MOST_ROWS ? ends(some) : some;
        return (
          <div key={by}>
            <Heading level={below(level)}>{TITLES[by]}</Heading>
            {by === 'topic' ? (
              <details>
                <summary>Show the {new Set(some.map(({ value }) => value)).size} topics</summary>
                <Bars some={picture} by={by} />
              </details>
            ) : (
              <Bars some={picture} by={by} />
            )}
            <details>
              <summary>Scores by {by}</summary>
              <SliceTable some={some} by={by} />
            </details>
          </div>
        );
      })}
    </>
  );
}

function Bars({ some, by }: { readonly some: readonly Slice[]; readonly by: Slice['by'] }) {
  const rows = some.map(
    ({ value, budget, corrupted }): OutcomeRow => ({
      ...{ name: budget, group: value, counts: corrupted },
    }),
  );
  const title = `What it did with corrupted problems, by ${by} and budget`;
  return <Chart draw={(width) => outcomeBars(rows, { width, title })} />;
}

/** Slices come by value, each with its budgets from the fewest tokens to the most. */
function ends(some: readonly Slice[]): Slice[] {
  return some.filter(
    ({ value }, i) => value !== some[i - 1]?.value || value !== some[i + 1]?.value,
  );
}

function SliceTable({ some, by }: { readonly some: readonly Slice[]; readonly by: Slice['by'] }) {
  const cell = (share: Slice['lacuna']) => (
    <Estimate value={percent(share.share)} bounds={interval(share)} />
  );
  return (
    <DataTable
      caption={`Scores in percent by ${by}, with 95% intervals where there are ${FEWEST_FAMILIES} families or more`}
      head={[
        ...[`${by} and budget`, 'Lacuna', 'asks', 'guesses'],
        ...(by === 'operator' ? [] : ['over-asks']),
        'pairs',
      ]}
      rows={some.map(({ value, budget, lacuna, asks, guesses, overasks }) => [
        <>
          {printable(value)} <span class="budget">{printable(budget)}</span>
        </>,
        ...[cell(lacuna), cell(asks), cell(guesses)],
        ...(overasks === null ? [] : [cell(overasks)]),
        String(lacuna.units),
      ])}
    />
  );
}

function below(level: Level): 3 | 4 | 5 {
  return level === 2 ? 3 : level === 3 ? 4 : 5;
}
