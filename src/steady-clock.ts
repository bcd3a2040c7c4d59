/**
 * Milliseconds since 1970: as the clock stood when the program began, and counted on from there. The
 * clock itself may be set while a run is held, back as well: waits would then last for hours, and calls
 * would have taken less than no time.
 */
export function steadyNow(): number {
  return Math.round(performance.timeOrigin + performance.now());
}
