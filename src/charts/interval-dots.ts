import * as Plot from '@observablehq/plot';
import { percent, points } from '../report/numbers.ts';
import { printable, shorten } from '../report/plain-text.ts';
import { BOLD_CHARACTER, CHARACTER, type ChartOptions, drawSvg, textWidth } from './svg.ts';
import { seriesOf } from './theme.ts';

/** A dot with its 95% interval, in fractions. */
export interface IntervalRow {
  readonly name: string;
  readonly group?: string;
  /** Which line of the legend it belongs to, from 0: its colour and shape. */
  readonly series?: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface IntervalDotsOptions extends ChartOptions {
  /** Shares from 0 to 100%, or changes in points about 0. */
  readonly of: 'shares' | 'changes';
}

const ROW = 24;
const HEADING = 26;

/** Estimates with their 95% intervals on one scale, a row each, the figure beside it. */
export function intervalDots(rows: readonly IntervalRow[], options: IntervalDotsOptions): string {
  const { width, title, of } = options;
  const figure = (value: number | null) =>
    value === null ? '–' : of === 'shares' ? percent(value) : points(value);
  const most = Math.floor((0.3 * width) / CHARACTER);
  const name = (text: string) => shorten(printable(text), most);
  const marginLeft = Math.max(0, ...rows.map((row) => textWidth(name(row.name)))) + 14;
  const marginRight =
    Math.max(...rows.map((row) => textWidth(figure(row.value), BOLD_CHARACTER)), 20) + 14;
  let y = 0;
  const places = rows.map((row, i) => {
    const begins = row.group !== undefined && row.group !== rows[i - 1]?.group;
    if (begins) y += HEADING;
    y += ROW;
    const middle = y - ROW / 2;
    const at = (part: number | null) => (part === null ? null : 100 * part);
    const { paint, symbol } = seriesOf(row.series ?? 0);
    const bounds = { value: at(row.value), low: at(row.low), high: at(row.high) };
    return { row, begins, middle, paint, symbol, ...bounds };
  });
  const known = places.filter(({ value }) => value !== null);
  const text = { fontSize: 12, fill: 'currentColor' } as const;
  const domain = of === 'shares' ? [0, 100] : around(places);
  return drawSvg(
    {
      ...{ width, height: y + 38, marginTop: 6, marginBottom: 32, marginLeft, marginRight },
      x: { domain, label: null },
      y: { domain: [0, y], reverse: true, axis: null },
      marks: [
        Plot.gridX({ ticks: 5, stroke: 'currentColor', strokeOpacity: 0.14 }),
        Plot.axisX({ ticks: width < 500 ? 3 : 5, tickSize: 0, fontSize: 12, label: null }),
        ...(of === 'changes'
          ? [Plot.ruleX([0], { stroke: 'currentColor', strokeOpacity: 0.6 })]
          : []),
        Plot.text(
          places.filter(({ begins }) => begins),
          {
            ...{
              ...text,
              fontSize: 12.5,
              fontWeight: 700,
              frameAnchor: 'left',
              textAnchor: 'start',
            },
            ...{ y: ({ middle }) => middle - 24, dx: -marginLeft },
            text: ({ row }) => printable(row.group ?? ''),
          },
        ),
        Plot.text(places, {
          ...{ ...text, frameAnchor: 'left', textAnchor: 'end', y: 'middle', dx: -10 },
          text: ({ row }) => name(row.name),
        }),
        Plot.text(places, {
          ...{ ...text, frameAnchor: 'right', textAnchor: 'start', y: 'middle', dx: 10 },
          ...{ fontWeight: 600, text: ({ row }) => figure(row.value) },
        }),
        Plot.link(
          known.filter(({ low, high }) => low !== null && high !== null),
          {
            ...{ x1: 'low', x2: 'high', y1: 'middle', y2: 'middle' },
            ...{ stroke: 'paint', strokeWidth: 3, strokeOpacity: 0.45, strokeLinecap: 'round' },
          },
        ),
        ...known.map((place) =>
          Plot.dot([place], {
            x: 'value',
            y: 'middle',
            r: 5,
            fill: place.paint,
            symbol: place.symbol,
          }),
        ),
      ],
    },
    {
      title,
      description:
        options.description ??
        rows
          .map(({ group, name, value, low, high }) => {
            const of = [group, name].flatMap((part) => (part ? [printable(part)] : [])).join(', ');
            return `${of}: ${figure(value)} [${figure(low)}, ${figure(high)}].`;
          })
          .join(' '),
    },
  );
}

/** A scale that holds all intervals, and 0. */
function around(
  places: ReadonlyArray<{ value: number | null; low: number | null; high: number | null }>,
): [number, number] {
  const all = places.flatMap(({ value, low, high }) => [value ?? 0, low ?? 0, high ?? 0]);
  const [low, high] = [Math.min(0, ...all), Math.max(0, ...all)];
  const spare = Math.max(1, 0.06 * (high - low));
  return [low - spare, high + spare];
}
