import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { InputError } from '../input-error.ts';
import { linesOf, tooLong } from '../jsonl.ts';
import type { FileRecord } from './records.ts';

/** Bytes; far above any row. */
const LONGEST_LINE = 1 << 20;
/** Lines that one quoted row may span. More, and a quote was left open. */
const MOST_LINES = 100;
const DELIMITERS = [',', ';', '\t'];

/** A row's text, from the line where it begins. */
interface Row {
  readonly line: number;
  /** null: a line of it is too long. */
  readonly text: string | null;
  /** A quote in it is never closed. */
  readonly open: boolean;
}

/**
 * The rows of a CSV file by the columns of its header (RFC 4180; a byte-order mark, CRLF, and ";" or
 * tabs for commas are taken). A broken row is a record with a fault, and the others go on. Throws
 * InputError where the file cannot be read, or the header lacks one of `columns`.
 */
export async function* readCsv(
  path: string,
  columns: readonly string[],
): AsyncGenerator<FileRecord> {
  let header: { names: readonly string[]; delimiter: string } | undefined;
  for await (const row of rowsOf(linesOf(path, LONGEST_LINE))) {
    const at = { where: `${path}:${row.line}`, number: row.line };
    if (!header) header = readHeader(row, at.where, columns);
    else yield { ...at, ...readRow(row, header.names, header.delimiter) };
  }
  if (!header) throw new InputError(`${path}: the file is empty`);
}

/** The first delimiter under which the header has all columns. */
function readHeader({ text, open }: Row, where: string, columns: readonly string[]) {
  const splits = DELIMITERS.map((delimiter) => ({
    delimiter,
    names:
      text === null || open ? [] : (fieldsOf(text, delimiter) ?? []).map((name) => name.trim()),
  }));
  const found = splits.find(({ names }) => columns.every((column) => names.includes(column)));
  if (found) return found;
  const names = splits.toSorted((a, b) => b.names.length - a.names.length)[0]?.names ?? [];
  const missing = columns.filter((column) => !names.includes(column));
  throw new InputError(
    `${where}: there is no column ${missing.join(', ')}; the header has: ${names.join(', ').slice(0, 300) || 'nothing that can be read'}`,
  );
}

function readRow(
  { text, open }: Row,
  names: readonly string[],
  delimiter: string,
): { value: unknown } | { fault: string } {
  if (text === null) return { fault: tooLong(LONGEST_LINE) };
  const fields = open ? undefined : fieldsOf(text, delimiter);
  if (!fields) return { fault: 'a quote is not closed, or stands where none may' };
  if (fields.length !== names.length) {
    return { fault: `${fields.length} fields where the header has ${names.length}` };
  }
  return { value: Object.fromEntries(names.map((name, i) => [name, fields[i] ?? ''])) };
}

/** Undefined where quotes are broken. */
function fieldsOf(text: string, delimiter: string): string[] | undefined {
  try {
    const [fields = []]: string[][] = parse(text, { delimiter, relax_column_count: true });
    return fields;
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}

/** Joins the lines of quoted rows. Where a quote stays open, its line is a row and the next begin anew. */
async function* rowsOf(
  lines: AsyncIterable<{ line: number; text: string | null }>,
): AsyncGenerator<Row> {
  let waiting: Array<{ line: number; text: string | null }> = [];
  function* complete(atEnd: boolean): Generator<Row> {
    for (;;) {
      const [first, ...rest] = waiting;
      if (!first) return;
      const even = closingLine(waiting);
      if (even === undefined && !atEnd && waiting.length < MOST_LINES) return;
      const joined = waiting.slice(0, (even ?? 0) + 1);
      // A quote that stays open would swallow the rows up to the next one.
      const closes = even === undefined || !isRow(joined) ? undefined : even;
      const taken = closes === undefined ? 0 : closes;
      const own = [first, ...rest.slice(0, taken)];
      waiting = rest.slice(taken);
      if (own.length === 1 && first.text?.trim() === '') continue;
      const text = first.text === null ? null : own.map((each) => each.text).join('\n');
      yield { line: first.line, text, open: closes === undefined };
    }
  }
  for await (const line of lines) {
    waiting.push(line);
    yield* complete(false);
  }
  yield* complete(true);
}

/** Whether several lines can be read as one row. */
function isRow(lines: ReadonlyArray<{ text: string | null }>): boolean {
  const text = lines.map((each) => each.text).join('\n');
  return lines.length === 1 || DELIMITERS.some((delimiter) => fieldsOf(text, delimiter));
}

/** The first line up to which quotes are even; undefined where none is. */
function closingLine(lines: ReadonlyArray<{ text: string | null }>): number | undefined {
  let quotes = 0;
  for (const [i, { text }] of lines.entries()) {
    if (text === null) return i === 0 ? 0 : undefined;
    quotes += text.split('"').length - 1;
    if (quotes % 2 === 0) return i;
  }
  return undefined;
}
