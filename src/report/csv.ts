import { printable } from './plain-text.ts';

export type Cell = string | number | boolean | null;

/** Rows of the same columns as RFC 4180 CSV, with their heads; unknown is empty. */
export function renderCsv(rows: ReadonlyArray<Readonly<Record<string, Cell>>>): string {
  const [first = {}] = rows;
  const lines = [Object.keys(first), ...rows.map((row) => Object.values(row))];
  return lines.map((line) => `${line.map(field).join(',')}\r\n`).join('');
}

/** A spreadsheet runs text that begins like a formula: such text gets a "'" before it. */
function field(value: Cell): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const clean = printable(value);
  const safe = /^\s*[=+\-@]/.test(clean) ? `'${clean}` : clean;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
