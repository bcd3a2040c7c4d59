import * as Plot from '@observablehq/plot';
import { percent } from '../report/numbers.ts';
import { printable, shorten } from '../report/plain-text.ts';
import { BOLD_CHARACTER, CHARACTER, type ChartOptions, drawSvg, textWidth } from './svg.ts';
import { OUTCOME_ORDER, outcomePaint } from './theme.ts';

/** A bar: how many replies had each label. */
export interface OutcomeRow {
  readonly name: string;
  /** Rows of one group stand together, under its name. */
  readonly group?: string;
  readonly counts: Readonly<Record<string, number>>;
}

const ROW = 26;
const HEADING = 28;
const LEGEND_LINE = 20;

/**
 * What replies did, as bars that add up to 100%, one a row. Each part is labelled with its name and share
 * where there is room, and parts always stand in the legend's order: colour is not all that tells them
 * apart.
 */
export function outcomeBars(rows: readonly OutcomeRow[], options: ChartOptions): string {
  const { width, title } = options;
  const places = placed(rows);
  const names = rows.map(({ name }) => printable(name));
  const most = Math.floor((0.27 * width) / CHARACTER);
  const marginLeft = Math.max(...names.map((name) => textWidth(shorten(name, most))), 0) + 12;
  const marginRight = Math.max(...rows.map((row) => textWidth(String(total(row)))), 8) + 14;
  const present = OUTCOME_ORDER.filter((label) =>
    rows.some(({ counts }) => (counts[label] ?? 0) > 0),
  );
  const legend = flowed(present, width);
  const marginTop = legend.height + 12;
  const bottom = places.at(-1)?.bottom ?? 0;
  const across = width - marginLeft - marginRight;
  const parts = places.flatMap((place) => partsOf(place, across));
  return drawSvg(
    {
      ...{ width, height: marginTop + bottom + 8, marginTop, marginRight, marginLeft },
      marginBottom: 8,
      x: { domain: [0, 1], axis: null },
      y: { domain: [0, bottom], reverse: true, axis: null },
      marks: [
        ...legend.entries.flatMap(({ label, x, y }) =>
          legendMarks(label, x - marginLeft, y - marginTop),
        ),
        headings(places, marginLeft),
        Plot.text(places, {
          ...{ x: 0, y: 'middle', dx: -8, textAnchor: 'end', fontSize: 12, fill: 'currentColor' },
          text: (place: Place) => shorten(printable(place.row.name), most),
        }),
        Plot.text(places, {
          ...{ x: 1, y: 'middle', dx: 8, textAnchor: 'start', fontSize: 12 },
          ...{ fill: 'currentColor', fillOpacity: 0.75 },
          text: (place: Place) => String(total(place.row)),
        }),
        Plot.rect(parts, {
          ...{ x1: 'from', x2: 'to', y1: 'top', y2: 'bottom', insetLeft: 0.5, insetRight: 0.5 },
          ...{ fill: (part: Part) => outcomePaint(part.label).fill, title: 'title' },
        }),
        Plot.text(parts, {
          ...{ x: 'centre', y: 'middle', text: 'text', fontSize: 11.5, fontWeight: 600 },
          ...{ fill: (part: Part) => outcomePaint(part.label).ink, pointerEvents: 'none' },
        }),
      ],
    },
    { title, description: options.description ?? describe(rows, present) },
  );
}

interface Place {
  readonly row: OutcomeRow;
  readonly heading: { text: string; y: number } | null;
  readonly top: number;
  readonly middle: number;
  readonly bottom: number;
}

/** Where each row stands, in pixels from the top, with a heading before each group. */
function placed(rows: readonly OutcomeRow[]): Place[] {
  let y = 0;
  let group: string | undefined;
  return rows.map((row) => {
    const begins = row.group !== undefined && row.group !== group;
    group = row.group;
    if (begins) y += HEADING;
    const top = y + 2;
    y += ROW;
    return {
      row,
      heading: begins ? { text: printable(row.group ?? ''), y: top - HEADING / 2 + 1 } : null,
      ...{ top, middle: top + ROW / 2 - 2, bottom: y - 2 },
    };
  });
}

function headings(places: readonly Place[], marginLeft: number): Plot.Markish {
  const some = places.flatMap(({ heading }) => heading ?? []);
  return Plot.text(some, {
    ...{ x: 0, y: 'y', text: 'text', dx: -marginLeft, textAnchor: 'start' },
    ...{ fontSize: 12.5, fontWeight: 700, fill: 'currentColor' },
  });
}

interface Part {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly centre: number;
  readonly top: number;
  readonly middle: number;
  readonly bottom: number;
  /** On the part, as much as fits. */
  readonly text: string;
  readonly title: string;
}

function partsOf({ row, top, middle, bottom }: Place, across: number): Part[] {
  const all = total(row);
  let from = 0;
  return OUTCOME_ORDER.flatMap((label): Part[] => {
    const count = row.counts[label] ?? 0;
    if (count === 0) return [];
    const share = count / all;
    const to = from + share;
    const centre = (from + to) / 2;
    const figure = percent(share, 0);
    const fits = (text: string) => textWidth(text, BOLD_CHARACTER) + 4 <= share * across;
    const text = [`${label} ${figure}`, figure].find(fits) ?? '';
    const title = `${printable(row.name)}: ${label} ${percent(share)}% (${count} of ${all})`;
    const part = { label, from, to, centre, top, middle, bottom, text, title };
    from = to;
    return [part];
  });
}

function total({ counts }: OutcomeRow): number {
  return OUTCOME_ORDER.reduce((sum, label) => sum + (counts[label] ?? 0), 0);
}

/** The legend's entries from left to right, in as many lines as they take. */
function flowed(labels: readonly string[], width: number) {
  let [x, y] = [0, 0];
  const entries = labels.map((label) => {
    const size = 20 + textWidth(label) + 12;
    if (x > 0 && x + size > width) [x, y] = [0, y + LEGEND_LINE];
    const entry = { label, x, y };
    x += size;
    return entry;
  });
  return { entries, height: y + LEGEND_LINE };
}

function legendMarks(label: string, dx: number, dy: number): Plot.Markish[] {
  const at = { frameAnchor: 'top-left', dy: dy + 8 } as const;
  return [
    Plot.dot([label], {
      ...{ ...at, dx: dx + 6, symbol: 'square', r: 6.2 },
      ...{ fill: outcomePaint(label).fill, stroke: 'none' },
    }),
    Plot.text([label], {
      lineAnchor: 'middle',
      ...at,
      dx: dx + 17,
      textAnchor: 'start',
      fontSize: 12,
      fill: 'currentColor',
    }),
  ];
}

const DESCRIBED = 12;

function describe(rows: readonly OutcomeRow[], present: readonly string[]): string {
  const listed = rows.slice(0, DESCRIBED).map((row) => {
    const all = total(row);
    const shares = present.flatMap((label) => {
      const count = row.counts[label] ?? 0;
      return count === 0 ? [] : [`${label} ${percent(count / all, 0)}`];
    });
    const name = [row.group, row.name].flatMap((part) => (part ? [printable(part)] : []));
    return `${name.join(', ')}: ${all === 0 ? 'nothing' : shares.join(', ')}.`;
  });
  const rest = rows.length > DESCRIBED ? ' The others are in the table.' : '';
  return `Shares of replies in percent. ${listed.join(' ')}${rest}`;
}
