import * as Plot from '@observablehq/plot';
import { percent } from '../report/numbers.ts';
import { printable } from '../report/plain-text.ts';
import { spread } from './spread.ts';
import { BOLD_CHARACTER, type ChartOptions, drawSvg, textWidth } from './svg.ts';
import { GROUND_PAINT, seriesOf } from './theme.ts';

/** A score as something learned: shares in [0, 1]. */
export interface LearningPoint {
  readonly step: number;
  readonly mean: number;
  /** Of the runs, the lowest and the highest. */
  readonly low: number;
  readonly high: number;
}

/** A line of the chart, with the band of its runs. */
export interface LearningLine {
  readonly name: string;
  readonly points: readonly LearningPoint[];
  readonly dashed?: boolean;
}

const MARGIN = { top: 30, bottom: 42, left: 34 };
const LABEL_GAP = 16;
const TEXT = { fontSize: 12, fill: 'currentColor' } as const;

/** Scores in percent against the steps of training, a line with a band for each, named at its end. */
export function learningCurve(
  lines: readonly LearningLine[],
  { width, title, description, score }: ChartOptions & { readonly score: string },
): string {
  const room = Math.max(0, ...lines.map(({ name }) => textWidth(name, BOLD_CHARACTER)));
  const marginRight = room + 20;
  const height = Math.round(0.5 * width);
  const ends = lines.map(({ points }) => 100 * (points.at(-1)?.mean ?? 0));
  const inner = height - MARGIN.top - MARGIN.bottom;
  const places = spread(ends, { gap: (100 * LABEL_GAP) / inner, low: 0, high: 100 });
  const last = Math.max(1, ...lines.map(({ points }) => points.at(-1)?.step ?? 0));
  return drawSvg(
    {
      ...{ width, height, marginRight },
      ...{ marginTop: MARGIN.top, marginBottom: MARGIN.bottom, marginLeft: MARGIN.left },
      x: { domain: [0, last], label: null },
      y: { domain: [0, 100], label: null },
      marks: [
        // A picture on its own must be readable on a dark page too.
        Plot.frame({
          ...{ fill: GROUND_PAINT, stroke: 'none', insetRight: -marginRight },
          ...{ insetTop: -MARGIN.top, insetBottom: -MARGIN.bottom, insetLeft: -MARGIN.left },
        }),
        Plot.gridY({ ticks: 5, stroke: 'currentColor', strokeOpacity: 0.14 }),
        Plot.axisY({ ticks: 5, tickSize: 0, fontSize: 12 }),
        Plot.axisX({ ticks: 5, tickSize: 4, fontSize: 12, label: null }),
        Plot.text([score], {
          ...{
            ...TEXT,
            frameAnchor: 'top-left',
            textAnchor: 'start',
            dx: -MARGIN.left + 4,
            dy: -18,
          },
        }),
        Plot.text(['steps of training'], {
          ...{ ...TEXT, frameAnchor: 'bottom-right', textAnchor: 'end', dy: 34 },
        }),
        ...lines.flatMap((line, index) => marksOf(line, index, places[index] ?? 0, last)),
      ],
    },
    { title, description: description ?? describe(lines, score) },
  );
}

function marksOf(
  { name, points, dashed }: LearningLine,
  index: number,
  place: number,
  last: number,
): Plot.Markish[] {
  const { paint } = seriesOf(index);
  const label = [{ x: last, y: place, text: printable(name) }];
  return [
    Plot.areaY(points, {
      ...{ x: 'step', fill: paint, fillOpacity: 0.16 },
      y1: ({ low }: LearningPoint) => 100 * low,
      y2: ({ high }: LearningPoint) => 100 * high,
    }),
    Plot.lineY(points, {
      ...{ x: 'step', stroke: paint, strokeWidth: 2 },
      y: ({ mean }: LearningPoint) => 100 * mean,
      ...(dashed ? { strokeDasharray: '5 4' } : {}),
    }),
    Plot.text(label, {
      ...{ x: 'x', y: 'y', text: 'text', dx: 8, textAnchor: 'start' },
      ...{ fontSize: 12, fontWeight: 600, fill: paint },
    }),
  ];
}

function describe(lines: readonly LearningLine[], score: string): string {
  const courses = lines.map(({ name, points }) => {
    const [first, last] = [points[0], points.at(-1)];
    if (!first || !last) return `${printable(name)}: nothing.`;
    const range = `[${percent(last.low)}, ${percent(last.high)}]`;
    return `${printable(name)}: from ${percent(first.mean)} to ${percent(last.mean)} ${range}.`;
  });
  return `${score}, by steps of training, with the range over seeds. ${courses.join(' ')}`;
}
