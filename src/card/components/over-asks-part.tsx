import { intervalDots } from '../../charts/interval-dots.ts';
import { percent } from '../../report/numbers.ts';
import { printable } from '../../report/plain-text.ts';
import type { OverAsks } from '../over-asks.ts';
import { Chart } from './chart.tsx';
import { Conversation } from './conversation.tsx';
import { DataTable } from './data-table.tsx';
import { Heading, type Level } from './section.tsx';

/** How often it asks about intact problems, about which, and examples. */
export function OverAsksPart({ of, level }: { readonly of: OverAsks; readonly level: Level }) {
  const { budgets, topics, wordings, examples } = of;
  const rows = budgets.map(({ budget, overasks: { share, low, high } }) => ({
    ...{ name: budget, value: share, low, high },
  }));
  const next = level === 2 ? 3 : 4;
  return (
    <>
      <Chart
        draw={(width) =>
          intervalDots(rows, {
            ...{
              width,
              of: 'shares',
              title: 'Needless questions about intact problems, by budget',
            },
          })
        }
        caption="Intact problems with a needless question, in percent, with 95% intervals."
      />
      {topics.length === 0 ? (
        <p>No intact problem was asked about.</p>
      ) : (
        <details>
          <summary>Where: topics and wordings</summary>
          <div class="side-by-side">
            <DataTable
              caption="Topics with the most needless questions, all budgets"
              head={['topic', 'asked', '%']}
              rows={topics.map(({ topic, asked, of: all }) => [
                ...[printable(topic), `${asked} of ${all}`, percent(asked / all)],
              ])}
            />
            <DataTable
              caption="Texts with the most needless questions, all budgets"
              head={['family and wording', 'asked', '%']}
              rows={wordings.map(({ family, wording, asked, of: all }) => [
                ...[`${printable(family)}, ${wording}`, `${asked} of ${all}`, percent(asked / all)],
              ])}
            />
          </div>
        </details>
      )}
      {examples.length > 0 && (
        <>
          <Heading level={next}>Examples</Heading>
          {examples.map((example) => (
            <Conversation key={`${example.item} ${example.budget}`} of={example} level={next} />
          ))}
        </>
      )}
    </>
  );
}
