import * as Plot from '@observablehq/plot';
import { counted, tokens, withInterval } from '../report/numbers.ts';
import { printable, shorten } from '../report/plain-text.ts';
import { spread } from './spread.ts';
import { BOLD_CHARACTER, type ChartOptions, drawSvg, textWidth } from './svg.ts';
import { GROUND_PAINT, MUTED_PAINT, seriesOf } from './theme.ts';

/** One budget of a model: shares in [0, 1]. */
export interface CurvePoint {
  readonly budget: string;
  /** Mean output tokens of a conversation. */
  readonly tokens: number;
  readonly share: number;
  /** 95% interval; null where there is none. */
  readonly low: number | null;
  readonly high: number | null;
}

/** A line of the chart. */
export interface CurveModel {
  readonly name: string;
  readonly points: readonly CurvePoint[];
  /** Grey, without label or band: the others among whom a few are shown. */
  readonly muted?: boolean;
  /** Dashed: no model, a respondent whose true score is known. */
  readonly reference?: boolean;
}

type Row = CurvePoint & { readonly name: string; readonly x: number; readonly y: number };

interface Line {
  readonly model: CurveModel;
  readonly rows: readonly Row[];
  readonly paint: string;
  readonly symbol: Plot.SymbolType;
}

const MARGIN = { top: 30, bottom: 40, left: 34 };
const LABEL_GAP = 15;

/**
 * The Lacuna score against the tokens used (log scale), with 95% bands; each line is labelled at its end,
 * by shape and colour of its points as well. Of one model, the budgets are labelled. Up to some 15 lines
 * are readable; let others be muted. Points without known tokens are left out by the caller.
 */
export function budgetCurve(models: readonly CurveModel[], options: ChartOptions): string {
  const { width, title } = options;
  let shown = 0;
  const lines = models.map((model): Line => {
    const rows = model.points
      .filter((point) => point.tokens > 0)
      .map((point) => ({
        ...point,
        name: printable(model.name),
        x: point.tokens,
        y: 100 * point.share,
      }))
      .sort((a, b) => a.x - b.x);
    if (model.muted) return { model, rows, paint: MUTED_PAINT, symbol: 'circle' };
    const { paint, symbol } = seriesOf(shown++);
    return { model, rows, paint, symbol };
  });
  const front = lines.filter(({ model, rows }) => !model.muted && rows.length > 0);
  const named = front.length > 1;
  const longest = Math.max(
    0,
    ...front.map(({ model }) => textWidth(printable(model.name), BOLD_CHARACTER)),
  );
  const marginRight = named ? Math.min(longest, 0.34 * width) + 30 : 20;
  const labels = LABEL_GAP * front.length;
  const height = Math.max(Math.round(Math.min(380, Math.max(250, 0.52 * width))), labels + 90);
  const x = domainOf(lines.flatMap(({ rows }) => rows.map((row) => row.x)));
  return drawSvg(
    {
      ...{ width, height, marginRight },
      ...{ marginTop: MARGIN.top, marginBottom: MARGIN.bottom, marginLeft: MARGIN.left },
      x: { type: 'log', domain: x, label: null },
      y: { domain: [0, 100], label: null },
      marks: [
        Plot.gridY({ ticks: 5, stroke: 'currentColor', strokeOpacity: 0.14 }),
        Plot.axisY({ ticks: 5, tickSize: 0, fontSize: 12 }),
        Plot.axisX({
          ticks: ticks(x, (width - marginRight - MARGIN.left) / 48),
          ...{
            tickFormat: (at: number) => tokens(at).replace('.0', ''),
            tickSize: 4,
            fontSize: 12,
            label: null,
          },
        }),
        corner('Lacuna score, %', 'top-left', { dx: -MARGIN.left + 2, dy: -21 }),
        corner('output tokens a conversation', 'bottom-right', { dy: 36 }),
        ...[...lines].reverse().flatMap(marksOf),
        ...(named
          ? endLabels(front, { x, height, room: marginRight - 30 })
          : front.flatMap(budgetLabels)),
      ],
    },
    { title, description: options.description ?? describe(lines) },
  );
}

function corner(text: string, at: 'top-left' | 'bottom-right', moved: { dx?: number; dy: number }) {
  const textAnchor = at === 'top-left' ? 'start' : 'end';
  return Plot.text([text], { frameAnchor: at, textAnchor, ...moved, ...FAINT });
}

const FAINT = { fontSize: 12, fill: 'currentColor', fillOpacity: 0.75 } as const;

function marksOf({ model, rows, paint, symbol }: Line): Plot.Markish[] {
  const line = Plot.lineY(rows, {
    ...{ x: 'x', y: 'y', stroke: paint, strokeWidth: model.muted ? 1 : 2 },
    ...(model.reference ? { strokeDasharray: '5 4' } : {}),
  });
  if (model.muted) {
    return [line, Plot.dot(rows, { x: 'x', y: 'y', r: 2, fill: paint, title: pointTitle })];
  }
  const bounded = rows.filter(({ low, high }) => low !== null && high !== null);
  const ends = { y1: (row: Row) => 100 * (row.low ?? 0), y2: (row: Row) => 100 * (row.high ?? 0) };
  return [
    bounded.length > 1
      ? Plot.areaY(bounded, { x: 'x', ...ends, fill: paint, fillOpacity: 0.13 })
      : Plot.ruleX(bounded, { x: 'x', ...ends, stroke: paint, strokeOpacity: 0.5, strokeWidth: 2 }),
    line,
    Plot.dot(rows, {
      ...{ x: 'x', y: 'y', symbol, r: 5, fill: paint, stroke: GROUND_PAINT, strokeWidth: 1.5 },
      title: pointTitle,
    }),
  ];
}

function pointTitle(row: Row): string {
  return `${row.name}, ${printable(row.budget)}: ${withInterval(row)}% at ${tokens(row.x)} tokens`;
}

/** Names in a column at the right, each tied to its line's end. */
function endLabels(
  front: readonly Line[],
  { x, height, room }: { x: readonly [number, number]; height: number; room: number },
): Plot.Markish[] {
  const inner = height - MARGIN.top - MARGIN.bottom;
  const gap = (100 * LABEL_GAP) / inner;
  // Of lines that end together the first stands highest, as in the table beneath.
  const ends = [...front].reverse().flatMap(({ rows, paint, symbol }) => {
    const last = rows.at(-1);
    return last ? [{ ...last, paint, symbol }] : [];
  });
  const places = spread(
    ends.map(({ y }) => y),
    { gap, low: 0, high: 100 },
  );
  const text = (name: string) =>
    shorten(name, Math.max(6, Math.floor(room / BOLD_CHARACTER + 0.01)));
  return ends.flatMap((end, i) => {
    const at = [{ ...end, to: places[i] ?? end.y, right: x[1] }];
    return [
      Plot.link(at, {
        ...{ x1: 'x', y1: 'y', x2: 'right', y2: 'to' },
        ...{ stroke: end.paint, strokeOpacity: 0.55, strokeDasharray: '1 3' },
      }),
      Plot.dot(at, { x: 'right', y: 'to', dx: 8, symbol: end.symbol, r: 4, fill: end.paint }),
      Plot.text(at, {
        ...{ x: 'right', y: 'to', dx: 18, textAnchor: 'start', fontSize: 12, fontWeight: 600 },
        ...{ fill: 'currentColor', text: (row: Row) => text(row.name) },
      }),
    ];
  });
}

/** Of one model, what each point is: above it, or below where there is no room. */
function budgetLabels({ rows }: Line): Plot.Markish[] {
  const label = (moved: Plot.TextOptions, some: readonly Row[]) =>
    Plot.text(some, {
      ...{ x: 'x', y: 'y', ...moved, fontSize: 12, fontWeight: 600, fill: 'currentColor' },
      ...{ stroke: GROUND_PAINT, strokeWidth: 4, text: (row: Row) => printable(row.budget) },
    });
  const [only] = rows;
  // The interval of a single point stands where its label would.
  if (only && rows.length === 1) return [label({ dx: 12, textAnchor: 'start' }, rows)];
  return [
    label(
      { dy: -14 },
      rows.filter(({ y }) => y <= 90),
    ),
    label(
      { dy: 16 },
      rows.filter(({ y }) => y > 90),
    ),
  ];
}

/** Some of the range to spare on both sides; no less than two doublings in all. */
function domainOf(used: readonly number[]): [number, number] {
  if (used.length === 0) return [100, 10_000];
  const [low, high] = [Math.log2(Math.min(...used)), Math.log2(Math.max(...used))];
  const spare = Math.max(0.4, 0.06 * (high - low), (2 - high + low) / 2);
  return [2 ** (low - spare), 2 ** (high + spare)];
}

/** Round numbers of tokens within the domain, as dense as there is room for. */
function ticks([from, to]: readonly [number, number], most: number): number[] {
  const decades = Array.from({ length: 12 }, (_, exponent) => 10 ** exponent);
  const sets = [[1, 1.5, 2, 3, 4, 5, 7], [1, 2, 5], [1, 3], [1]].map((steps) =>
    decades
      .flatMap((ten) => steps.map((step) => step * ten))
      .filter((at) => at >= from && at <= to),
  );
  return sets.find((set) => set.length <= most) ?? sets.at(-1) ?? [];
}

/** Most models whose figures a description lists: a screen reader reads it in one go. */
const DESCRIBED = 6;

function describe(lines: readonly Line[]): string {
  const some = lines.filter(({ model, rows }) => !model.muted && rows.length > 0);
  if (some.length === 0) return 'No budget has both a score and known tokens.';
  const listed = some.slice(0, DESCRIBED).map(({ model, rows }) => {
    const points = rows.map(
      (row) => `${printable(row.budget)} ${withInterval(row)} at ${tokens(row.x)} tokens`,
    );
    return `${printable(model.name)}: ${points.join('; ')}.`;
  });
  const rest = some.length - listed.length;
  return [
    'Lacuna score in percent with 95% intervals, by output tokens a conversation.',
    ...listed,
    ...(rest > 0 ? [`And ${counted(rest, 'more model')}: see the table.`] : []),
  ].join(' ');
}
