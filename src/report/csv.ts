import type { Share } from '../stats/scores.ts';
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

/** A share with its interval and its denominators, in columns that begin with its name. */
export function shareCells(name: string, value: Share | null): Record<string, Cell> {
  return {
    [name]: value?.share ?? null,
    [`${name}_low`]: value?.low ?? null,
    [`${name}_high`]: value?.high ?? null,
    [`${name}_units`]: value?.units ?? null,
    [`${name}_outcomes`]: value?.outcomes ?? null,
    [`${name}_families`]: value?.families ?? null,
  };
}
