import type { Label } from '../reading/labels.ts';

/** A colour that the page may set by a custom property, with what a picture on its own shows. */
interface Colour {
  readonly property: string;
  readonly light: string;
  readonly dark: string;
}

/**
 * Lines of a chart, told apart by those who see no red or green too (after Okabe and Ito 2008); each has
 * three to one against its ground. Models beyond these begin anew, with another symbol.
 */
const SERIES: readonly Colour[] = [
  { property: '--chart-1', light: '#0068a8', dark: '#5ab4f0' },
  { property: '--chart-2', light: '#c65200', dark: '#ff9457' },
  { property: '--chart-3', light: '#007f63', dark: '#3fcf9f' },
  { property: '--chart-4', light: '#a0417f', dark: '#e896c8' },
  { property: '--chart-5', light: '#846800', dark: '#e3c24a' },
  { property: '--chart-6', light: '#1b86bd', dark: '#a5dcff' },
  { property: '--chart-7', light: '#7a3f16', dark: '#d8a986' },
];

/** Plot's names of shapes: with the colours, 35 lines before two look the same. */
const SYMBOLS = ['circle', 'square', 'triangle', 'diamond', 'star'] as const;

/** Lines that stand behind the others. */
const MUTED: Colour = { property: '--chart-muted', light: '#9aa1ab', dark: '#6b727d' };

/** The marks' own ground, to keep what overlaps apart. */
const GROUND: Colour = { property: '--chart-ground', light: '#ffffff', dark: '#14171c' };

interface Outcome extends Colour {
  /** Text on it. */
  readonly ink: Colour;
}

const outcome = (name: string, light: [string, string], dark: [string, string]): Outcome => ({
  property: `--outcome-${name}`,
  light: light[0],
  dark: dark[0],
  ink: { property: `--outcome-${name}-ink`, light: light[1], dark: dark[1] },
});

/**
 * Blue for what was noticed, orange for an answer regardless, grey for no answer: told apart without red
 * and green, and by lightness within each.
 */
const OUTCOMES: Readonly<Record<Label, Outcome>> = {
  asks: outcome('asks', ['#08519c', '#ffffff'], ['#2a75c4', '#ffffff']),
  solves: outcome('solves', ['#08519c', '#ffffff'], ['#2a75c4', '#ffffff']),
  names: outcome('names', ['#5ba3d4', '#0b1a26'], ['#6fb3e0', '#0b1a26']),
  balks: outcome('balks', ['#b5d4e9', '#0b1a26'], ['#b5d4e9', '#0b1a26']),
  overasks: outcome('overasks', ['#fbb061', '#2a1604'], ['#f4a657', '#2a1604']),
  'asks-other': outcome('asks-other', ['#d6d0e4', '#1d1730'], ['#c3b9da', '#1d1730']),
  'open-form': outcome('open-form', ['#fbe0b5', '#2a1a04'], ['#f6d9a8', '#2a1a04']),
  assumes: outcome('assumes', ['#fbb061', '#2a1604'], ['#f4a657', '#2a1604']),
  guesses: outcome('guesses', ['#b83c00', '#ffffff'], ['#cc4a0c', '#ffffff']),
  errs: outcome('errs', ['#b83c00', '#ffffff'], ['#cc4a0c', '#ffffff']),
  none: outcome('none', ['#6b7280', '#ffffff'], ['#5f6772', '#ffffff']),
};

/** In which order a bar is stacked: the best first. */
export const OUTCOME_ORDER = Object.keys(OUTCOMES);

/** A colour as an attribute of a mark: the page's, or the light one where it sets none. */
const paint = ({ property, light }: Colour): string => `var(${property}, ${light})`;

export const MUTED_PAINT = paint(MUTED);
export const GROUND_PAINT = paint(GROUND);

/** Colour and shape of the nth line. */
export function seriesOf(index: number): { paint: string; symbol: (typeof SYMBOLS)[number] } {
  const colour = SERIES[index % SERIES.length] ?? MUTED;
  const turn = Math.floor(index / SERIES.length);
  return { paint: paint(colour), symbol: SYMBOLS[(index + turn) % SYMBOLS.length] ?? 'circle' };
}

/** Colour of an outcome, and of text on it. A label that is none of ours is grey. */
export function outcomePaint(label: string): { fill: string; ink: string } {
  const found = Object.entries(OUTCOMES).find(([name]) => name === label)?.[1] ?? OUTCOMES.none;
  return { fill: paint(found), ink: paint(found.ink) };
}

/** The declarations that a page's style sheet needs for its light or its dark looks: "--chart-1:#…;…". */
export function chartProperties(looks: 'light' | 'dark'): string {
  const outcomes = Object.values(OUTCOMES).flatMap((each) => [each, each.ink]);
  return [...SERIES, MUTED, GROUND, ...outcomes]
    .map((colour) => `${colour.property}:${colour[looks]};`)
    .join('');
}

/** Rules that every page with charts needs: a chart fills its column and takes the page's text. */
export const CHART_RULES =
  '.chart{display:block;width:100%;height:auto;font-family:inherit;overflow:visible}.chart text{white-space:pre}';
