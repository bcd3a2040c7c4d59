/** Colour only for a terminal, and never against NO_COLOR (no-color.org) or TERM=dumb. */
export function useColor(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR && FORCE_COLOR !== '0') return true;
  return process.stdout.isTTY === true && TERM !== 'dumb';
}

/** Columns of the terminal; 80 where the output goes elsewhere. */
export function terminalWidth(): number {
  return Math.max(80, process.stdout.isTTY ? process.stdout.columns : 80);
}
