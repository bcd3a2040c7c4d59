import Table from 'cli-table3';
import type { Item } from '../corrupt/item.ts';
import { markedText } from './marked-text.ts';
import { columns, type Ink, ink, printable, shorten, wrap } from './plain-text.ts';
import {
  type Differing,
  difficultyWords,
  type ProofPart,
  proofParts,
  proofTitle,
  whatToAsk,
} from './proof-parts.ts';
import { QuantityWords } from './quantity-words.ts';
import { BORDERS, type TerminalOptions } from './table.ts';

/**
 * The twin's text, the item's with the corruption marked, and the certificate in words that a
 * person can follow with a pencil.
 */
export function explainItem(
  item: Item,
  twin: Item | undefined,
  { width, color }: TerminalOptions,
): string {
  const paint = ink(color);
  const words = new QuantityWords(item);
  const difficulty = difficultyWords(item);
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', paint.bold(title), ...lines];
  const paragraph = (text: string) => bracketed(wrap(text, width), paint);
  return [
    paint.bold(shorten(printable(item.id), width)),
    shorten(printable(`${item.topic} · ${item.operator}`), width),
    ...(difficulty === null ? [] : [wrap(difficulty, width)]),
    ...section('Intact twin', twin ? [paragraph(printable(twin.text))] : []),
    ...section(item.twin === null ? 'Text' : 'Item', [paragraph(markedText(item))]),
    ...section(
      proofTitle(item),
      proofParts(item, words).flatMap((part) => partLines(part, width)),
    ),
    ...section('What to ask', whatToAsk(item, words).map(paragraph)),
  ].join('\n');
}

function partLines(part: ProofPart, width: number): string[] {
  if (part.kind === 'sentence') return [wrap(part.text, width)];
  if (part.kind === 'statements') return part.texts.map((text) => wrap(text, width, '  · '));
  if (part.kind === 'worlds') return ['', ...differences(part.rows, width)];
  return part.sentences.map((text, i) => wrap(text, width, `${String(i + 1).padStart(3)}. `));
}

/** The quantities that differ between two worlds, as a table. */
function differences(differing: readonly Differing[], width: number): string[] {
  const rows = differing.map(({ noun, first, second, unit }) => ({
    noun,
    rest: [`  ${first}`, `  ${second}`, `  ${unit}`],
  }));
  const heads = ['  first', '  second', ''];
  const rest = heads.map((head, i) =>
    Math.max(head.length, ...rows.map((row) => columns(row.rest[i] ?? ''))),
  );
  const room = Math.max(12, width - rest.reduce((sum, each) => sum + each, 0));
  const table = new Table({
    head: ['', ...heads],
    colAligns: ['left', 'right', 'right', 'left'],
    chars: BORDERS,
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map(({ noun, rest }) => [shorten(noun, room), ...rest]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

/** What stands in ⟦brackets⟧, in bold. */
function bracketed(text: string, paint: Ink): string {
  return text.replace(/⟦[^⟦⟧]*⟧/g, (marked) => paint.bold(marked));
}
