import { type Cell, columnsOf, verdicted } from './columns.ts';
import { writeDrafts } from './draft-file.ts';
import type { ExportFormat } from './format.ts';

/** One row a verdict, as RFC 4180 has it, in UTF-8: fields in quotes, lines ended by CRLF, unknown empty. */
export const csv: ExportFormat = {
  name: 'csv',
  suffix: '.csv',
  write: (source, path) =>
    writeDrafts([path], async ([file]) => {
      const columns = columnsOf(source);
      await file?.write(line(columns.map(({ name }) => name)));
      for await (const row of verdicted(source)) {
        await file?.write(line(columns.map(({ of }) => of(row))));
      }
    }),
};

function line(cells: readonly Cell[]): string {
  return `${cells.map(field).join(',')}\r\n`;
}

function field(value: Cell): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  return `"${harmless(value).replaceAll('"', '""')}"`;
}

/**
 * A spreadsheet runs text that begins like a formula. Such text gets a "'" before it, at the beginning of a
 * field and wherever a reader that takes another separator than the comma, or does not know quotes, would
 * begin one: behind a tab, a semicolon or a line break (OWASP, "CSV Injection"). A number stays one.
 */
function harmless(text: string): string {
  if (/^-?\d{1,15}(?:\.\d{1,15})?$/.test(text)) return text;
  return text.replace(/(^|[;\t\r\n])( *)(?=[=+\-@＝＋－＠])/g, "$1$2'");
}
