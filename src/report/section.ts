import { escaped, row } from './markdown-text.ts';
import { columns, type Ink, shorten, wrap } from './plain-text.ts';

/** A table, however it is going to be printed. */
export interface Section {
  readonly title: string;
  /** The first column is of words, the others of numbers. */
  readonly head: readonly string[];
  readonly rows: ReadonlyArray<readonly string[]>;
}

/** A section for the terminal, line by line; it fits the width as far as its numbers do. */
export function sectionLines({ title, head, rows }: Section, width: number, paint: Ink): string[] {
  const widths = head.map((cell, i) =>
    Math.max(columns(cell), ...rows.map((cells) => columns(cells[i] ?? ''))),
  );
  const [first = 0, ...others] = widths;
  const numbers = others.reduce((sum, each) => sum + each, 0);
  const gap = first + numbers + 2 * others.length <= width ? 2 : 1;
  const room = Math.min(first, Math.max(12, width - numbers - gap * others.length));
  const names = new Set(rows.map(([name = '']) => name));
  const distinct = new Set([...names].map((name) => shorten(name, room))).size === names.size;
  const fitted = (name: string) => (distinct ? [shorten(name, room)] : folded(name, room));
  const line = (cells: readonly string[]) => {
    const [name = '', ...below] = fitted(cells[0] ?? '');
    const rest = others.map((each, i) => {
      const cell = cells[i + 1] ?? '';
      return ' '.repeat(gap + each - columns(cell)) + cell;
    });
    const first = (name + ' '.repeat(room - columns(name)) + rest.join('')).trimEnd();
    return [first, ...below];
  };
  return [
    ...(title === '' ? [] : [paint.bold(wrap(title, width))]),
    ...line(head).map(paint.dim),
    ...rows.flatMap(line),
  ];
}

/** A name over several lines, broken where its parts meet: "contradict-deep", "+distract". */
function folded(name: string, room: number): string[] {
  const indent = '  ';
  const lines: string[] = [];
  for (const part of name.split(/(?<=\s)|(?=[+-])/)) {
    const longer = `${lines.at(-1) ?? ''}${part}`;
    const own = lines.length === 0 ? part : indent + part;
    if (lines.length > 0 && columns(longer.trimEnd()) <= room) lines[lines.length - 1] = longer;
    else if (columns(own.trimEnd()) <= room) lines.push(own);
    else lines.push(...wrap(part.trimEnd(), room, lines.length === 0 ? '' : indent).split('\n'));
  }
  return lines.map((line) => line.trimEnd());
}

/** A section as GitHub markdown, line by line. */
export function sectionMarkdown({ title, head, rows }: Section): string[] {
  return [
    ...(title === '' ? [] : [`### ${escaped(title)}`, '']),
    row(head.map(escaped)),
    row(head.map((_, i) => (i === 0 ? '---' : '---:'))),
    ...rows.map((cells) => row(cells.map((cell) => escaped(cell.trim())))),
  ];
}
