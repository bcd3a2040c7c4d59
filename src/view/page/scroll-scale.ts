/** Pixels. Browsers lay out nothing that is much higher (Firefox 17.9 million). */
const HIGHEST = 15_000_000;

/** How the place in a list of any length goes with that of a scroll bar, all in pixels. */
export interface ScrollScale {
  /** What the browser is told to be the height of the list. */
  readonly height: number;
  /** Whether the scroll bar moves further than the finger. */
  readonly scaled: boolean;
  /** How far the list is moved up when the bar is there, and the reverse. */
  offsetAt(scrollTop: number): number;
  scrollTopAt(offset: number): number;
}

/** `full` is the height of all rows, `view` that of the window on them. */
export function scrollScale(full: number, view: number): ScrollScale {
  if (full <= HIGHEST) {
    const same = (at: number) => at;
    return { height: full, scaled: false, offsetAt: same, scrollTopAt: same };
  }
  const factor = (full - view) / (HIGHEST - view);
  return {
    height: HIGHEST,
    scaled: true,
    offsetAt: (scrollTop) => Math.min(full - view, scrollTop * factor),
    scrollTopAt: (offset) => offset / factor,
  };
}
