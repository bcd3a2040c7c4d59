import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { columns, printable } from '../report/plain-text.ts';

/** What every chart is told. */
export interface ChartOptions {
  /** In pixels of a picture at full size; 12-pixel text is readable where it is shown no smaller. */
  readonly width: number;
  /** What it is, in a few words: its name to a screen reader. */
  readonly title: string;
  /** What it shows, in sentences; by default, its figures. */
  readonly description?: string;
}

const GEOMETRY = ['d', 'transform', 'x', 'y', 'x1', 'x2', 'y1', 'y2', 'width', 'height'];

/** Pixels that a character takes at 12 pixels in a wide font, and in bold. */
export const CHARACTER = 6.8;
export const BOLD_CHARACTER = 7.6;

/** Pixels that a text takes at 12 pixels, or somewhat less. */
export function textWidth(text: string, character = CHARACTER): number {
  return character * columns(text);
}

/**
 * Draws a plot as an SVG element for a page with a content-security policy that forbids inline styles: no
 * style element, no style attribute. Text from outside is escaped, and without control characters.
 */
export function drawSvg(
  plot: Omit<Plot.PlotOptions, 'document' | 'style' | 'className'>,
  { title, description }: { title: string; description: string },
): string {
  const { document } = parseHTML('<html><body></body></html>');
  const svg = Plot.plot({ ...plot, document, className: 'chart' });
  for (const style of svg.querySelectorAll('style')) style.remove();
  for (const element of svg.querySelectorAll('*')) {
    // The picture has one name; what its parts are called by the library says nothing to a reader.
    for (const name of ['style', 'aria-label', 'aria-hidden', 'aria-description']) {
      element.removeAttribute(name);
    }
    for (const name of GEOMETRY) {
      const value = element.getAttribute(name);
      if (value !== null) element.setAttribute(name, rounded(value));
    }
  }
  for (const [tag, text] of [
    ['desc', description],
    ['title', title],
  ] as const) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
    element.textContent = printable(text);
    svg.prepend(element);
  }
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  svg.setAttribute('role', 'img');
  svg.removeAttribute('font-family');
  return svg.outerHTML;
}

/** Hundredths of a pixel are enough. */
function rounded(numbers: string): string {
  return numbers.replace(/\d+\.\d{3,}/g, (digits) =>
    String(Math.round(100 * Number(digits)) / 100),
  );
}
